using AgriMarket.Domain.Ledger;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Ledger;

/// <summary>What must be true of accounts and transfers, whatever they are for.</summary>
internal sealed class LedgerInvariants : IInvariants
{
    private static readonly Invariant SumsAreTheTransfers = Invariant.That(
        "The four sums of an account are the sums of its transfers.",
        db =>
            from account in db.Set<Account>()
            join one in Posted(db)
                .GroupBy(entry => entry.DebitAccountId)
                .Select(entries => new { Id = entries.Key, Fen = entries.Sum(entry => entry.AmountFen) })
                on account.Id equals one.Id
                into ones
            from debited in ones.DefaultIfEmpty()
            join two in Posted(db)
                .GroupBy(entry => entry.CreditAccountId)
                .Select(entries => new { Id = entries.Key, Fen = entries.Sum(entry => entry.AmountFen) })
                on account.Id equals two.Id
                into twos
            from credited in twos.DefaultIfEmpty()
            join three in Open(db)
                .GroupBy(entry => entry.DebitAccountId)
                .Select(entries => new { Id = entries.Key, Fen = entries.Sum(entry => entry.AmountFen) })
                on account.Id equals three.Id
                into threes
            from debiting in threes.DefaultIfEmpty()
            join four in Open(db)
                .GroupBy(entry => entry.CreditAccountId)
                .Select(entries => new { Id = entries.Key, Fen = entries.Sum(entry => entry.AmountFen) })
                on account.Id equals four.Id
                into fours
            from crediting in fours.DefaultIfEmpty()
            select new
            {
                account.Id,
                account.DebitsPostedFen,
                account.CreditsPostedFen,
                account.DebitsPendingFen,
                account.CreditsPendingFen,
                Debited = (long?)debited!.Fen ?? 0,
                Credited = (long?)credited!.Fen ?? 0,
                Debiting = (long?)debiting!.Fen ?? 0,
                Crediting = (long?)crediting!.Fen ?? 0,
            } into account
            where
                account.DebitsPostedFen != account.Debited
                || account.CreditsPostedFen != account.Credited
                || account.DebitsPendingFen != account.Debiting
                || account.CreditsPendingFen != account.Crediting
            select account,
        account =>
            Breach.Of(
                $"account {account.Id}",
                ("fen of debits posted", account.DebitsPostedFen, account.Debited),
                ("fen of credits posted", account.CreditsPostedFen, account.Credited),
                ("fen of debits pending", account.DebitsPendingFen, account.Debiting),
                ("fen of credits pending", account.CreditsPendingFen, account.Crediting)
            )
    );

    private static readonly Invariant NothingIsOverspent = Invariant.That(
        "An account that must be covered has taken in what it paid out and reserved.",
        db =>
            db.Set<Account>()
                .Where(account => account.NoOverdraft && account.CreditsPostedFen < account.DebitsPostedFen + account.DebitsPendingFen)
                .Select(account => new
                {
                    account.Id,
                    account.CreditsPostedFen,
                    Spent = account.DebitsPostedFen + account.DebitsPendingFen,
                }),
        account => new Breach($"account {account.Id}", $"{account.Spent} fen spent and reserved", $"{account.CreditsPostedFen} at the most")
    );

    private static readonly Invariant PublicMoneyHasNoOverdraft = Invariant.That(
        "Funds and budgets are accounts that must be covered, and no others are.",
        db =>
            db.Set<Account>()
                .Where(account =>
                    account.NoOverdraft != (account.Id.StartsWith(AccountIds.FundPrefix) || account.Id.StartsWith(AccountIds.BudgetPrefix))
                )
                .Select(account => new { account.Id, account.NoOverdraft }),
        account => new Breach($"account {account.Id}", Covered(account.NoOverdraft), Covered(!account.NoOverdraft))
    );

    private static readonly Invariant PendingResolvesOnce = Invariant.That(
        "A pending transfer is resolved once at the most: posted, let go or expired.",
        db =>
            db.Set<Transfer>()
                .Where(end => end.PendingId != null)
                .GroupBy(end => end.PendingId)
                .Select(ends => new { Id = ends.Key, Ends = ends.LongCount() })
                .Where(pending => pending.Ends > 1),
        pending => Breach.Of($"transfer {pending.Id}", ("resolutions", pending.Ends, 1))
    );

    private static readonly Invariant ResolutionsFit = Invariant.That(
        "What resolves a transfer resolves a pending one, of the same order, for the same reason, between the same accounts, "
            + "and of its amount, or of a part of it that is posted; nothing else resolves.",
        db =>
            from end in db.Set<Transfer>()
            where end.PendingId != null || end.Kind == TransferKind.Post || end.Kind == TransferKind.Void || end.Kind == TransferKind.Expire
            join open in db.Set<Transfer>() on end.PendingId equals (Guid?)open.Id into all
            from pending in all.DefaultIfEmpty()
            where
                (end.Kind != TransferKind.Post && end.Kind != TransferKind.Void && end.Kind != TransferKind.Expire)
                || pending == null
                || pending.Kind != TransferKind.Pending
                || pending.DebitAccountId != end.DebitAccountId
                || pending.CreditAccountId != end.CreditAccountId
                || pending.OrderId != end.OrderId
                || pending.Reason != end.Reason
                || end.AmountFen > pending.AmountFen
                || (end.Kind != TransferKind.Post && end.AmountFen < pending.AmountFen)
            select new { End = end, Pending = pending },
        row => new Breach(
            $"transfer {row.End.Id}",
            Told(row.End),
            row.Pending is null ? "a pending transfer that it resolves" : $"a resolution of {Told(row.Pending)}"
        )
    );

