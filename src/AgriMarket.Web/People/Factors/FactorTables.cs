using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Factors;

internal sealed class FactorTables : ITables
{
    public void Map(ModelBuilder model)
    {
        model.Entity<MemberFactor>(factor =>
        {
            factor.ToTable("member_factors");
            factor.HasKey(row => row.MemberId);
            factor.HasOne<Member>().WithOne().HasForeignKey<MemberFactor>(row => row.MemberId);
            factor.Property(row => row.Sealed).HasMaxLength(MemberFactor.SealedMaxLength);

            // Another process that takes the same code at the same moment comes too late.
            factor.Property(row => row.LastStep).IsConcurrencyToken();
        });
        model.Entity<RecoveryCode>(code =>
        {
            code.ToTable("recovery_codes");
            code.HasKey(row => row.Id);
            code.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
            code.HasIndex(row => new { row.MemberId, row.Hash }).IsUnique();
            code.Property(row => row.Hash).HasMaxLength(RecoveryCode.HashLength);
            code.Property(row => row.UsedAt).IsConcurrencyToken();
        });
        model.Entity<FactorReset>(reset =>
        {
            reset.ToTable("factor_resets");
            reset.HasKey(row => row.Id);
            reset.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
            reset.HasOne<Member>().WithMany().HasForeignKey(row => row.StartedBy);
            reset.HasOne<Member>().WithMany().HasForeignKey(row => row.CompletedBy);
            reset.HasIndex(row => row.MemberId);
            reset.Property(row => row.CompletedAt).IsConcurrencyToken();
        });
    }
}
