using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Money.Schemes;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.FundAudit;

/// <summary>
/// What must be true of grants. <see cref="GrantCaps"/> says how much one may be, <see cref="FundInvariants"/> where the money comes
/// from and goes.
/// </summary>
internal sealed class SubsidyInvariants : IInvariants
{
    private static readonly Invariant GrantsAreReserved = Invariant.That(
        "Each grant is a pending transfer of its amount, from the budget of its scheme, for its order.",
        db =>
            from grant in db.Set<Grant>()
            join one in db.Set<Transfer>() on grant.TransferId equals one.Id into transfers
            from entry in transfers.DefaultIfEmpty()
            where
                entry == null
                || entry.Kind != TransferKind.Pending
                || entry.Reason != LedgerReasons.Grant
                || entry.AmountFen != grant.AmountFen
                || entry.OrderId != grant.OrderId
                || entry.DebitAccountId != AccountIds.Budget(grant.SchemeId)
                || entry.CreditAccountId != AccountIds.Clearing
            select new { Grant = grant, Entry = entry },
        row => new Breach(
            Named(row.Grant.OrderId, row.Grant.SchemeId),
            row.Entry is null
                ? "no transfer"
                : $"{row.Entry.Kind} of {row.Entry.AmountFen} fen from {row.Entry.DebitAccountId} to "
                    + $"{row.Entry.CreditAccountId} for order {row.Entry.OrderId}",
            $"Pending of {row.Grant.AmountFen} fen from {AccountIds.Budget(row.Grant.SchemeId)} to {AccountIds.Clearing} for "
                + $"order {row.Grant.OrderId}"
        )
    );

    private static readonly Invariant GrantsEndAsTheirOrders = Invariant.That(
        "A grant is paid once its order is paid, let go once that is given up, expired once that is, and reserved until then.",
        db =>
            from grant in db.Set<Grant>()
            join order in db.Set<Order>() on grant.OrderId equals order.Id
            join one in db.Set<Transfer>() on (Guid?)grant.TransferId equals one.PendingId into ends
            from end in ends.DefaultIfEmpty()
            where
                order.Status == OrderStatus.AwaitingPayment
                    ? end != null
                    : end == null
                        || end.AmountFen != grant.AmountFen
                        || end.Kind
                            != (
                                order.Status == OrderStatus.Cancelled ? TransferKind.Void
                                : order.Status == OrderStatus.Expired ? TransferKind.Expire
                                : TransferKind.Post
                            )
            select new
            {
                Grant = grant,
                order.Status,
                End = end,
            },
        row => new Breach(
            Named(row.Grant.OrderId, row.Grant.SchemeId),
            row.End is null ? "still reserved" : $"{row.End.Kind} of {row.End.AmountFen} fen",
            $"what becomes a grant of {row.Grant.AmountFen} fen to an order that is {row.Status}"
        )
    );

    private static readonly Invariant GrantsHaveOrders = Invariant.That(
        "There is no grant without its order.",
        db =>
            db.Set<Grant>()
                .Where(grant => !db.Set<Order>().Any(order => order.Id == grant.OrderId))
                .Select(grant => new
                {
                    grant.OrderId,
                    grant.SchemeId,
                    grant.AmountFen,
                }),
        grant => new Breach(Named(grant.OrderId, grant.SchemeId), $"{grant.AmountFen} fen for no order", "an order")
    );

    private static readonly Invariant BudgetsPayGrantsOnly = Invariant.That(
        "What a budget reserves, it reserves for a grant; the first time, for one whose order expired and was paid late.",
        db =>
            db.Set<Transfer>()
                .Where(entry =>
                    entry.Kind == TransferKind.Pending
                    && entry.Reason == LedgerReasons.Grant
                    && !db.Set<Grant>()
                        .Any(grant =>
                            grant.TransferId == entry.Id
                            || (
                                grant.OrderId == entry.OrderId
                                && AccountIds.Budget(grant.SchemeId) == entry.DebitAccountId
                                && grant.AmountFen == entry.AmountFen
                                && db.Set<Transfer>().Any(end => end.PendingId == entry.Id && end.Kind == TransferKind.Expire)
                            )
                        )
                )
                .Select(entry => new
                {
                    entry.Id,
                    entry.AmountFen,
                    entry.DebitAccountId,
                }),
        entry => new Breach($"transfer {entry.Id}", $"{entry.AmountFen} fen of {entry.DebitAccountId} for no grant", "a grant")
    );

    private static readonly Invariant GrantsComeBack = Invariant.That(
        "Of a grant comes back to its budget no more than it was, and all of it when its order was cancelled whole before "
            + "anything was shipped.",
        db =>
            from grant in db.Set<Grant>()
            join order in db.Set<Order>() on grant.OrderId equals order.Id
            join one in Returned(db)
                on new { OrderId = (Guid?)grant.OrderId, AccountId = AccountIds.Budget(grant.SchemeId) } equals new
                {
                    one.OrderId,
                    one.AccountId,
                }
                into all
            from back in all.DefaultIfEmpty()
            select new
            {
                grant.OrderId,
                grant.SchemeId,
                grant.AmountFen,
                BackFen = (long?)back!.Fen ?? 0,
                LeastFen = order.Status == OrderStatus.Refunded
                && !db.Set<Refund>().Any(refund => refund.OrderId == order.Id && refund.Kind == RefundKind.Shipped)
                    ? grant.AmountFen
                    : 0,
            } into grant
            where grant.BackFen > grant.AmountFen || grant.BackFen < grant.LeastFen
            select grant,
        grant => new Breach(
            Named(grant.OrderId, grant.SchemeId),
            $"{grant.BackFen} fen came back",
            $"{grant.LeastFen} to {grant.AmountFen}"
        )
    );

