using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Ledger;
using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Subsidies;

/// <summary>A scheme with what its budget account says.</summary>
/// <param name="CampaignTitle">Of the one campaign it is for; null for all.</param>
public sealed record SchemeBalance(Scheme Scheme, string? CampaignTitle, long GrantedFen, long PendingFen);

/// <summary>A fund with what its accounts say, in fen. Deposit = granted + pending + left, always.</summary>
/// <param name="DepositFen">What has been paid in: nothing before a second official approved it.</param>
/// <param name="GrantedFen">Paid out for paid orders, less what their refunds gave back.</param>
/// <param name="PendingFen">Set aside for orders that wait for payment.</param>
/// <param name="LeftFen">What can still be spent.</param>
public sealed record FundOverview(
    Fund Fund,
    string ProposedByName,
    string? ApprovedByName,
    IReadOnlyList<SchemeBalance> Schemes,
    long DepositFen,
    long GrantedFen,
    long PendingFen,
    long LeftFen)
{
    /// <summary>Hundredths of a percent of the deposit that are granted or set aside; 0 for an unopened fund.</summary>
    public long UsedBasisPoints => DepositFen == 0 ? 0 : Domain.Common.Rounding.HalfUp(GrantedFen + PendingFen, 10_000, DepositFen);
}

/// <summary>Reads of funds and what is left of them.</summary>
internal static class FundQueries
{
    /// <summary>The funds that <paramref name="where"/> lets through, the newest first, each with its accounts. Five queries, however many funds.</summary>
    public static async Task<IReadOnlyList<FundOverview>> FundOverviewsAsync(this MarketDb db, Func<IQueryable<Fund>, IQueryable<Fund>> where)
    {
        var funds = await (
            from fund in @where(db.Set<Fund>().AsNoTracking())
            join proposer in db.Set<Member>() on fund.ProposedBy equals proposer.Id
            join member in db.Set<Member>() on fund.ApprovedBy equals member.Id into approvers
            from approver in approvers.DefaultIfEmpty()
            orderby fund.ProposedAt descending, fund.Id
            select new { Fund = fund, ProposedBy = proposer.DisplayName, ApprovedBy = approver == null ? null : approver.DisplayName }).ToListAsync();
        var fundIds = funds.Select(row => row.Fund.Id).ToList();
        var schemes = (await (
            from scheme in db.Set<Scheme>().AsNoTracking()
            join campaign in db.Set<Campaign>() on scheme.CampaignId equals campaign.Id into campaigns
            from campaign in campaigns.DefaultIfEmpty()
            where fundIds.Contains(scheme.FundId)
            orderby scheme.Id
            select new { Scheme = scheme, CampaignTitle = campaign == null ? null : campaign.Title }).ToListAsync()).ToLookup(row => row.Scheme.FundId);
        string[] budgetIds = [.. schemes.SelectMany(rows => rows).Select(row => AccountIds.Budget(row.Scheme.Id))];
        var accounts = await db.AccountsAsync([.. fundIds.Select(AccountIds.Fund), .. budgetIds]);
        var refunded = await db.RefundedAsync(budgetIds);
        return [.. funds.Select(row => Overview(
            row.Fund, row.ProposedBy, row.ApprovedBy, accounts.GetValueOrDefault(AccountIds.Fund(row.Fund.Id)),
            [.. schemes[row.Fund.Id].Select(scheme => (Balance(scheme.Scheme, scheme.CampaignTitle, accounts, refunded), accounts.GetValueOrDefault(AccountIds.Budget(scheme.Scheme.Id))))]))];
    }

    private static SchemeBalance Balance(Scheme scheme, string? campaignTitle, Dictionary<string, Account> accounts, Dictionary<string, long> refunded)
    {
        var budget = accounts.GetValueOrDefault(AccountIds.Budget(scheme.Id));
        var paidFen = (budget?.DebitsPostedFen ?? 0) - refunded.GetValueOrDefault(AccountIds.Budget(scheme.Id));
        return new SchemeBalance(scheme, campaignTitle, paidFen, budget?.DebitsPendingFen ?? 0);
    }

    private static FundOverview Overview(
        Fund fund, string proposedBy, string? approvedBy, Account? account, IReadOnlyList<(SchemeBalance Scheme, Account? Budget)> schemes) => new(
        fund,
        proposedBy,
        approvedBy,
        [.. schemes.Select(row => row.Scheme)],
        account?.CreditsPostedFen ?? 0,
        schemes.Sum(row => row.Scheme.GrantedFen),
        schemes.Sum(row => row.Scheme.PendingFen),
        (account?.AvailableFen ?? 0) + schemes.Sum(row => row.Budget?.AvailableFen ?? 0));
}
