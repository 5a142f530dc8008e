using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgriMarket.Web.People.Members;

/// <summary>Identity's user tables, mapped here so that the database itself knows no capability, role applications and offices.</summary>
internal sealed class MemberTables : ITables
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Member>(member =>
        {
            member.ToTable("members");
            member.HasIndex(row => row.NormalizedUserName).IsUnique();
            member.Property(row => row.ConcurrencyStamp).IsConcurrencyToken().HasMaxLength(40);
            member.Property(row => row.UserName).HasMaxLength(256);
            member.Property(row => row.NormalizedUserName).HasMaxLength(256);
            member.Property(row => row.Email).HasMaxLength(256);
            member.Property(row => row.NormalizedEmail).HasMaxLength(256);
            member.Property(row => row.PhoneNumber).HasMaxLength(20);
            member.Property(row => row.VerifiedMobile).HasMaxLength(20);
            member.Property(row => row.VerifiedEmail).HasMaxLength(256);
            member.HasIndex(row => row.VerifiedMobile).HasFilter("verified_mobile IS NOT NULL");
            member.HasIndex(row => row.VerifiedEmail).HasFilter("verified_email IS NOT NULL");
            member.Property(row => row.DisplayName).HasMaxCharacters(Member.DisplayNameMaxLength);
            member.Property(row => row.EditVersion).IsConcurrencyToken();
            member.Property(row => row.DestinationCode).HasMaxLength(6);
            // Identity hands in a DateTimeOffset, which SQLite cannot compare; ticks can be.
            member
                .Property(row => row.LockoutEnd)
                .HasConversion(end => end!.Value.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
        });
        model.Entity<IdentityUserClaim<Guid>>().ToTable("member_claims").HasKey(row => row.Id);
        model.Entity<IdentityUserLogin<Guid>>().ToTable("member_logins").HasKey(row => new { row.LoginProvider, row.ProviderKey });
        model
            .Entity<IdentityUserToken<Guid>>()
            .ToTable("member_tokens")
            .HasKey(row => new
            {
                row.UserId,
                row.LoginProvider,
                row.Name,
            });
        model.Entity<RoleApplication>(MapApplications);
        model.Entity<Office>(office =>
        {
            office.ToTable("offices");
            office.HasKey(row => row.Id);
            office.Property(row => row.Name).HasMaxCharacters(Office.NameMaxLength);
            office.Property(row => row.RegionCode).HasMaxLength(6);
            // Officials of one office are of the same one, whoever confirms them.
            office.HasIndex(row => new { row.RegionCode, row.Name }).IsUnique();
        });
    }

    private static void MapApplications(EntityTypeBuilder<RoleApplication> application)
    {
        application.ToTable("role_applications");
        application.HasKey(row => row.Id);
        application.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
        application.HasOne<Office>().WithMany().HasForeignKey(row => row.OfficeId);
        application.HasIndex(row => new { row.MemberId, row.Status });

        // One application that waits for each role and place of a member, whatever arrives at the same moment.
        application
            .HasIndex(row => new
            {
                row.MemberId,
                row.Role,
                row.RegionCode,
            })
            .IsUnique()
            .HasFilter("status = 'Waiting'");

        // Sellers hold a role for several counties; of the others a member has one office or institution.
        application
            .HasIndex(row => new { row.MemberId, row.Role })
            .IsUnique()
            .HasFilter("status IN ('Waiting', 'Confirmed') AND role NOT IN ('Farmer', 'Cooperative', 'Agent')");
        // As a number, so that SQL can ask for one of them.
        application.Property(row => row.Duties).HasConversion<int>();
        application.Property(row => row.Status).IsConcurrencyToken();
        application.Property(row => row.Reason).HasMaxCharacters(RoleApplication.ReasonMaxLength);
        application.HasIndex(row => new { row.Status, row.AppliedAt });
        application.Property(row => row.DisplayName).HasMaxCharacters(RoleApplication.NameMaxLength);
        application.Property(row => row.RegionCode).HasMaxLength(6);
        application.Property(row => row.Statement).HasMaxCharacters(RoleApplication.StatementMaxLength);
    }
}