    private static readonly Invariant OnlyGrantsComeBack = Invariant.That(
        "What comes back to a budget from an order had been granted to it.",
        db =>
            from back in Returned(db)
            where !db.Set<Grant>().Any(grant => grant.OrderId == back.OrderId && AccountIds.Budget(grant.SchemeId) == back.AccountId)
            select back,
        back => new Breach(
            $"order {back.OrderId}, account {back.AccountId}",
            $"{back.Fen} fen came back",
            "nothing, since nothing was granted"
        )
    );

    private static readonly Invariant SchemesStayWithinBudget = Invariant.That(
        "What a scheme has granted and reserved is what its account says, and with what came back it is within what it was given.",
        db =>
            from scheme in db.Set<Scheme>()
            join one in Spent(db) on scheme.Id equals one.SchemeId into sums
            from spent in sums.DefaultIfEmpty()
            join two in FundInvariants.Out(db, LedgerReasons.Grant) on AccountIds.Budget(scheme.Id) equals two.AccountId into outs
            from granted in outs.DefaultIfEmpty()
            join three in FundInvariants.In(db, LedgerReasons.Refund) on AccountIds.Budget(scheme.Id) equals three.AccountId into backs
            from back in backs.DefaultIfEmpty()
            join six in FundInvariants.In(db, LedgerReasons.Clawback) on AccountIds.Budget(scheme.Id) equals six.AccountId into claws
            from taken in claws.DefaultIfEmpty()
            join four in FundInvariants.In(db, LedgerReasons.Budget) on AccountIds.Budget(scheme.Id) equals four.AccountId into ins
            from given in ins.DefaultIfEmpty()
            join five in db.Set<Account>() on AccountIds.Budget(scheme.Id) equals five.Id into accounts
            from account in accounts.DefaultIfEmpty()
            select new
            {
                scheme.Id,
                Granted = (long?)spent!.GrantedFen ?? 0,
                Pending = (long?)spent.PendingFen ?? 0,
                AccountGranted = (long?)granted!.Fen ?? 0,
                AccountPending = (long?)account!.DebitsPendingFen ?? 0,
                Given = ((long?)given!.Fen ?? 0) + ((long?)back!.Fen ?? 0) + ((long?)taken!.Fen ?? 0),
            } into scheme
            where
                scheme.Granted + scheme.Pending > scheme.Given
                || scheme.Granted != scheme.AccountGranted
                || scheme.Pending != scheme.AccountPending
            select scheme,
        scheme => new Breach(
            $"scheme {scheme.Id}",
            $"fen granted {scheme.Granted}, reserved {scheme.Pending}; by its account {scheme.AccountGranted} and {scheme.AccountPending}",
            $"the same by the account, together at most {scheme.Given}"
        )
    );

    public string Name => "Subsidies";

    public IReadOnlyList<AuditedRows> Rows { get; } =
    [
        AuditedRows.Of<Fund>("funds"),
        AuditedRows.Of<FundChange>("changes of funds"),
        AuditedRows.Of<Scheme>("schemes"),
        AuditedRows.Of<Grant>("grants"),
        AuditedRows.Of<SchemeUsageRow>("counted caps"),
        AuditedRows.Of<OwnerUsageRow>("counts of owners"),
    ];

    public IReadOnlyList<Invariant> All { get; } =
    [
        GrantsAreReserved,
        GrantsEndAsTheirOrders,
        GrantsHaveOrders,
        BudgetsPayGrantsOnly,
        GrantsComeBack,
        OnlyGrantsComeBack,
        SchemesStayWithinBudget,
        .. GrantCaps.All,
        .. FundInvariants.All,
    ];

    public static string Named(Guid orderId, Guid schemeId) => $"grant of scheme {schemeId} to order {orderId}";

    /// <summary>What refunds gave back to each budget, by order.</summary>
    private static IQueryable<ReturnedMoney> Returned(MarketDb db) =>
        from entry in db.StandingEntries()
        where
            entry.Reason == LedgerReasons.Refund
            && entry.DebitAccountId == AccountIds.Clearing
            && entry.CreditAccountId.StartsWith(AccountIds.BudgetPrefix)
        group entry by new { entry.OrderId, entry.CreditAccountId } into entries
        select new ReturnedMoney
        {
            OrderId = entries.Key.OrderId,
            AccountId = entries.Key.CreditAccountId,
            Fen = entries.Sum(entry => entry.AmountFen),
        };

    /// <summary>What each scheme has granted for good, and what is reserved, by its grants and what became of them.</summary>
    private static IQueryable<SpentMoney> Spent(MarketDb db) =>
        from grant in db.Set<Grant>()
        join order in db.Set<Order>() on grant.OrderId equals order.Id
        group new { grant.AmountFen, order.Status } by grant.SchemeId into grants
        select new SpentMoney
        {
            SchemeId = grants.Key,
            GrantedFen = grants.Sum(row =>
                row.Status == OrderStatus.Paid
                || row.Status == OrderStatus.Shipped
                || row.Status == OrderStatus.Received
                || row.Status == OrderStatus.Refunded
                    ? row.AmountFen
                    : 0
            ),
            PendingFen = grants.Sum(row => row.Status == OrderStatus.AwaitingPayment ? row.AmountFen : 0),
        };

    private sealed record SpentMoney
    {
        public Guid SchemeId { get; init; }

        public long GrantedFen { get; init; }

        public long PendingFen { get; init; }
    }

    private sealed record ReturnedMoney
    {
        public Guid? OrderId { get; init; }

        public required string AccountId { get; init; }

        public long Fen { get; init; }
    }
}
