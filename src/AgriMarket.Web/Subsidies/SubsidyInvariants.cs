using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Platform.Audit;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Subsidies;

/// <summary>What must be true of public money. <see cref="GrantCaps"/> says how much a grant may be.</summary>
internal sealed class SubsidyInvariants : IInvariants
{
    private static readonly Invariant GrantsAreSetAside = Invariant.That(
        "Each grant is a pending transfer of its amount, from the budget of its scheme, for its order.",
        db => from grant in db.Set<Grant>()
              join one in db.Set<Transfer>() on grant.TransferId equals one.Id into transfers
              from entry in transfers.DefaultIfEmpty()
              where entry == null || entry.Kind != TransferKind.Pending || entry.Reason != LedgerReasons.Grant || entry.AmountFen != grant.AmountFen || entry.OrderId != grant.OrderId
                  || entry.DebitAccountId != AccountIds.Budget(grant.SchemeId) || entry.CreditAccountId != AccountIds.Clearing
              select new { Grant = grant, Entry = entry },
        row => new Breach(
            Named(row.Grant.OrderId, row.Grant.SchemeId),
            row.Entry is null ? "no transfer" : $"{row.Entry.Kind} of {row.Entry.AmountFen} fen from {row.Entry.DebitAccountId} to {row.Entry.CreditAccountId} for order {row.Entry.OrderId}",
            $"Pending of {row.Grant.AmountFen} fen from {AccountIds.Budget(row.Grant.SchemeId)} to {AccountIds.Clearing} for order {row.Grant.OrderId}"));

    private static readonly Invariant GrantsEndAsTheirOrders = Invariant.That(
        "A grant is paid once its order is paid, let go once it is given up or expired, and set aside until then.",
        db => from grant in db.Set<Grant>()
              join order in db.Set<Order>() on grant.OrderId equals order.Id
              join one in db.Set<Transfer>() on (Guid?)grant.TransferId equals one.PendingId into ends
              from end in ends.DefaultIfEmpty()
              where order.Status == OrderStatus.AwaitingPayment ? end != null
                  : end == null || end.AmountFen != grant.AmountFen
                      || end.Kind != (order.Status == OrderStatus.Cancelled || order.Status == OrderStatus.Expired ? TransferKind.Void : TransferKind.Post)
              select new { Grant = grant, order.Status, End = end },
        row => new Breach(
            Named(row.Grant.OrderId, row.Grant.SchemeId),
            row.End is null ? "still set aside" : $"{row.End.Kind} of {row.End.AmountFen} fen",
            $"what becomes a grant of {row.Grant.AmountFen} fen to an order that is {row.Status}"));

    private static readonly Invariant GrantsHaveOrders = Invariant.That(
        "There is no grant without its order.",
        db => db.Set<Grant>().Where(grant => !db.Set<Order>().Any(order => order.Id == grant.OrderId)).Select(grant => new { grant.OrderId, grant.SchemeId, grant.AmountFen }),
        grant => new Breach(Named(grant.OrderId, grant.SchemeId), $"{grant.AmountFen} fen for no order", "an order"));

    private static readonly Invariant BudgetsPayGrantsOnly = Invariant.That(
        "What a budget sets aside, it sets aside for a grant.",
        db => db.Set<Transfer>()
            .Where(entry => entry.Kind == TransferKind.Pending && entry.Reason == LedgerReasons.Grant && !db.Set<Grant>().Any(grant => grant.TransferId == entry.Id))
            .Select(entry => new { entry.Id, entry.AmountFen, entry.DebitAccountId }),
        entry => new Breach($"transfer {entry.Id}", $"{entry.AmountFen} fen of {entry.DebitAccountId} for no grant", "a grant"));

    private static readonly Invariant SchemesStayWithinBudget = Invariant.That(
        "What a scheme has granted and set aside is within its budget, and is what its account says.",
        db => from scheme in db.Set<Scheme>()
              join one in Spent(db) on scheme.Id equals one.SchemeId into sums
              from spent in sums.DefaultIfEmpty()
              join two in db.Set<Account>() on AccountIds.Budget(scheme.Id) equals two.Id into accounts
              from account in accounts.DefaultIfEmpty()
              select new
              {
                  scheme.Id,
                  scheme.BudgetFen,
                  Granted = (long?)spent!.GrantedFen ?? 0,
                  Pending = (long?)spent.PendingFen ?? 0,
                  AccountGranted = (long?)account.DebitsPostedFen ?? 0,
                  AccountPending = (long?)account.DebitsPendingFen ?? 0,
              } into scheme
              where scheme.Granted + scheme.Pending > scheme.BudgetFen || scheme.Granted != scheme.AccountGranted || scheme.Pending != scheme.AccountPending
              select scheme,
        scheme => new Breach(
            $"scheme {scheme.Id}",
            $"fen granted {scheme.Granted}, set aside {scheme.Pending}; by its account {scheme.AccountGranted} and {scheme.AccountPending}",
            $"the same by the account, together at most {scheme.BudgetFen}"));

