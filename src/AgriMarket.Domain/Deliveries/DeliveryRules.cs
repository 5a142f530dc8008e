namespace AgriMarket.Domain.Deliveries;

/// <summary>When a parcel's money is final, and what has to be looked at by a person before: decides, and touches nothing.</summary>
public static class DeliveryRules
{
    /// <summary>
    /// From when the money is final if nobody has to look, and because of what. With a carrier's scan at the receipt; without one some
    /// days after it. Not confirmed by its buyer, some days after it should have arrived, and not before as many after it did.
    /// </summary>
    public static (DateTime At, DeliveryBasis Basis) FinalAt(DeliveryTimes times, DeliverySettings settings)
    {
        var delay = TimeSpan.FromDays(settings.DelayDays);
        if (times.ReceivedAt is { } received)
        {
            return times.PickedUpAt is { } scanned
                ? (Later(received, scanned), DeliveryBasis.Scan)
                : (received + delay, DeliveryBasis.Delay);
        }

        var due = times.ShippedAt + TimeSpan.FromDays(times.TransitDaysTo + settings.PayoutDays);
        return times.DeliveredAt is { } delivered ? (Later(due, delivered + delay), DeliveryBasis.Scan) : (due, DeliveryBasis.Unconfirmed);
    }

    /// <summary>Whether somebody has to decide on it now: it is final, or a person has to look.</summary>
    public static bool IsDue(DeliveryTimes times, DeliverySettings settings, DateTime now) =>
        times.ReturnedAt is not null || FinalAt(times, settings).At <= now;

    /// <summary>What becomes of the parcel's money now.</summary>
    public static DeliveryVerdict Decide(DeliveryTimes times, DeliveryFacts facts, DeliverySettings settings, DateTime now)
    {
        var (at, basis) = FinalAt(times, settings);
        if (times.ReturnedAt is not null)
        {
            return new DeliveryVerdict(at, basis, DeliveryReasons.Returned, false);
        }

        if (times.ReceivedAt is null && now < at)
        {
            return new DeliveryVerdict(at, basis, DeliveryReasons.None, false);
        }

        var reasons = facts.GrantFen > 0 ? Reasons(times, facts, settings, basis) : DeliveryReasons.None;
        return new DeliveryVerdict(at, basis, reasons, reasons == DeliveryReasons.None && now >= at);
    }

    private static DeliveryReasons Reasons(DeliveryTimes times, DeliveryFacts facts, DeliverySettings settings, DeliveryBasis basis)
    {
        var isNew = facts.OrderedAt - facts.BuyerSince < TimeSpan.FromDays(settings.NewBuyerDays);
        return If(DeliveryReasons.NewBuyer, isNew && facts.GrantFen > settings.NewBuyerGrantFen)
            | If(DeliveryReasons.HighValue, facts.ValueFen >= settings.HighValueFen)
            | If(DeliveryReasons.FastReceipt, IsFast(times, settings))
            | If(DeliveryReasons.SamePerson, facts.IsSamePerson)
            | If(DeliveryReasons.SameMobile, facts.IsSameMobile)
            | If(DeliveryReasons.SameAddress, facts.IsSameAddress)
            | If(DeliveryReasons.SamePayee, facts.IsSamePayee)
            | If(DeliveryReasons.Unconfirmed, basis == DeliveryBasis.Unconfirmed);
    }

    /// <summary>
    /// Confirmed sooner than a parcel travels. A carrier that says it was delivered knows better; and a farmer may hand over in the morning
    /// and mark it in the evening, so that the first scan counts.
    /// </summary>
    private static bool IsFast(DeliveryTimes times, DeliverySettings settings)
    {
        var left = times.PickedUpAt < times.ShippedAt ? times.PickedUpAt.Value : times.ShippedAt;
        return times.DeliveredAt is null && times.ReceivedAt - left < TimeSpan.FromHours(settings.FastReceiptHours);
    }

    private static DeliveryReasons If(DeliveryReasons reason, bool holds) => holds ? reason : DeliveryReasons.None;

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}
