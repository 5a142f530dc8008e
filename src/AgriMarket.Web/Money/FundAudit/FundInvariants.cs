using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Money.Schemes;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.FundAudit;

/// <summary>
/// What must be true of funds, what two officials do to them, and their accounts. Entries that were taken back do not count.
/// </summary>
internal static class FundInvariants
{
    private static readonly Invariant FundsAreFilled = Invariant.That(
        "A fund has its deposit from the treasury once a second official has opened it, with each deposit that two approved "
            + "since, less what two took back, and nothing before.",
        db =>
            from fund in db.Set<Fund>()
            join one in In(db, LedgerReasons.Deposit) on AccountIds.Fund(fund.Id) equals one.AccountId into sums
            from deposit in sums.DefaultIfEmpty()
            join two in Approved(db)
                .GroupBy(change => change.FundId)
                .Select(rows => new
                {
                    Id = rows.Key,
                    Fen = rows.Sum(change => change.Action == FundAction.Correct ? -change.AmountFen : change.AmountFen),
                })
                on fund.Id equals two.Id
                into changes
            from more in changes.DefaultIfEmpty()
            select new
            {
                fund.Id,
                Fen = (long?)deposit!.Fen ?? 0,
                Expected = (Fund.Approved.Contains(fund.Status) ? fund.DepositFen : 0) + ((long?)more!.Fen ?? 0),
                IsSigned = fund.Status == FundStatus.Proposed ? fund.DecidedBy == null
                : fund.Status == FundStatus.Withdrawn ? fund.DecidedBy == fund.ProposedBy
                : fund.DecidedBy != null && fund.DecidedBy != fund.ProposedBy,
            } into fund
            where fund.Fen != fund.Expected || !fund.IsSigned
            select fund,
        fund =>
            fund.IsSigned
                ? Breach.Of($"fund {fund.Id}", ("fen deposited", fund.Fen, fund.Expected))
                : new Breach(
                    $"fund {fund.Id}",
                    "not the signature of a second official",
                    "one that did not propose it, once it is decided, and no other than the proposer's once it is withdrawn"
                )
    );

    private static readonly Invariant BudgetsComeFromFunds = Invariant.That(
        "A scheme's budget was reserved from its own fund once the fund, or the scheme itself, was approved, with each "
            + "top-up approved since, less what was taken back, and nothing before.",
        db =>
            from scheme in db.Set<Scheme>()
            join fund in db.Set<Fund>() on scheme.FundId equals fund.Id
            join one in db.StandingEntries()
                .Where(entry => entry.Reason == LedgerReasons.Budget)
                .GroupBy(entry => new { entry.DebitAccountId, entry.CreditAccountId })
                .Select(rows => new
                {
                    From = rows.Key.DebitAccountId,
                    To = rows.Key.CreditAccountId,
                    Fen = rows.Sum(entry => entry.AmountFen),
                })
                on new { From = AccountIds.Fund(scheme.FundId), To = AccountIds.Budget(scheme.Id) } equals new { one.From, one.To }
                into sums
            from budget in sums.DefaultIfEmpty()
            join two in db.Set<FundChange>()
                .Where(change => change.SchemeId != null)
                .GroupBy(change => change.SchemeId)
                .Select(rows => new
                {
                    Id = rows.Key,
                    Added = rows.Sum(change => change.Action == FundAction.AddScheme ? 1L : 0),
                    Fen = rows.Sum(change =>
                        change.Status != FundChangeStatus.Approved ? 0
                        : change.Action == FundAction.Correct ? -change.AmountFen
                        : change.AmountFen
                    ),
                })
                on (Guid?)scheme.Id equals two.Id
                into changes
            from change in changes.DefaultIfEmpty()
            select new
            {
                scheme.Id,
                Fen = (long?)budget!.Fen ?? 0,
                // What a further scheme begins with is in the change that added it.
                Expected = (!Fund.Approved.Contains(fund.Status) || change.Added > 0 ? 0 : scheme.BudgetFen) + ((long?)change!.Fen ?? 0),
            } into scheme
            where scheme.Fen != scheme.Expected
            select scheme,
        scheme => Breach.Of($"scheme {scheme.Id}", ("fen of budget", scheme.Fen, scheme.Expected))
    );

