using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Ledger;

/// <summary>What writing an entry does to the sums of its two accounts, in fen of either sign.</summary>
public sealed record Posting(long PendingFen, long PostedFen)
{
    /// <summary>The answer to a replay: the entry is in the books already and nothing is to be done.</summary>
    public static readonly Posting Exists = new(0, 0);

    /// <summary>
    /// Decides whether an entry may be written. Rejects with <c>ledger.id-taken</c> (the id stands for another entry),
    /// <c>ledger.unknown</c> (nothing to resolve or correct under that id), <c>ledger.resolved</c> and
    /// <c>ledger.over-pending</c>. An entry that is written already answers <see cref="Exists"/>.
    /// </summary>
    /// <param name="written">
    /// The rows the entry touches: those with its id, and those that are, resolve or correct what it resolves or corrects.
    /// </param>
    public static Result<Posting> Of(Transfer entry, IReadOnlyCollection<Transfer> written)
    {
        if (written.FirstOrDefault(row => row.Id == entry.Id) is { } same)
        {
            // The time is when it was asked for, which a replay does later.
            return same with { At = entry.At } == entry ? Exists : new Rejection("ledger.id-taken");
        }

        return entry.Kind switch
        {
            TransferKind.Direct => new Posting(0, entry.AmountFen),
            TransferKind.Pending => new Posting(entry.AmountFen, 0),
            TransferKind.Correct => Correct(entry, written),
            _ when entry.IsResolution => Resolve(entry, written),
            _ => throw new InvalidOperationException($"Unknown kind {entry.Kind}."),
        };
    }

    private static Result<Posting> Resolve(Transfer entry, IReadOnlyCollection<Transfer> written)
    {
        if (
            written.FirstOrDefault(row => row.Id == entry.PendingId) is not { Kind: TransferKind.Pending } pending
            || (pending.DebitAccountId, pending.CreditAccountId) != (entry.DebitAccountId, entry.CreditAccountId)
        )
        {
            return new Rejection("ledger.unknown");
        }

        if (written.Any(row => row.PendingId == pending.Id))
        {
            return new Rejection("ledger.resolved");
        }

        // Whatever moves, the whole of what was pending is pending no more: the rest is free.
        return entry.AmountFen > pending.AmountFen
            ? new Rejection("ledger.over-pending", null, pending.AmountFen)
            : new Posting(-pending.AmountFen, entry.Kind == TransferKind.Post ? entry.AmountFen : 0);
    }

    private static Result<Posting> Correct(Transfer entry, IReadOnlyCollection<Transfer> written)
    {
        if (
            written.FirstOrDefault(row => row.Id == entry.CorrectsId) is not { Kind: TransferKind.Direct or TransferKind.Post } wrong
            || wrong.Corrected(entry.Id, entry.At) != entry
        )
        {
            return new Rejection("ledger.unknown");
        }

        return written.Any(row => row.CorrectsId == wrong.Id) ? new Rejection("ledger.resolved") : new Posting(0, entry.AmountFen);
    }
}
