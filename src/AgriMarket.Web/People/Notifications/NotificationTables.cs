using System.Text.Json;
using System.Text.Json.Serialization;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Notifications;

internal sealed class NotificationTables : ITables
{
    private static readonly JsonSerializerOptions Short = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public void Map(ModelBuilder model)
    {
        model.Entity<Notification>(notice =>
        {
            notice.ToTable("notices");
            notice.HasKey(row => row.Id);
            notice.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);

            // Never twice for the same thing, whoever tells of it.
            notice
                .HasIndex(row => new
                {
                    row.MemberId,
                    row.Kind,
                    row.Subject,
                })
                .IsUnique();
            notice.HasIndex(row => new { row.MemberId, row.At });
            notice.HasIndex(row => row.MemberId, "ix_notices_unread").HasFilter("read_at IS NULL");
            // In these words, since SQLite sees that one status is one of the two, and not that it is in a list.
            notice.HasIndex(row => row.MailAt).HasFilter("mail = 'Waiting' OR mail = 'Sending'");
            notice.Property(row => row.Subject).HasMaxLength(Notification.SubjectMaxLength);
            notice.Property(row => row.MailFailure).HasMaxLength(Notification.MailFailureMaxLength);
            notice.Property(row => row.About).HasConversion(about => Write(about), text => Read(text));
            notice.Ignore(row => row.Group);
        });
        model.Entity<NotificationChoice>(choice =>
        {
            choice.ToTable("notice_choices");
            choice.HasKey(row => new { row.MemberId, row.Group });
            choice.Property(row => row.Group).HasColumnName("notice_group");
            choice.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
        });
    }

    private static string Write(NotificationSubject about) => JsonSerializer.Serialize(about, Short);

    private static NotificationSubject Read(string text) => JsonSerializer.Deserialize<NotificationSubject>(text) ?? new();
}