    private static readonly Invariant ClosedFundsAreEmpty = Invariant.That(
        "Of a closed fund all is back in the treasury, but for what refunds and decided cases have brought back since; a fund that is not "
            + "closed returned nothing.",
        db =>
            from fund in db.Set<Fund>()
            let closedAt = db.Set<FundChange>()
                .Where(change =>
                    change.FundId == fund.Id && change.Action == FundAction.Close && change.Status == FundChangeStatus.Approved
                )
                .Max(change => change.DecidedAt)
            let leftFen = db.Set<Account>()
                .Where(account =>
                    account.Id == AccountIds.Fund(fund.Id)
                    || db.Set<Scheme>().Any(scheme => scheme.FundId == fund.Id && AccountIds.Budget(scheme.Id) == account.Id)
                )
                .Sum(account => account.CreditsPostedFen - account.DebitsPostedFen)
            let returnedFen = db.StandingEntries()
                .Where(entry =>
                    entry.Reason == LedgerReasons.Return
                    && (
                        entry.DebitAccountId == AccountIds.Fund(fund.Id)
                        || db.Set<Scheme>().Any(scheme => scheme.FundId == fund.Id && AccountIds.Budget(scheme.Id) == entry.DebitAccountId)
                    )
                )
                .Sum(entry => entry.AmountFen)
            let sinceFen = db.StandingEntries()
                .Where(entry =>
                    (entry.Reason == LedgerReasons.Refund || entry.Reason == LedgerReasons.Clawback)
                    && entry.At >= closedAt
                    && db.Set<Scheme>().Any(scheme => scheme.FundId == fund.Id && AccountIds.Budget(scheme.Id) == entry.CreditAccountId)
                )
                .Sum(entry => entry.AmountFen)
            where fund.Status == FundStatus.Closed ? leftFen > sinceFen : returnedFen != 0
            select new
            {
                fund.Id,
                fund.Status,
                LeftFen = leftFen,
                ReturnedFen = returnedFen,
                SinceFen = sinceFen,
            },
        fund => new Breach(
            $"fund {fund.Id}",
            $"{fund.Status} with {fund.LeftFen} fen left and {fund.ReturnedFen} returned",
            fund.Status == FundStatus.Closed ? $"at most {fund.SinceFen} fen left" : "nothing returned"
        )
    );

    private static readonly Invariant PublicMoneyGoesItsWay = Invariant.That(
        "Public money goes from the treasury to a fund, from there to a budget, from there to orders, and back the same way; nowhere else.",
        db =>
            db.StandingEntries()
                .Where(entry =>
                    (
                        entry.CreditAccountId.StartsWith(AccountIds.FundPrefix)
                        && !(entry.Reason == LedgerReasons.Deposit && entry.DebitAccountId == AccountIds.Treasury)
                    )
                    || (
                        entry.CreditAccountId.StartsWith(AccountIds.BudgetPrefix)
                        && !(entry.Reason == LedgerReasons.Budget && entry.DebitAccountId.StartsWith(AccountIds.FundPrefix))
                        && !(entry.Reason == LedgerReasons.Refund && entry.DebitAccountId == AccountIds.Clearing)
                        && !(entry.Reason == LedgerReasons.Clawback && entry.DebitAccountId.StartsWith(AccountIds.FarmerPrefix))
                    )
                    || (
                        entry.DebitAccountId.StartsWith(AccountIds.FundPrefix)
                        && !(entry.Reason == LedgerReasons.Budget && entry.CreditAccountId.StartsWith(AccountIds.BudgetPrefix))
                        && !(entry.Reason == LedgerReasons.Return && entry.CreditAccountId == AccountIds.Treasury)
                    )
                    || (
                        entry.DebitAccountId.StartsWith(AccountIds.BudgetPrefix)
                        && !(entry.Reason == LedgerReasons.Grant && entry.CreditAccountId == AccountIds.Clearing)
                        && !(entry.Reason == LedgerReasons.Return && entry.CreditAccountId == AccountIds.Treasury)
                    )
                ),
        entry => new Breach(
            $"transfer {entry.Id}",
            $"{entry.AmountFen} fen from {entry.DebitAccountId} to {entry.CreditAccountId} for {entry.Reason}",
            "a way that public money goes"
        )
    );

    private static readonly Invariant AccountsHaveOwners = Invariant.That(
        "Each account of public money is that of a fund or of a scheme that is there.",
        db =>
            db.Set<Account>()
                .Where(account =>
                    (account.Id.StartsWith(AccountIds.FundPrefix) && !db.Set<Fund>().Any(fund => AccountIds.Fund(fund.Id) == account.Id))
                    || (
                        account.Id.StartsWith(AccountIds.BudgetPrefix)
                        && !db.Set<Scheme>().Any(scheme => AccountIds.Budget(scheme.Id) == account.Id)
                    )
                )
                .Select(account => new { account.Id, account.CreditsPostedFen }),
        account => new Breach($"account {account.Id}", $"{account.CreditsPostedFen} fen of nobody", "a fund or a scheme")
    );

    public static IReadOnlyList<Invariant> All { get; } =
    [
        FundsAreFilled,
        .. SignatureInvariants.All,
        BudgetsComeFromFunds,
        .. FundChangeInvariants.All,
        ClosedFundsAreEmpty,
        PublicMoneyGoesItsWay,
        AccountsHaveOwners,
    ];

    /// <summary>What came into each account for a reason.</summary>
    public static IQueryable<AccountSum> In(MarketDb db, string reason) =>
        from entry in db.StandingEntries()
        where entry.Reason == reason
        group entry by entry.CreditAccountId into entries
        select new AccountSum { AccountId = entries.Key, Fen = entries.Sum(entry => entry.AmountFen) };

    /// <summary>What went out of each account for a reason.</summary>
    public static IQueryable<AccountSum> Out(MarketDb db, string reason) =>
        from entry in db.StandingEntries()
        where entry.Reason == reason
        group entry by entry.DebitAccountId into entries
        select new AccountSum { AccountId = entries.Key, Fen = entries.Sum(entry => entry.AmountFen) };

    public static IQueryable<FundChange> Approved(MarketDb db) =>
        db.Set<FundChange>().Where(change => change.Status == FundChangeStatus.Approved);

    /// <summary>Money that an account took in or paid out.</summary>
    public sealed record AccountSum
    {
        public required string AccountId { get; init; }

        public long Fen { get; init; }
    }
}
