using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.FundRecords;

/// <summary>A scheme with what its budget account says.</summary>
/// <param name="CampaignTitle">Of the one campaign it is for; null for all.</param>
/// <param name="BudgetFen">What has been given to it.</param>
/// <param name="ReturnedFen">What went back to the treasury when its fund was closed.</param>
public sealed record SchemeBalance(Scheme Scheme, string? CampaignTitle, long BudgetFen, long GrantedFen, long PendingFen, long ReturnedFen)
{
    public long LeftFen => BudgetFen - GrantedFen - PendingFen - ReturnedFen;
}

/// <summary>A fund with what its accounts say, in fen. Deposit = granted + pending + left + returned, always.</summary>
/// <param name="Schemes">The approved ones; of a proposed fund the one proposed with it.</param>
/// <param name="DepositFen">What has been paid in: nothing before a second official approved it.</param>
/// <param name="LeftFen">What can still be spent.</param>
/// <param name="RunsDryOn">The China day on which the rest is used up at the latest pace; null when nothing is being spent or the fund is
/// not open.</param>
public sealed record FundOverview(
    Fund Fund,
    string ProposedByName,
    string? ApprovedByName,
    IReadOnlyList<SchemeBalance> Schemes,
    long DepositFen,
    long LeftFen,
    DateOnly? RunsDryOn
)
{
    /// <summary>Paid out for paid orders, less what their refunds gave back.</summary>
    public long GrantedFen => Schemes.Sum(scheme => scheme.GrantedFen);

    /// <summary>Set aside for orders that wait for payment.</summary>
    public long PendingFen => Schemes.Sum(scheme => scheme.PendingFen);

    /// <summary>Gone back to the treasury when the fund was closed.</summary>
    public long ReturnedFen => Schemes.Sum(scheme => scheme.ReturnedFen);

    /// <summary>Hundredths of a percent of the deposit that are granted or set aside; 0 for an unopened fund.</summary>
    public long UsedBasisPoints => DepositFen == 0 ? 0 : Rounding.HalfUp(GrantedFen + PendingFen, 10_000, DepositFen);

    /// <summary>What officials are told about a fund that is open.</summary>
    public FundUseLevel UseLevel => Fund.Status == FundStatus.Open ? FundUse.Level(GrantedFen + PendingFen, DepositFen) : FundUseLevel.Calm;
}

/// <summary>Reads of funds and what is left of them.</summary>
internal static class FundQueries
{
    /// <summary>
    /// The funds that <paramref name="where"/> lets through, the newest first, each with its accounts. Six queries, however many funds.
    /// </summary>
    public static async Task<IReadOnlyList<FundOverview>> FundOverviewsAsync(
        this MarketDb db,
        Func<IQueryable<Fund>, IQueryable<Fund>> where,
        DateTime now
    )
    {
        var funds = await (
            from fund in @where(db.Set<Fund>().AsNoTracking())
            join proposer in db.Set<Member>() on fund.ProposedBy equals proposer.Id
            join member in db.Set<Member>() on fund.ApprovedBy equals member.Id into approvers
            from approver in approvers.DefaultIfEmpty()
            orderby fund.ProposedAt descending, fund.Id
            select new
            {
                Fund = fund,
                ProposedBy = proposer.DisplayName,
                ApprovedBy = approver == null ? null : approver.DisplayName,
            }
        ).ToListAsync();
        var schemes = (await db.SchemesOfAsync([.. funds.Select(row => row.Fund.Id)])).ToLookup(row => row.Scheme.FundId);
        string[] budgetIds = [.. schemes.SelectMany(rows => rows).Select(row => AccountIds.Budget(row.Scheme.Id))];
        var accounts = await db.AccountsAsync([.. funds.Select(row => AccountIds.Fund(row.Fund.Id)), .. budgetIds]);
        var spent = await db.SpentAsync([.. accounts.Keys], FundUse.PaceBegins(now));
        var refunded = await db.RefundedAsync(budgetIds);
        return
        [
            .. funds.Select(row =>
            {
                var balances = schemes[row.Fund.Id]
                    .Where(scheme => row.Fund.Status == FundStatus.Proposed || accounts.ContainsKey(AccountIds.Budget(scheme.Scheme.Id)))
                    .Select(scheme => Balance(scheme.Scheme, scheme.CampaignTitle, accounts, spent, refunded))
                    .ToList();
                var account = accounts.GetValueOrDefault(AccountIds.Fund(row.Fund.Id));
                var leftFen = (account?.AvailableFen ?? 0) + balances.Sum(balance => balance.LeftFen);
                var recentFen = balances.Sum(balance => spent.GetValueOrDefault(AccountIds.Budget(balance.Scheme.Id))?.RecentFen ?? 0);
                return new FundOverview(
                    row.Fund,
                    row.ProposedBy,
                    row.ApprovedBy,
                    balances,
                    DepositFen(account, balances, spent),
                    leftFen,
                    row.Fund is { Status: FundStatus.Open, ApprovedAt: { } openedAt }
                        ? FundUse.RunsDryOn(leftFen, recentFen, openedAt, now)
                        : null
                );
            }),
        ];
    }

