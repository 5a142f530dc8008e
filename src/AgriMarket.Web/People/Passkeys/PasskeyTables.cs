using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Passkeys;

internal sealed class PasskeyTables : ITables
{
    public void Map(ModelBuilder model) =>
        model.Entity<MemberPasskey>(passkey =>
        {
            passkey.ToTable("member_passkeys");
            passkey.HasKey(row => row.Id);
            passkey.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
            passkey.HasIndex(row => row.MemberId);
            passkey.HasIndex(row => row.CredentialId).IsUnique();
            passkey.Property(row => row.Name).HasMaxCharacters(MemberPasskey.NameMaxLength);
            passkey.Property(row => row.CredentialId).HasMaxLength(MemberPasskey.CredentialIdMaxLength);
            passkey.Property(row => row.PublicKey).HasMaxLength(MemberPasskey.PublicKeyMaxLength);
            passkey.Property(row => row.Transports).HasMaxLength(MemberPasskey.TransportsMaxLength);

            // Another process that takes the same answer at the same moment comes too late.
            passkey.Property(row => row.LastChallenge).IsConcurrencyToken();
        });
}
