using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Contacts;

internal sealed class ContactTables : ITables
{
    private const int ContactMaxLength = 256;
    private const int NetworkMaxLength = 45;

    public void Map(ModelBuilder model)
    {
        model.Entity<VerificationCode>(code =>
        {
            code.ToTable("verification_codes");
            code.HasKey(row => row.Id);
            code.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
            code.Property(row => row.Target).HasMaxLength(ContactMaxLength);
            code.HasIndex(row => new { row.Target, row.Purpose });
            code.HasIndex(row => row.MemberId).HasFilter("member_id IS NOT NULL");
        });
        model.Entity<AccountMessage>(message =>
        {
            message.ToTable("account_messages");
            message.HasKey(row => row.Id);
            message.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
            message.Property(row => row.Target).HasMaxLength(ContactMaxLength);
            message.Property(row => row.Network).HasMaxLength(NetworkMaxLength);
            message.Property(row => row.Failure).HasMaxCharacters(AccountMessage.FailureMaxLength);
            message.HasIndex(row => new { row.Target, row.At });
            message.HasIndex(row => new { row.Network, row.At });
            message.HasIndex(row => new { row.MemberId, row.At }).HasFilter("member_id IS NOT NULL");
            message.HasIndex(row => row.At);
            message.HasIndex(row => row.DueAt).HasFilter("status = 'Waiting'");
        });
        model.Entity<StoredCodeKey>(key =>
        {
            key.ToTable("code_keys");
            key.HasKey(row => row.Id);
            key.Property(row => row.Id).ValueGeneratedNever();
        });
    }
}
