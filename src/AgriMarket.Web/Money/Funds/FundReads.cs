using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Funds;

/// <summary>A fund with some of its entries.</summary>
/// <param name="Changes">What has been proposed for the fund, what waits first.</param>
public sealed record FundEntryList(FundOverview Overview, IReadOnlyList<FundChangeView> Changes, EntryList Page)
{
    /// <summary>True for an entry that gave a scheme money and that nobody has taken back, or proposed to.</summary>
    public bool CanCorrect(Transfer entry) =>
        Fund.Statuses.Allows(Overview.Fund.Status, FundAction.Correct)
        && entry is { Kind: TransferKind.Direct, Reason: LedgerReasons.Budget }
        && !Page.Pairs.ContainsKey(entry.Id)
        && !Changes.Any(view => view.Change.Status == FundChangeStatus.Proposed && view.Change.EntryId == entry.Id);
}

/// <summary>Reads of funds for pages.</summary>
public sealed class FundReads(IDbContextFactory<MarketDb> contexts, RegionCatalogue regions, TimeProvider clock)
{
    /// <summary>Days of use that a fund's page shows, today included.</summary>
    public const int UseDays = 30;

    private const int MostFunds = 200;
    private const int MostCampaigns = 200;
    private const int MostChanges = 50;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The funds of offices in an official's region, proposed ones too, the newest first; none for anybody else.</summary>
    public async Task<IReadOnlyList<FundOverview>> ForOfficialAsync(Guid officialId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.ReadableRegionAsync(officialId, regions) is { } region
            ? await db.FundOverviewsAsync(
                funds => Within(db, funds, region).OrderByDescending(fund => fund.ProposedAt).Take(MostFunds),
                Now
            )
            : [];
    }

    /// <summary>What an official proposed themselves; null where they proposed no such fund.</summary>
    public async Task<(Fund Fund, Scheme Scheme)?> ProposalAsync(Guid fundId, Guid officialId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var fund = await db.Set<Fund>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == fundId && row.ProposedBy == officialId);
        var scheme = await db.Set<Scheme>().AsNoTracking().Where(row => row.FundId == fundId).OrderBy(row => row.Id).FirstOrDefaultAsync();
        return fund is not null && scheme is not null ? (fund, scheme) : null;
    }

    /// <summary>
    /// The office a proposal is for: that of the fund it adds to, or else the official's own; null for who has none, and for a fund of
    /// another region.
    /// </summary>
    public async Task<OfficePost?> OwnerAsync(Guid? fundId, Guid officialId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.OfficeOfAsync(officialId) switch
        {
            { } post when fundId is { } known => await db.OwnerOfFundAsync(known) is { } owner && post.Reaches(owner.RegionCode, regions)
                ? owner
                : null,
            var post => post,
        };
    }

    /// <summary>The funds that hold or held public money, for everybody.</summary>
    public async Task<IReadOnlyList<FundOverview>> PublicAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.FundOverviewsAsync(
            funds => funds.Where(fund => Fund.Approved.Contains(fund.Status)).OrderByDescending(fund => fund.ProposedAt).Take(MostFunds),
            Now
        );
    }

    /// <summary>The funds that pay, and can pay for a campaign.</summary>
    public async Task<IReadOnlyList<FundOverview>> OpenAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.FundOverviewsAsync(
            funds => funds.Where(fund => fund.Status == FundStatus.Open).OrderByDescending(fund => fund.ProposedAt).Take(MostFunds),
            Now
        );
    }

    /// <summary>A fund; null when an official's region has no such fund.</summary>
    public async Task<Fund?> FindAsync(Guid fundId, Guid officialId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.ReadableRegionAsync(officialId, regions) is { } region
            ? await Within(db, db.Set<Fund>(), region).AsNoTracking().FirstOrDefaultAsync(fund => fund.Id == fundId)
            : null;
    }

    /// <summary>
    /// A fund with its entries, the newest first, as many as a page shows; null when an official's region has no such fund.
    /// </summary>
    /// <param name="fromId">The entry that the page begins with; null for the newest.</param>
    public async Task<FundEntryList?> BooksAsync(Guid fundId, Guid officialId, Guid? fromId = null)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (
            await db.ReadableRegionAsync(officialId, regions) is not { } region
            || await db.FundOverviewsAsync(funds => Within(db, funds, region).Where(fund => fund.Id == fundId), Now) is not [var overview]
        )
        {
            return null;
        }

        string[] accounts = [AccountIds.Fund(fundId), .. overview.Schemes.Select(row => AccountIds.Budget(row.Scheme.Id))];
        return new FundEntryList(overview, await db.FundChangesAsync(fundId, MostChanges), await db.EntriesAsync(accounts, fromId));
    }

    /// <summary>
    /// What had been granted of a fund, less refunds, as each of the last days ended; today last. Empty when an official's region has no
    /// such fund.
    /// </summary>
    public async Task<IReadOnlyList<(DateOnly Day, long Fen)>> UseByDayAsync(Guid fundId, Guid officialId)
    {
        if (await FindAsync(fundId, officialId) is null)
        {
            return [];
        }

        var today = ChinaTime.Day(Now);
        var first = today.AddDays(1 - UseDays);
        await using var db = await contexts.CreateDbContextAsync();
        var schemes = await db.Set<Scheme>().Where(scheme => scheme.FundId == fundId).Select(scheme => scheme.Id).ToListAsync();
        var sums = await db.PaidUpToAsync([.. schemes.Select(AccountIds.Budget)], LedgerReasons.Grant, first, today);
        return [.. sums.Select((fen, day) => (first.AddDays(day), fen))];
    }

    /// <summary>Open funds of which 80 percent or more are used, the most used first: what officials should look at.</summary>
    public async Task<IReadOnlyList<FundOverview>> NearlyUsedAsync() =>
        [.. (await OpenAsync()).Where(fund => fund.UseLevel > FundUseLevel.Calm).OrderByDescending(fund => fund.UsedBasisPoints)];

    private static IQueryable<Fund> Within(MarketDb db, IQueryable<Fund> funds, string region) =>
        funds.Where(fund => db.Set<Office>().Any(office => office.Id == fund.OfficeId && office.RegionCode.StartsWith(region)));

    /// <summary>
    /// The campaigns a new scheme can be for: those that are not over, the newest first, and of drafts only those of the official's office.
    /// </summary>
    public async Task<IReadOnlyList<(Guid Id, string Title)>> CampaignChoicesAsync(DateOnly today, Guid officialId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var officeId = (await db.OfficeOfAsync(officialId))?.OfficeId;
        var rows = await db.Set<Campaign>()
            .AsNoTracking()
            .Where(campaign =>
                (campaign.Status == CampaignStatus.Published || campaign.Status == CampaignStatus.Draft && campaign.OfficeId == officeId)
                && campaign.EndsOn >= today
            )
            .OrderByDescending(campaign => campaign.StartsOn)
            .Take(MostCampaigns)
            .Select(campaign => new { campaign.Id, campaign.Title })
            .ToListAsync();
        return [.. rows.Select(row => (row.Id, row.Title))];
    }
}
