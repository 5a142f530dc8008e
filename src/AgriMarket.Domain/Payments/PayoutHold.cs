namespace AgriMarket.Domain.Payments;

/// <summary>A payout, or every payout of a farmer, that is not sent while somebody in office looks into it.</summary>
public sealed class PayoutHold
{
    public required Guid Id { get; init; }

    /// <summary>The case that holds it.</summary>
    public required Guid CaseId { get; init; }

    public required Guid FarmerId { get; init; }

    /// <summary>The payout (its parcel's id), also before there is one; null for all of the farmer's.</summary>
    public Guid? PayoutId { get; init; }

    public required DateTime At { get; init; }

    public DateTime? EndedAt { get; private set; }

    public void End(DateTime now) => EndedAt ??= now;
}