    private static readonly Invariant OpenFundsAreFilled = Invariant.That(
        "A fund holds its deposit from the treasury once a second official has opened it, and nothing before.",
        db => from fund in db.Set<Fund>()
              join one in Direct(db, LedgerReasons.Deposit).Where(entry => entry.DebitAccountId == AccountIds.Treasury)
                  .GroupBy(entry => entry.CreditAccountId).Select(rows => new { Id = rows.Key, Fen = rows.Sum(entry => entry.AmountFen) })
                  on AccountIds.Fund(fund.Id) equals one.Id into sums
              from deposit in sums.DefaultIfEmpty()
              select new
              {
                  fund.Id,
                  Fen = (long?)deposit!.Fen ?? 0,
                  Expected = fund.Status == FundStatus.Proposed ? 0 : fund.DepositFen,
                  IsSigned = fund.Status == FundStatus.Proposed || (fund.ApprovedBy != null && fund.ApprovedBy != fund.ProposedBy),
              } into fund
              where fund.Fen != fund.Expected || !fund.IsSigned
              select fund,
        fund => fund.IsSigned
            ? Breach.Of($"fund {fund.Id}", ("fen deposited", fund.Fen, fund.Expected))
            : new Breach($"fund {fund.Id}", "open without a second official", "an official who approved it and did not propose it"));

    private static readonly Invariant BudgetsComeFromFunds = Invariant.That(
        "A scheme's budget was set aside from its own fund once that was opened, and nothing before.",
        db => from scheme in db.Set<Scheme>()
              join fund in db.Set<Fund>() on scheme.FundId equals fund.Id
              join one in Direct(db, LedgerReasons.Budget).GroupBy(entry => new { entry.DebitAccountId, entry.CreditAccountId })
                  .Select(rows => new { From = rows.Key.DebitAccountId, To = rows.Key.CreditAccountId, Fen = rows.Sum(entry => entry.AmountFen) })
                  on new { From = AccountIds.Fund(scheme.FundId), To = AccountIds.Budget(scheme.Id) } equals new { one.From, one.To } into sums
              from budget in sums.DefaultIfEmpty()
              select new { scheme.Id, Fen = (long?)budget!.Fen ?? 0, Expected = fund.Status == FundStatus.Proposed ? 0 : scheme.BudgetFen } into scheme
              where scheme.Fen != scheme.Expected
              select scheme,
        scheme => Breach.Of($"scheme {scheme.Id}", ("fen of budget", scheme.Fen, scheme.Expected)));

    private static readonly Invariant AccountsHaveOwners = Invariant.That(
        "Each account of public money is that of a fund or of a scheme that is there.",
        db => db.Set<Account>()
            .Where(account => (account.Id.StartsWith(AccountIds.FundPrefix) && !db.Set<Fund>().Any(fund => AccountIds.Fund(fund.Id) == account.Id))
                || (account.Id.StartsWith(AccountIds.BudgetPrefix) && !db.Set<Scheme>().Any(scheme => AccountIds.Budget(scheme.Id) == account.Id)))
            .Select(account => new { account.Id, account.CreditsPostedFen }),
        account => new Breach($"account {account.Id}", $"{account.CreditsPostedFen} fen of nobody", "a fund or a scheme"));

    public string Name => "Subsidies";

    public IReadOnlyList<AuditedRows> Rows { get; } = [AuditedRows.Of<Fund>("funds"), AuditedRows.Of<Scheme>("schemes"), AuditedRows.Of<Grant>("grants")];

    public IReadOnlyList<Invariant> All { get; } =
    [
        GrantsAreSetAside, GrantsEndAsTheirOrders, GrantsHaveOrders, BudgetsPayGrantsOnly, SchemesStayWithinBudget, OpenFundsAreFilled, BudgetsComeFromFunds, AccountsHaveOwners,
        .. GrantCaps.All,
    ];

    public static string Named(Guid orderId, Guid schemeId) => $"grant of scheme {schemeId} to order {orderId}";

    private static IQueryable<Transfer> Direct(MarketDb db, string reason) =>
        db.Set<Transfer>().Where(entry => entry.Kind == TransferKind.Direct && entry.Reason == reason);

    /// <summary>What each scheme has granted for good, and what is set aside, by its grants and what became of them.</summary>
    private static IQueryable<SpentMoney> Spent(MarketDb db) =>
        from grant in db.Set<Grant>()
        join order in db.Set<Order>() on grant.OrderId equals order.Id
        group new { grant.AmountFen, order.Status } by grant.SchemeId into grants
        select new SpentMoney
        {
            SchemeId = grants.Key,
            GrantedFen = grants.Sum(row => row.Status == OrderStatus.Paid || row.Status == OrderStatus.Shipped || row.Status == OrderStatus.Received ? row.AmountFen : 0),
            PendingFen = grants.Sum(row => row.Status == OrderStatus.AwaitingPayment ? row.AmountFen : 0),
        };

    private sealed record SpentMoney
    {
        public Guid SchemeId { get; init; }

        public long GrantedFen { get; init; }

        public long PendingFen { get; init; }
    }
}
