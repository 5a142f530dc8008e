namespace AgriMarket.Domain.Cases;

/// <summary>From when on a pattern is shown to officials (section <c>Findings</c> of the settings).</summary>
/// <param name="LeastGrantFen">Public money below which no pattern is worth an official's time, fen.</param>
/// <param name="PairParcels">Parcels of one buyer from one seller from which they can be a pair.</param>
/// <param name="PairPercent">Of the public money of either side that a pair draws together, percent.</param>
/// <param name="SharedAccounts">Buyers of one seller who share a mobile, a door or a device from which it is a pattern.</param>
/// <param name="RelatedParcels">Parcels of a buyer who shares something with the seller from which it is one.</param>
/// <param name="RateFactor">How many times the median of its kind the public money of a kilogram may be.</param>
/// <param name="RateParcels">Delivered parcels of a lot or a seller below which their rate says nothing.</param>
/// <param name="RatePeers">Lots, or sellers, of a kind below which it has no median.</param>
public sealed record FindingSettings(
    long LeastGrantFen,
    int PairParcels,
    int PairPercent,
    int SharedAccounts,
    int RelatedParcels,
    int RateFactor,
    int RateParcels,
    int RatePeers
);
