using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
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
            report.Property(row => row.ReporterName).HasMaxLength(RoleApplication.NameMaxLength);
            report.Property(row => row.EndedByName).HasMaxLength(RoleApplication.NameMaxLength);
            report.Property(row => row.ProduceCode).HasMaxLength(8);
            report.Property(row => row.OriginCode).HasMaxLength(6);
            report.Property(row => row.ContactName).HasMaxLength(Address.NameMaxLength);
            report.Property(row => row.ContactMobile).HasMaxLength(Address.MobileMaxLength);
            report.Property(row => row.Note).HasMaxLength(UnsoldReport.NoteMaxLength);
            report.Property(row => row.EndNote).HasMaxLength(UnsoldReport.NoteMaxLength);
        });
        model.Entity<UnsoldPhoto>(photo =>
        {
            photo.ToTable("unsold_photos");
            photo.HasKey(row => row.Id);
            photo.HasOne<Member>().WithMany().HasForeignKey(row => row.OwnerId);
        });
    }
}