    private static readonly Invariant CorrectionsMirror = Invariant.That(
        "A correction takes back an entry that moved money, by its mirror image: the same amount, the other way, for the "
            + "same order. Nothing else takes back.",
        db =>
            from correction in db.Set<Transfer>()
            where correction.CorrectsId != null || correction.Kind == TransferKind.Correct
            join one in db.Set<Transfer>() on correction.CorrectsId equals (Guid?)one.Id into all
            from wrong in all.DefaultIfEmpty()
            where
                correction.Kind != TransferKind.Correct
                || correction.Reason != LedgerReasons.Correction
                || wrong == null
                || (wrong.Kind != TransferKind.Direct && wrong.Kind != TransferKind.Post)
                || wrong.DebitAccountId != correction.CreditAccountId
                || wrong.CreditAccountId != correction.DebitAccountId
                || wrong.OrderId != correction.OrderId
                || wrong.AmountFen != correction.AmountFen
            select new { Correction = correction, Wrong = wrong },
        row => new Breach(
            $"transfer {row.Correction.Id}",
            Told(row.Correction),
            row.Wrong is null ? "an entry that it takes back" : $"the mirror image of {Told(row.Wrong)}"
        )
    );

    private static readonly Invariant EntriesAreCorrectedOnce = Invariant.That(
        "An entry is taken back once at the most.",
        db =>
            db.Set<Transfer>()
                .Where(entry => entry.CorrectsId != null)
                .GroupBy(entry => entry.CorrectsId)
                .Select(corrections => new { Id = corrections.Key, Corrections = corrections.LongCount() })
                .Where(wrong => wrong.Corrections > 1),
        wrong => Breach.Of($"transfer {wrong.Id}", ("corrections", wrong.Corrections, 1))
    );

    private static readonly Invariant TransfersMoveMoney = Invariant.That(
        "A transfer moves a positive amount from one account to another, and both accounts are there.",
        db =>
            from entry in db.Set<Transfer>()
            where
                entry.AmountFen <= 0
                || entry.DebitAccountId == entry.CreditAccountId
                || !db.Set<Account>().Any(account => account.Id == entry.DebitAccountId)
                || !db.Set<Account>().Any(account => account.Id == entry.CreditAccountId)
            select entry,
        entry => new Breach($"transfer {entry.Id}", Told(entry), "more than 0 fen between two accounts that are there")
    );

    private static readonly Invariant TheBooksBalance = Invariant.That(
        "All debits together are all credits together, posted and pending.",
        db =>
            db.Set<Account>()
                .GroupBy(_ => 1)
                .Select(all => new
                {
                    Debits = all.Sum(account => account.DebitsPostedFen),
                    Credits = all.Sum(account => account.CreditsPostedFen),
                    DebitsPending = all.Sum(account => account.DebitsPendingFen),
                    CreditsPending = all.Sum(account => account.CreditsPendingFen),
                })
                .Where(all => all.Debits != all.Credits || all.DebitsPending != all.CreditsPending),
        all =>
            Breach.Of(
                "all accounts",
                ("fen of debits posted", all.Debits, all.Credits),
                ("fen of debits pending", all.DebitsPending, all.CreditsPending)
            )
    );

    public string Name => "Ledger";

    public IReadOnlyList<AuditedRows> Rows { get; } = [AuditedRows.Of<Account>("accounts"), AuditedRows.Of<Transfer>("transfers")];

    public IReadOnlyList<Invariant> All { get; } =
    [
        SumsAreTheTransfers,
        NothingIsOverspent,
        PublicMoneyHasNoOverdraft,
        PendingResolvesOnce,
        ResolutionsFit,
        CorrectionsMirror,
        EntriesAreCorrectedOnce,
        TransfersMoveMoney,
        TheBooksBalance,
    ];

    private static IQueryable<Transfer> Posted(MarketDb db) =>
        db.Set<Transfer>()
            .Where(entry => entry.Kind == TransferKind.Direct || entry.Kind == TransferKind.Post || entry.Kind == TransferKind.Correct);

    private static IQueryable<Transfer> Open(MarketDb db) =>
        db.Set<Transfer>().Where(entry => entry.Kind == TransferKind.Pending && !db.Set<Transfer>().Any(end => end.PendingId == entry.Id));

    private static string Told(Transfer entry) =>
        $"{entry.Kind} of {entry.AmountFen} fen from {entry.DebitAccountId} "
        + $"to {entry.CreditAccountId} for order {entry.OrderId?.ToString() ?? "none"}";

    private static string Covered(bool must) => must ? "must be covered" : "need not be covered";
}
