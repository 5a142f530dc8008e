namespace AgriMarket.Domain.Payments;

/// <summary>
/// What a farmer has to give back: public money that two persons in office have taken back, or a refund of goods whose payout went to
/// such a claim. Payouts of the farmer pay it first, the oldest claim first.
/// </summary>
public sealed class PayoutClaim
{
    public required Guid Id { get; init; }

    public required Guid FarmerId { get; init; }

    /// <summary>The order's payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The payout (its parcel's id) that it is about.</summary>
    public required Guid PayoutId { get; init; }

    /// <summary>The case that decided it; null for a refund.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>The scheme whose budget gets it; null for a refund, whose money the farmer's own account lacks.</summary>
    public Guid? SchemeId { get; init; }

    /// <summary>Fen, above zero.</summary>
    public required long AmountFen { get; init; }

    public required DateTime At { get; init; }

    /// <summary>What payouts have paid of it.</summary>
    public long PaidFen { get; private set; }

    public long OpenFen => AmountFen - PaidFen;

    /// <summary>Pays as much of claims as a payout can, in their order.</summary>
    /// <param name="fen">What the payout has.</param>
    /// <returns>What each claim gets, above zero; together no more than the payout has, and each no more than is open.</returns>
    public static IReadOnlyList<(PayoutClaim Claim, long Fen)> Pay(IEnumerable<PayoutClaim> claims, long fen)
    {
        var paid = new List<(PayoutClaim, long)>();
        foreach (var claim in claims)
        {
            var part = Math.Min(claim.OpenFen, fen);
            if (part > 0)
            {
                claim.PaidFen = checked(claim.PaidFen + part);
                fen -= part;
                paid.Add((claim, part));
            }
        }

        return paid;
    }
}

/// <summary>A part of a payout that paid a claim instead of being sent: insert-only.</summary>
public sealed class ClaimPayment
{
    public required Guid Id { get; init; }

    public required Guid ClaimId { get; init; }

    /// <summary>The payout that it was taken off.</summary>
    public required Guid PayoutId { get; init; }

    public required long AmountFen { get; init; }

    public required DateTime At { get; init; }
}
