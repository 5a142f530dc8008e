using System.Text.Json;
using System.Text.Json.Serialization;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Notifications;

internal sealed class NotificationTables : ITables
{
    private static readonly JsonSerializerOptions Short = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public void Map(ModelBuilder model)
    {
        model.Entity<Notification>(notification =>
        {
            notification.ToTable("notifications");
            notification.HasKey(row => row.Id);
            notification.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);

            // Never twice for the same thing, whoever tells of it.
            notification
                .HasIndex(row => new
                {
                    row.MemberId,
                    row.Kind,
                    row.Subject,
                })
                .IsUnique();
            notification.HasIndex(row => new { row.MemberId, row.At });
            notification.HasIndex(row => row.MemberId, "ix_notifications_unread").HasFilter("read_at IS NULL");
            notification.Property(row => row.Kind).HasMaxLength(Notification.KindMaxLength);
            notification.Property(row => row.Subject).HasMaxLength(Notification.SubjectMaxLength);
            notification.Property(row => row.About).HasConversion(about => Write(about), text => Read(text));
        });
        model.Entity<NotificationDelivery>(delivery =>
        {
            delivery.ToTable("notification_deliveries");
            delivery.HasKey(row => row.Id);
            delivery.HasOne<Notification>().WithMany().HasForeignKey(row => row.NotificationId);
            delivery.HasIndex(row => new { row.NotificationId, row.Channel }).IsUnique();
            // In these words, since SQLite sees that one status is one of the two, and not that it is in a list.
            delivery.HasIndex(row => new { row.Channel, row.At }).HasFilter("status = 'Waiting' OR status = 'Sending'");
            delivery.Property(row => row.Failure).HasMaxCharacters(NotificationDelivery.FailureMaxLength);
        });
        model.Entity<NotificationChoice>(choice =>
        {
            choice.ToTable("notification_choices");
            choice.HasKey(row => new
            {
                row.MemberId,
                row.Group,
                row.Channel,
            });
            choice.Property(row => row.Group).HasColumnName("notification_group").HasMaxLength(NotificationChoice.GroupMaxLength);
            choice.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
        });
    }

    private static string Write(NotificationSubject about) => JsonSerializer.Serialize(about, Short);

    private static NotificationSubject Read(string text) => JsonSerializer.Deserialize<NotificationSubject>(text) ?? new();
}