    /// <summary>What was paid in and stayed: a deposit that was taken back came in from its budget once more, and went out.</summary>
    private static long DepositFen(Account? account, List<SchemeBalance> balances, Dictionary<string, Spending> spent) =>
        account is null
            ? 0
            : account.CreditsPostedFen
                - (spent.GetValueOrDefault(account.Id)?.CorrectedFen ?? 0)
                - balances.Sum(balance => spent.GetValueOrDefault(AccountIds.Budget(balance.Scheme.Id))?.CorrectedFen ?? 0);

    /// <summary>Schemes with the title of the campaign they are for, the oldest first.</summary>
    private static async Task<IReadOnlyList<(Scheme Scheme, string? CampaignTitle)>> SchemesOfAsync(
        this MarketDb db,
        IReadOnlyCollection<Guid> fundIds
    )
    {
        var rows = await (
            from scheme in db.Set<Scheme>().AsNoTracking()
            join campaign in db.Set<Campaign>() on scheme.CampaignId equals campaign.Id into campaigns
            from campaign in campaigns.DefaultIfEmpty()
            where fundIds.Contains(scheme.FundId)
            orderby scheme.Id
            select new { Scheme = scheme, CampaignTitle = campaign == null ? null : campaign.Title }
        ).ToListAsync();
        return [.. rows.Select(row => (row.Scheme, row.CampaignTitle))];
    }

    /// <summary>
    /// What has lately been granted from accounts, what has gone back to the treasury and what was taken back as wrong, by account.
    /// </summary>
    private static async Task<Dictionary<string, Spending>> SpentAsync(
        this MarketDb db,
        IReadOnlyCollection<string> accountIds,
        DateTime since
    ) =>
        await db.Set<Transfer>()
            .AsNoTracking()
            .Where(entry =>
                accountIds.Contains(entry.DebitAccountId)
                && (
                    entry.Kind == TransferKind.Correct
                    || (entry.Kind == TransferKind.Post && entry.At >= since)
                    || (entry.Kind == TransferKind.Direct && entry.Reason == LedgerReasons.Return)
                )
            )
            .GroupBy(entry => entry.DebitAccountId)
            .Select(group => new Spending(
                group.Key,
                group.Sum(entry => entry.Kind == TransferKind.Post ? entry.AmountFen : 0),
                group.Sum(entry => entry.Kind == TransferKind.Direct ? entry.AmountFen : 0),
                group.Sum(entry => entry.Kind == TransferKind.Correct ? entry.AmountFen : 0)
            ))
            .ToDictionaryAsync(spending => spending.AccountId);

    private static SchemeBalance Balance(
        Scheme scheme,
        string? campaignTitle,
        Dictionary<string, Account> accounts,
        Dictionary<string, Spending> spent,
        Dictionary<string, long> refunded
    )
    {
        var id = AccountIds.Budget(scheme.Id);
        var (budget, returnedFen) = (accounts.GetValueOrDefault(id), spent.GetValueOrDefault(id)?.ReturnedFen ?? 0);

        // A refund comes back into the budget: it is neither new money nor still granted. What was taken back never was its money.
        var asideFen = refunded.GetValueOrDefault(id) + (spent.GetValueOrDefault(id)?.CorrectedFen ?? 0);
        return budget is null
            ? new SchemeBalance(scheme, campaignTitle, 0, 0, 0, 0)
            : new SchemeBalance(
                scheme,
                campaignTitle,
                budget.CreditsPostedFen - asideFen,
                budget.DebitsPostedFen - returnedFen - asideFen,
                budget.DebitsPendingFen,
                returnedFen
            );
    }

    private sealed record Spending(string AccountId, long RecentFen, long ReturnedFen, long CorrectedFen);
}
