using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.FundRecords;

/// <summary>A scheme with what its budget account and the days of that account say, in fen.</summary>
/// <param name="CampaignTitle">Of the one campaign it is for; null for all.</param>
/// <param name="BudgetFen">What has been given to it.</param>
/// <param name="GrantedFen">What it has paid for orders, less what refunds and decided cases gave back.</param>
/// <param name="ReturnedFen">What went back to the treasury when its fund was closed.</param>
/// <param name="LeftFen">What can still be spent.</param>
public sealed record SchemeBalance(
    Scheme Scheme,
    string? CampaignTitle,
    long BudgetFen,
    long GrantedFen,
    long PendingFen,
    long ReturnedFen,
    long LeftFen
)
{
    /// <summary>Of one that has been given nothing yet.</summary>
    public static SchemeBalance Empty(Scheme scheme, string? campaignTitle) => new(scheme, campaignTitle, 0, 0, 0, 0, 0);
}

/// <summary>
/// A fund with what its accounts and their days say, in fen. Deposit = granted + pending + left + returned, always; what is pending
/// and left is read from the accounts, the rest from their days, so that a sum that went astray shows (<see cref="Agrees"/>).
/// </summary>
/// <param name="Schemes">The approved ones; of a proposed fund the one proposed with it.</param>
/// <param name="DepositFen">What has been paid in: nothing before a second official approved it.</param>
/// <param name="LeftFen">What can still be spent.</param>
/// <param name="UsedUpOn">The China day on which the rest would be used up at the latest pace if schemes went on; null when nothing is
/// being spent or the fund is not open.</param>
public sealed record FundOverview(
    Fund Fund,
    string OfficeName,
    string ProposedByName,
    string? DecidedByName,
    IReadOnlyList<SchemeBalance> Schemes,
    long DepositFen,
    long LeftFen,
    DateOnly? UsedUpOn
)
{
    /// <summary>The last China day on which one of its schemes pays; null without one.</summary>
    public DateOnly? LastDay => Schemes.Max(balance => (DateOnly?)balance.Scheme.LastDay);

    /// <summary>The China day on which the rest is used up at the latest pace, if that is while its schemes pay.</summary>
    public DateOnly? RunsDryOn => UsedUpOn <= LastDay ? UsedUpOn : null;

    /// <summary>When its schemes end with some of it left at the latest pace; null where it runs dry before.</summary>
    public DateOnly? OutlastsOn => UsedUpOn > LastDay ? LastDay : null;

    /// <summary>Paid out for paid orders, less what their refunds gave back.</summary>
    public long GrantedFen => Schemes.Sum(scheme => scheme.GrantedFen);

    /// <summary>Reserved for orders that wait for payment.</summary>
    public long PendingFen => Schemes.Sum(scheme => scheme.PendingFen);

    /// <summary>Gone back to the treasury when the fund was closed.</summary>
    public long ReturnedFen => Schemes.Sum(scheme => scheme.ReturnedFen);

    /// <summary>Whether the days of the accounts add up to what the accounts themselves say.</summary>
    public bool Agrees => DepositFen == GrantedFen + PendingFen + LeftFen + ReturnedFen;

    /// <summary>Hundredths of a percent of the deposit that are granted or reserved; 0 for an unopened fund.</summary>
    public long UsedBasisPoints => DepositFen == 0 ? 0 : Rounding.HalfUp(GrantedFen + PendingFen, 10_000, DepositFen);

    /// <summary>What officials are told about a fund that is open.</summary>
    public FundUseLevel UseLevel => Fund.Status == FundStatus.Open ? FundUse.Level(GrantedFen + PendingFen, DepositFen) : FundUseLevel.Calm;
}

/// <summary>Reads of funds and what is left of them.</summary>
internal static class FundQueries
{
    /// <summary>What entries of funds and budgets are for.</summary>
    private static readonly string[] Reasons =
    [
        LedgerReasons.Deposit,
        LedgerReasons.Budget,
        LedgerReasons.Grant,
        LedgerReasons.Refund,
        LedgerReasons.Return,
        LedgerReasons.Clawback,
    ];

