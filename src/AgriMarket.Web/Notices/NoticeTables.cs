using System.Text.Json;
using System.Text.Json.Serialization;
using AgriMarket.Domain.Notices;
using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Notices;

internal sealed class NoticeTables : ITables
{
    private static readonly JsonSerializerOptions Short = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public void Map(ModelBuilder model)
    {
        model.Entity<Notice>(notice =>
        {
            notice.ToTable("notices");
            notice.HasKey(row => row.Id);
            notice.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);

            // Never twice for the same thing, whoever tells of it.
            notice.HasIndex(row => new { row.MemberId, row.Kind, row.Subject }).IsUnique();
            notice.HasIndex(row => new { row.MemberId, row.At });
            notice.HasIndex(row => row.MemberId, "ix_notices_unread").HasFilter("read_at IS NULL");
            notice.HasIndex(row => row.MailAt).HasFilter("mail IN ('Waiting', 'Sending')");
            notice.Property(row => row.Subject).HasMaxLength(Notice.SubjectMaxLength);
            notice.Property(row => row.MailFailure).HasMaxLength(Notice.MailFailureMaxLength);
            notice.Property(row => row.About).HasConversion(about => Write(about), text => Read(text));
            notice.Ignore(row => row.Group);
        });
        model.Entity<NoticeChoice>(choice =>
        {
            choice.ToTable("notice_choices");
            choice.HasKey(row => new { row.MemberId, row.Group });
            choice.Property(row => row.Group).HasColumnName("notice_group");
            choice.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
        });
    }

    private static string Write(NoticeAbout about) => JsonSerializer.Serialize(about, Short);

    private static NoticeAbout Read(string text) => JsonSerializer.Deserialize<NoticeAbout>(text) ?? new();
}
