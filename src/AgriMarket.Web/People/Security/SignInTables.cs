using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Security;

internal sealed class SignInTables : ITables
{
    /// <summary>SHA-256 in hexadecimal digits.</summary>
    private const int HashLength = 64;

    public void Map(ModelBuilder model)
    {
        model.Entity<MemberSession>(session =>
        {
            session.ToTable("member_sessions");
            session.HasKey(row => row.Id);
            session.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
            session.HasIndex(row => row.MemberId).HasFilter("ended_at IS NULL");
            session.Property(row => row.Device).HasMaxLength(MemberSession.DeviceMaxLength);
            session.Property(row => row.Network).HasMaxLength(MemberSession.NetworkMaxLength);
            session.Property(row => row.RefreshHash).HasMaxLength(HashLength);
            session.Property(row => row.PreviousRefreshHash).HasMaxLength(HashLength);
        });
        model.Entity<MemberDevice>(device =>
        {
            device.ToTable("member_devices");
            device.HasKey(row => new { row.MemberId, row.DeviceKey });
            device.IsClustered();
            device.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
            device.Property(row => row.DeviceKey).HasMaxLength(KeyHash.Length);
        });
        model.Entity<SignInFailures>(failures =>
        {
            failures.ToTable("sign_in_failures");
            failures.HasKey(row => row.Key);
            failures.Property(row => row.Key).HasMaxLength(SignInFailures.KeyMaxLength);
        });
    }
}
