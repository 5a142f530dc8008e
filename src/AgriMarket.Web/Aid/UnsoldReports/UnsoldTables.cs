using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.OwnData;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Aid.UnsoldReports;

internal sealed class UnsoldTables : ITables
{
    public void Map(ModelBuilder model)
    {
        model.Entity<UnsoldReport>(report =>
        {
            report.ToTable(
                "unsold_reports",
                table =>
                    table.HasCheckConstraint(
                        "ck_unsold_reports_grams",
                        "grams > 0 AND (ended_grams IS NULL OR (ended_grams >= 0 AND ended_grams <= grams))"
                    )
            );
            report.HasKey(row => row.Id);
            report.HasOne<Member>().WithMany().HasForeignKey(row => row.ReporterId);
            report.HasOne<Lot>().WithMany().HasForeignKey(row => row.LotId);

            // One open report of a lot, whoever reports it.
            report.HasIndex(row => row.LotId).IsUnique().HasFilter("status = 'Open'");
            report.HasIndex(row => new { row.ReporterId, row.At });
            report.HasIndex(row => new { row.FarmerId, row.At });
            report.HasIndex(row => new { row.Status, row.At });
            report.Property(row => row.Status).IsConcurrencyToken();
            report.Property(row => row.ReporterName).HasMaxCharacters(RoleApplication.NameMaxLength);
            report.Property(row => row.EndedByName).HasMaxCharacters(RoleApplication.NameMaxLength);
            report.Property(row => row.ProduceCode).HasMaxLength(8);
            report.Property(row => row.OriginCode).HasMaxLength(6);
            report.Property(row => row.ContactName).HasMaxCharacters(Address.NameMaxLength);
            report.Property(row => row.ContactMobile).HasMaxLength(Address.MobileMaxLength);
            report.Property(row => row.Note).HasMaxCharacters(UnsoldReport.NoteMaxLength);
            report.Property(row => row.EndNote).HasMaxCharacters(UnsoldReport.NoteMaxLength);
        });
        model.Entity<UnsoldPhoto>(photo =>
        {
            photo.ToTable("unsold_photos");
            photo.HasKey(row => row.Id);
            photo.HasOne<Member>().WithMany().HasForeignKey(row => row.OwnerId);
        });
    }
}

/// <summary>Reports that a member made, with whom to call about them.</summary>
internal sealed class UnsoldReportPersonalData : IPersonalData
{
    public async Task<IReadOnlyList<PersonalTable>> ReadAsync(MarketDb db, Guid memberId)
    {
        var reports = await db.Set<UnsoldReport>()
            .AsNoTracking()
            .Where(row => row.ReporterId == memberId)
            .OrderByDescending(row => row.At)
            .Take(PersonalTable.MostRows)
            .ToListAsync();
        return
        [
            PersonalTable.Of(
                "unsold_reports",
                reports,
                ("at", row => row.At),
                ("produce_code", row => row.ProduceCode),
                ("origin_code", row => row.OriginCode),
                ("grams", row => row.Grams),
                ("contact_name", row => row.ContactName),
                ("contact_mobile", row => row.ContactMobile),
                ("note", row => row.Note)
            ),
        ];
    }

    /// <summary>A report binds nobody.</summary>
    public Task<Rejection?> WhyNotCloseAsync(WriteScope scope, Guid memberId) => Task.FromResult<Rejection?>(null);

    public Task EraseAsync(WriteScope scope, Guid memberId) =>
        scope
            .Db.Set<UnsoldReport>()
            .Where(row => row.ReporterId == memberId)
            .ExecuteUpdateAsync(row =>
                row.SetProperty(it => it.ReporterName, Member.ClosedName)
                    .SetProperty(it => it.ContactName, Member.ClosedName)
                    .SetProperty(it => it.ContactMobile, "")
                    .SetProperty(it => it.Note, "")
            );
}
