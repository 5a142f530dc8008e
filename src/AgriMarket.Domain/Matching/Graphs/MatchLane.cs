using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;

namespace AgriMarket.Domain.Matching.Graphs;

/// <summary>
/// Freight of bulk goods between two places. The carrier charges begun kilograms, at least a minimum a consignment, and splits
/// what is too heavy for one; a plan counts a plain rate per kilogram, which is what a consignment of at least
/// <see cref="FullRateGrams"/> costs but for its last begun kilogram.
/// </summary>
public readonly record struct MatchLane(int DistanceKm, FreightRate Rate)
{
    /// <summary>Fen for each further kilogram, the rate that plans count.</summary>
    public long FenPerKg => Rate.FurtherKilogramFen;

    public int TransitDays => Rate.TransitDaysTo;

    /// <summary>From this weight on the carrier's minimum charge does not matter; lighter consignments are not proposed.</summary>
    public long FullRateGrams =>
        Rate.FirstGrams
        + Weights.KilogramGrams
            * (FenPerKg == 0 ? 1 : Math.Max(1, Rounding.StepsUp(Math.Max(0, Rate.MinimumFen - Rate.FirstFen), FenPerKg)));

    /// <summary>
    /// The most that freight can cost per kilogram, begun kilograms, first weight and the minimum of a last piece included, so
    /// that a delivered price made with it is never exceeded.
    /// </summary>
    /// <param name="smallestGrams">The lightest consignment, at least <see cref="FullRateGrams"/>.</param>
    public long MostFenPerKg(long smallestGrams)
    {
        var first = FenPerKg + (FenPerKg == 0 ? Math.Max(Rate.FirstFen, Rate.MinimumFen) : Rate.FirstFen);
        var onePiece = Rounding.StepsUp(first * Weights.KilogramGrams, smallestGrams);
        var morePieces = Rounding.StepsUp((2 * first + Rate.MinimumFen) * Weights.KilogramGrams, Rate.MaxGrams);
        return FenPerKg + Math.Max(onePiece, morePieces);
    }

    /// <summary>The lane between two places of the map; null when the card has no row for it, or a place lies nowhere.</summary>
    public static MatchLane? Between(MatchMap map, string origin, string place) =>
        map.Regions.PointOf(origin) is { } from && map.Regions.PointOf(place) is { } to
            ? Between(map.Tariff, (origin, from), (place, to))
            : null;

    /// <summary>The lane between two known places, or null when the rate card has no row for it.</summary>
    public static MatchLane? Between(FreightTariff tariff, (string Code, GeoPoint Point) origin, (string Code, GeoPoint Point) place)
    {
        var distance = origin.Point.DistanceKm(place.Point);
        return tariff.RateOf(FreightService.Bulk, origin.Code, place.Code, distance) is { } rate ? new(distance, rate) : null;
    }
}

/// <summary>What all lots that go one way to one demand have in common.</summary>
/// <param name="SmallestGrams">The lightest consignment: what the demand takes and what the carrier carries at full rate.</param>
/// <param name="MostFenPerKg">What freight costs at most.</param>
public readonly record struct MatchWay(MatchLane Lane, long SmallestGrams, long MostFenPerKg)
{
    public static MatchWay To(MatchDemand demand, MatchLane lane)
    {
        var smallest = Math.Max(demand.SmallestPartGrams, lane.FullRateGrams);
        return new(lane, smallest, lane.MostFenPerKg(smallest));
    }
}
