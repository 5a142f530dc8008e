using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Logistics;

public enum FreightService
{
    /// <summary>Ordinary express parcel.</summary>
    ExpressStandard,

    /// <summary>Express parcel kept cold, for produce that does not last three days at ambient temperature.</summary>
    ExpressCold,

    /// <summary>Less-than-truckload freight, for institutions.</summary>
    Bulk,
}

/// <summary>One row of the rate card: what a parcel costs within a distance zone.</summary>
public sealed class FreightRate
{
    public required FreightService Service { get; init; }

    /// <summary>1 to 5 by distance; 6 when either end is in Tibet or Xinjiang.</summary>
    public required int Zone { get; init; }

    /// <summary>Kilometres, inclusive; null in zone 6.</summary>
    public int? FromKm { get; init; }

    /// <summary>Kilometres, exclusive; null where the zone has no end.</summary>
    public int? ToKm { get; init; }

    public required long FirstGrams { get; init; }

    public required long FirstFen { get; init; }

    /// <summary>Fen for each further kilogram begun.</summary>
    public required long FurtherKilogramFen { get; init; }

    public required long MinimumFen { get; init; }

    /// <summary>The heaviest single parcel; a heavier consignment is split.</summary>
    public required long MaxGrams { get; init; }

    public required int TransitDaysFrom { get; init; }

    public required int TransitDaysTo { get; init; }

    /// <summary>
    /// Price of a consignment: as many full parcels as there are in it, and one of the rest. Above zero grams.
    /// </summary>
    internal long ChargeFen(long grams)
    {
        var (full, last) = Split(grams);
        return full * ParcelFen(MaxGrams) + ParcelFen(last);
    }

    /// <summary>The heaviest consignment that costs what one of this weight does: to the end of the kilogram begun.</summary>
    /// <param name="grams">Above zero.</param>
    public long HeaviestAtSameCharge(long grams)
    {
        var (full, last) = Split(grams);
        var end = FirstGrams + Rounding.StepsUp(Math.Max(0, last - FirstGrams), Weights.KilogramGrams) * Weights.KilogramGrams;
        // Under the least charge several steps cost the same.
        while (end < MaxGrams && ParcelFen(end + 1) == ParcelFen(last))
        {
            end += Weights.KilogramGrams;
        }

        return full * MaxGrams + Math.Min(end, MaxGrams);
    }

    private (long Full, long LastGrams) Split(long grams)
    {
        var full = (grams - 1) / MaxGrams;
        return (full, grams - full * MaxGrams);
    }

    /// <summary>Price of one parcel of at most <see cref="MaxGrams"/>: first weight, then each further kilogram begun.</summary>
    internal long ParcelFen(long grams) =>
        Math.Max(MinimumFen, FirstFen + FurtherKilogramFen * Rounding.StepsUp(Math.Max(0, grams - FirstGrams), 1000));
}

/// <summary>What carrying one consignment costs and how long it takes.</summary>
/// <param name="Parcels">Into how many pieces the weight is split.</param>
public sealed record FreightQuote(
    FreightService Service,
    int DistanceKm,
    int Parcels,
    long ChargeFen,
    int TransitDaysFrom,
    int TransitDaysTo
);

/// <summary>The rate card by distance zone (illustrative; see the notes beside the data file).</summary>
public sealed class FreightTariff(IReadOnlyCollection<FreightRate> card)
{
    private const int RemoteZone = 6;
    private static readonly string[] RemoteProvincePrefixes = ["54", "65"];

    private readonly FreightRate[] rates = [.. card];

    /// <summary>Days that an express parcel takes at the most, wherever it goes.</summary>
    public int MostExpressDays { get; } =
        card.Where(rate => rate.Service != FreightService.Bulk).Select(rate => rate.TransitDaysTo).DefaultIfEmpty().Max();

    /// <summary>Prices a consignment between two counties; null when the card has no row for it.</summary>
    /// <param name="grams">Above zero.</param>
    public FreightQuote? Quote(FreightService service, string originCode, string destinationCode, int distanceKm, long grams)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(grams);
        var rate = RateOf(service, originCode, destinationCode, distanceKm);
        if (rate is null)
        {
            return null;
        }

        var parcels = (int)Rounding.StepsUp(grams, rate.MaxGrams);
        return new FreightQuote(service, distanceKm, parcels, rate.ChargeFen(grams), rate.TransitDaysFrom, rate.TransitDaysTo);
    }

    /// <summary>The row of the card that prices a lane; null when it has none.</summary>
    public FreightRate? RateOf(FreightService service, string originCode, string destinationCode, int distanceKm)
    {
        var remote = IsRemote(originCode) || IsRemote(destinationCode);
        foreach (var rate in rates)
        {
            if (
                rate.Service == service
                && (remote ? rate.Zone == RemoteZone : rate.FromKm <= distanceKm && (rate.ToKm is null || distanceKm < rate.ToKm))
            )
            {
                return rate;
            }
        }

        return null;
    }

    /// <summary>The row of the card that prices the way between two counties; null where it has none, or one of them is nowhere.</summary>
    public FreightRate? RateOf(FreightService service, string originCode, string destinationCode, RegionCatalogue regions) =>
        regions.DistanceKm(originCode, destinationCode) is { } distanceKm ? RateOf(service, originCode, destinationCode, distanceKm) : null;

    private static bool IsRemote(string regionCode)
    {
        foreach (var prefix in RemoteProvincePrefixes)
        {
            if (regionCode.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
