using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Ledger;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Subsidies;

/// <summary>A fund's entries, a page of them, and whether all of them add up to what the accounts say.</summary>
/// <param name="EntriesDepositFen">Deposits, added up from the rows.</param>
/// <param name="EntriesGrantedFen">Grants paid, added up from the rows.</param>
/// <param name="EntriesPendingFen">Set aside and neither paid nor let go, added up from the rows.</param>
public sealed record FundBooks(FundOverview Overview, EntryList Page, long EntriesDepositFen, long EntriesGrantedFen, long EntriesPendingFen)
{
    public bool Agree =>
        (EntriesDepositFen, EntriesGrantedFen, EntriesPendingFen) == (Overview.DepositFen, Overview.GrantedFen, Overview.PendingFen);
}

/// <summary>Reads of funds for pages.</summary>
public sealed class FundReads(IDbContextFactory<MarketDb> contexts)
{
    private const int MostFunds = 200;
    private const int MostCampaigns = 200;

    /// <summary>Every fund, for officials: proposed ones too, the newest first.</summary>
    public async Task<IReadOnlyList<FundOverview>> AllAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.FundOverviewsAsync(funds => funds.OrderByDescending(fund => fund.ProposedAt).Take(MostFunds));
    }

    /// <summary>The funds that hold public money, for everybody.</summary>
    public async Task<IReadOnlyList<FundOverview>> OpenAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.FundOverviewsAsync(funds => funds.Where(fund => fund.Status == FundStatus.Open).OrderByDescending(fund => fund.ProposedAt).Take(MostFunds));
    }

    /// <summary>A fund with a page of its entries, the newest first; null when there is no such fund.</summary>
    /// <param name="pageNumber">From 1; a page beyond the last shows the last.</param>
    public async Task<FundBooks?> BooksAsync(Guid fundId, int pageNumber)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (await db.FundOverviewsAsync(funds => funds.Where(fund => fund.Id == fundId)) is not [var overview])
        {
            return null;
        }

        string[] accounts = [AccountIds.Fund(fundId), .. overview.Schemes.Select(row => AccountIds.Budget(row.Scheme.Id))];
        var sums = await db.EntrySumsAsync(accounts);
        long Sum(TransferKind kind, string reason) => sums.Where(sum => sum.Kind == kind && sum.Reason == reason).Sum(sum => sum.AmountFen);
        return new FundBooks(
            overview,
            await db.EntriesAsync(accounts, pageNumber),
            Sum(TransferKind.Direct, LedgerReasons.Deposit),
            Sum(TransferKind.Post, LedgerReasons.Grant) - Sum(TransferKind.Direct, LedgerReasons.Refund),
            Sum(TransferKind.Pending, LedgerReasons.Grant) - Sum(TransferKind.Post, LedgerReasons.Grant) - Sum(TransferKind.Void, LedgerReasons.Grant) - Sum(TransferKind.Expire, LedgerReasons.Grant));
    }

    /// <summary>The campaigns a new scheme can be for: those that are not over, the newest first.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Title)>> CampaignChoicesAsync(DateOnly today)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var rows = await db.Set<Campaign>().AsNoTracking()
            .Where(campaign => campaign.Status != CampaignStatus.Closed && campaign.EndsOn >= today)
            .OrderByDescending(campaign => campaign.StartsOn).Take(MostCampaigns)
            .Select(campaign => new { campaign.Id, campaign.Title }).ToListAsync();
        return [.. rows.Select(row => (row.Id, row.Title))];
    }
}
