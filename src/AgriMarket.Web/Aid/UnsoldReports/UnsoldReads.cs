using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Aid.UnsoldReports;

/// <summary>A report with whether a photo belongs to it.</summary>
public sealed record UnsoldView(UnsoldReport Report, bool HasPhoto);

/// <summary>The answers of a new report that are known already.</summary>
/// <param name="Lot">The lot it is about; null for goods that are not listed, and for a lot that this member may not report.</param>
/// <param name="OpenReportId">A report of the lot that is still open.</param>
public sealed record UnsoldStart(Lot? Lot, Guid? OpenReportId, string ContactName, string ContactMobile, string? OriginCode);

/// <summary>What people see of reports of unsold goods. Every read names the reader, so a stranger's id finds nothing.</summary>
public sealed class UnsoldReads(IDbContextFactory<MarketDb> contexts, RegionCatalogue regions)
{
    public const int PageSize = 20;

    /// <summary>A member's own reports and those of their lots, the newest first.</summary>
    public async Task<PageOf<UnsoldView>> OwnAsync(Guid memberId, int? page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await ListAsync(db, db.UnsoldOf(memberId), page);
    }

    /// <summary>The reports of an official's region, the newest first.</summary>
    public async Task<PageOf<UnsoldView>> OfOfficeAsync(Guid officialId, bool openOnly, int? page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var reports = await db.UnsoldOfOfficeAsync(regions, officialId);
        return await ListAsync(db, openOnly ? reports.Where(report => report.Status == UnsoldStatus.Open) : reports, page);
    }

    /// <summary>What a new report of this member begins with; null for whoever may not report.</summary>
    public async Task<UnsoldStart?> StartAsync(Guid memberId, Guid? lotId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (await db.ReporterAsync(memberId) is not { } reporter)
        {
            return null;
        }

        var lot = lotId is null ? null : await db.Set<Lot>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == lotId);
        if (lot is not null && lot.FarmerId != memberId && !reporter.SpeaksFor.Any(region => regions.IsWithin(lot.OriginCode, region)))
        {
            lot = null;
        }

        var open = lot is null
            ? null
            : await db.Set<UnsoldReport>()
                .Where(row => row.LotId == lot.Id && row.Status == UnsoldStatus.Open)
                .Select(row => (Guid?)row.Id)
                .FirstOrDefaultAsync();
        var last = await db.Set<UnsoldReport>()
            .AsNoTracking()
            .Where(row => row.ReporterId == memberId)
            .OrderByDescending(row => row.At)
            .FirstOrDefaultAsync();
        var member = await db.Set<Member>().AsNoTracking().SingleAsync(row => row.Id == memberId);
        var mobile = new[] { member.PhoneNumber, member.UserName }.FirstOrDefault(number => MobileNumber.Read(number) is not null);
        var region = await db.SellerAsync(memberId) is { } seller ? seller.Origins[0].RegionCode : reporter.SpeaksFor.FirstOrDefault();
        return new(lot, open, last?.ContactName ?? reporter.Name, last?.ContactMobile ?? mobile ?? "", last?.OriginCode ?? region);
    }

    /// <summary>A photo, for whoever made it, the farmer whose lot it shows, and the officials of the region; null for others.</summary>
    public async Task<byte[]?> PhotoAsync(Guid reportId, Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var ofOffice = await db.UnsoldOfOfficeAsync(regions, memberId);
        return await db.Set<UnsoldPhoto>()
            .Where(photo =>
                photo.Id == reportId
                && (
                    photo.OwnerId == memberId
                    || db.UnsoldOf(memberId).Any(report => report.Id == reportId)
                    || ofOffice.Any(report => report.Id == reportId)
                )
            )
            .Select(photo => photo.Jpeg)
            .FirstOrDefaultAsync();
    }

    private static async Task<PageOf<UnsoldView>> ListAsync(MarketDb db, IQueryable<UnsoldReport> reports, int? page)
    {
        var shown = await reports
            .AsNoTracking()
            .OrderByDescending(report => report.At)
            .ThenBy(report => report.Id)
            .PageAsync(page, PageSize);
        List<Guid> ids = [.. shown.Items.Select(report => report.Id)];
        var withPhoto = await db.Set<UnsoldPhoto>().Where(photo => ids.Contains(photo.Id)).Select(photo => photo.Id).ToListAsync();
        return shown.With(report => new UnsoldView(report, withPhoto.Contains(report.Id)));
    }
}
