namespace AgriMarket.Domain.Ledger;

public enum TransferKind
{
    /// <summary>Moves money at once.</summary>
    Direct,

    /// <summary>Sets money aside; resolves once, by a <see cref="Post"/> or a <see cref="Void"/>.</summary>
    Pending,

    /// <summary>Resolves a pending transfer: the money moves.</summary>
    Post,

    /// <summary>Resolves a pending transfer: the money is free again.</summary>
    Void,
}

/// <summary>
/// An entry of the ledger: a positive number of fen from one account (debited) to another (credited). Insert-only; ids are
/// made by the caller, so that a replay is recognised.
/// </summary>
/// <param name="PendingId">The pending transfer that a post or a void resolves.</param>
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
    DateTime At)
{
    public static Transfer Direct(string debit, string credit, long amountFen, string reason, Guid? orderId, DateTime at) =>
        New(TransferKind.Direct, debit, credit, amountFen, null, reason, orderId, at);

    public static Transfer Pending(string debit, string credit, long amountFen, string reason, Guid? orderId, DateTime at) =>
        New(TransferKind.Pending, debit, credit, amountFen, null, reason, orderId, at);

    /// <summary>The entry that moves the whole of a pending transfer.</summary>
    public Transfer Posted(DateTime at) => Resolve(TransferKind.Post, at);

    /// <summary>The entry that lets go of a pending transfer.</summary>
    public Transfer Voided(DateTime at) => Resolve(TransferKind.Void, at);

    private Transfer Resolve(TransferKind kind, DateTime at) => Kind == TransferKind.Pending
        ? New(kind, DebitAccountId, CreditAccountId, AmountFen, Id, Reason, OrderId, at)
        : throw new InvalidOperationException($"Transfer {Id} is not pending.");

    private static Transfer New(TransferKind kind, string debit, string credit, long amountFen, Guid? pendingId, string reason, Guid? orderId, DateTime at)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amountFen);
        ArgumentOutOfRangeException.ThrowIfEqual(debit, credit);
        return new(Guid.CreateVersion7(new DateTimeOffset(at)), kind, debit, credit, amountFen, pendingId, orderId, reason, at);
    }
}
