namespace AgriMarket.Domain.Ledger;

public enum TransferKind
{
    /// <summary>Moves money at once.</summary>
    Direct,

    /// <summary>Sets money aside; resolves once, by a <see cref="Post"/>, a <see cref="Void"/> or an <see cref="Expire"/>.</summary>
    Pending,

    /// <summary>Resolves a pending transfer: all of the money moves, or a part, and then the rest is free again.</summary>
    Post,

    /// <summary>Resolves a pending transfer: somebody gave it up, and the money is free again.</summary>
    Void,

    /// <summary>Resolves a pending transfer: its time ran out, and the money is free again.</summary>
    Expire,

    /// <summary>Takes back an entry that moved money, by its mirror image. The entry itself stays in the books.</summary>
    Correct,
}

/// <summary>
/// An entry of the ledger: a positive number of fen from one account (debited) to another (credited). Insert-only; ids are
/// made by the caller, so that a replay is recognised. The kinds are those of TigerBeetle's two-phase transfers, and corrections.
/// </summary>
/// <param name="PendingId">The pending transfer that a post, a void or an expiry resolves.</param>
/// <param name="Reason">A stable word for the books, such as <c>grant</c> or <c>goods</c>.</param>
public sealed record Transfer(
    Guid Id,
    TransferKind Kind,
    string DebitAccountId,
    string CreditAccountId,
    long AmountFen,
    Guid? PendingId,
    Guid? OrderId,
    string Reason,
    DateTime At
)
{
    /// <summary>The entry that a correction takes back.</summary>
    public Guid? CorrectsId { get; init; }

    /// <summary>True for the kinds that end a pending transfer.</summary>
    public bool IsResolution => Kind is TransferKind.Post or TransferKind.Void or TransferKind.Expire;

    public static Transfer Direct(string debit, string credit, long amountFen, string reason, Guid? orderId, DateTime at) =>
        New(TransferKind.Direct, debit, credit, amountFen, null, reason, orderId, at);

    public static Transfer Pending(string debit, string credit, long amountFen, string reason, Guid? orderId, DateTime at) =>
        New(TransferKind.Pending, debit, credit, amountFen, null, reason, orderId, at);

    /// <summary>The entry that moves the whole of a pending transfer.</summary>
    public Transfer Posted(DateTime at) => Resolve(TransferKind.Post, at);

    /// <summary>The entry that moves a part of a pending transfer and frees the rest.</summary>
    /// <param name="amountFen">Above zero and no more than is pending.</param>
    public Transfer Posted(DateTime at, long amountFen)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amountFen);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amountFen, AmountFen);
        return Resolve(TransferKind.Post, at) with { AmountFen = amountFen };
    }

    /// <summary>The entry that lets go of a pending transfer.</summary>
    public Transfer Voided(DateTime at) => Resolve(TransferKind.Void, at);

    /// <summary>The entry that ends a pending transfer whose time ran out.</summary>
    public Transfer Expired(DateTime at) => Resolve(TransferKind.Expire, at);

    /// <summary>
    /// The entry that takes this one back: the same amount the other way. Only what moved money can be taken back, and a correction cannot.
    /// </summary>
    public Transfer Corrected(Guid id, DateTime at) =>
        Kind is TransferKind.Direct or TransferKind.Post
            ? new(id, TransferKind.Correct, CreditAccountId, DebitAccountId, AmountFen, null, OrderId, LedgerReasons.Correction, at)
            {
                CorrectsId = Id,
            }
            : throw new InvalidOperationException($"Transfer {Id} moved no money.");

    private Transfer Resolve(TransferKind kind, DateTime at) =>
        Kind == TransferKind.Pending
            ? New(kind, DebitAccountId, CreditAccountId, AmountFen, Id, Reason, OrderId, at)
            : throw new InvalidOperationException($"Transfer {Id} is not pending.");

    private static Transfer New(
        TransferKind kind,
        string debit,
        string credit,
        long amountFen,
        Guid? pendingId,
        string reason,
        Guid? orderId,
        DateTime at
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amountFen);
        ArgumentOutOfRangeException.ThrowIfEqual(debit, credit);
        return new(Guid.CreateVersion7(new DateTimeOffset(at)), kind, debit, credit, amountFen, pendingId, orderId, reason, at);
    }
}