    /// <summary>
    /// The funds that <paramref name="where"/> lets through, the newest first, each with its accounts. Five queries, however many funds
    /// and entries.
    /// </summary>
    public static async Task<IReadOnlyList<FundOverview>> FundOverviewsAsync(
        this MarketDb db,
        Func<IQueryable<Fund>, IQueryable<Fund>> where,
        DateTime now
    )
    {
        var funds = await (
            from fund in @where(db.Set<Fund>().AsNoTracking())
            join office in db.Set<Office>() on fund.OfficeId equals office.Id
            join proposer in db.Set<Member>() on fund.ProposedBy equals proposer.Id
            join member in db.Set<Member>() on fund.DecidedBy equals member.Id into deciders
            from decider in deciders.DefaultIfEmpty()
            orderby fund.ProposedAt descending, fund.Id
            select new
            {
                Fund = fund,
                Office = office.Name,
                ProposedBy = proposer.DisplayName,
                DecidedBy = decider == null ? null : decider.DisplayName,
            }
        ).ToListAsync();
        var schemes = (await db.SchemesOfAsync([.. funds.Select(row => row.Fund.Id)])).ToLookup(row => row.Scheme.FundId);
        string[] budgetIds = [.. schemes.SelectMany(rows => rows).Select(row => AccountIds.Budget(row.Scheme.Id))];
        var accounts = await db.AccountsAsync([.. funds.Select(row => AccountIds.Fund(row.Fund.Id)), .. budgetIds]);
        var sums = (await db.SumsAsync([.. accounts.Keys], Reasons)).ToLookup(sum => sum.AccountId);
        var before = (await db.SumsAsync(budgetIds, [LedgerReasons.Grant], FundUse.PaceBegins(now))).ToLookup(sum => sum.AccountId);
        return
        [
            .. funds.Select(row =>
            {
                var balances = schemes[row.Fund.Id]
                    .Where(scheme => !Fund.Approved.Contains(row.Fund.Status) || accounts.ContainsKey(AccountIds.Budget(scheme.Scheme.Id)))
                    .Select(scheme => Balance(scheme.Scheme, scheme.CampaignTitle, accounts, sums))
                    .ToList();
                var recentFen = balances
                    .Select(balance => AccountIds.Budget(balance.Scheme.Id))
                    .Sum(budgetId => OutFen(sums[budgetId], LedgerReasons.Grant) - OutFen(before[budgetId], LedgerReasons.Grant));
                return Overview(row.Fund, row.Office, row.ProposedBy, row.DecidedBy, balances, accounts, sums, recentFen, now);
            }),
        ];
    }

    /// <param name="recentFen">What its schemes granted since <see cref="FundUse.PaceBegins"/>.</param>
    private static FundOverview Overview(
        Fund fund,
        string office,
        string proposedBy,
        string? decidedBy,
        List<SchemeBalance> balances,
        IReadOnlyDictionary<string, Account> accounts,
        ILookup<string, AccountSum> sums,
        long recentFen,
        DateTime now
    )
    {
        var id = AccountIds.Fund(fund.Id);
        var leftFen = (accounts.GetValueOrDefault(id)?.AvailableFen ?? 0) + balances.Sum(balance => balance.LeftFen);
        return new FundOverview(
            fund,
            office,
            proposedBy,
            decidedBy,
            balances,
            InFen(sums[id], LedgerReasons.Deposit),
            leftFen,
            fund is { Status: FundStatus.Open, DecidedAt: { } openedAt } ? FundUse.RunsDryOn(leftFen, recentFen, openedAt, now) : null
        );
    }

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

    private static SchemeBalance Balance(
        Scheme scheme,
        string? campaignTitle,
        Dictionary<string, Account> accounts,
        ILookup<string, AccountSum> sums
    )
    {
        var id = AccountIds.Budget(scheme.Id);
        return accounts.GetValueOrDefault(id) is { } budget
            ? new SchemeBalance(
                scheme,
                campaignTitle,
                InFen(sums[id], LedgerReasons.Budget),
                // A refund comes back into the budget, and so does what was taken back: it is neither new money nor still granted.
                OutFen(sums[id], LedgerReasons.Grant) - InFen(sums[id], LedgerReasons.Refund) - InFen(sums[id], LedgerReasons.Clawback),
                budget.DebitsPendingFen,
                OutFen(sums[id], LedgerReasons.Return),
                budget.AvailableFen
            )
            : SchemeBalance.Empty(scheme, campaignTitle);
    }

    private static long InFen(IEnumerable<AccountSum> sums, string reason) =>
        sums.Where(sum => sum.Reason == reason).Sum(sum => sum.CreditsFen);

    private static long OutFen(IEnumerable<AccountSum> sums, string reason) =>
        sums.Where(sum => sum.Reason == reason).Sum(sum => sum.DebitsFen);
}
