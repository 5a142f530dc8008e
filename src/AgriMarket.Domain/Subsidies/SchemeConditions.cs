using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Subsidies;

/// <summary>
/// Which goods and orders a scheme is for, besides origin and campaign. An empty list asks for nothing; what is asked for must
/// all hold.
/// </summary>
public sealed record SchemeConditions
{
    public const int MaxProduceCodes = 100;
    public const int MaxLots = 200;
    public const int MaxDestinations = 100;

    /// <summary>1,000,000 yuan.</summary>
    public const long MaxMinimumFen = 100_000_000;

    public static readonly SchemeConditions None = new();

    /// <summary>With <see cref="ProduceCodes"/> one list of produce: goods pass that are in a category or of a kind named.</summary>
    public IReadOnlyList<ProduceCategory> Categories { get; init; } = [];

    public IReadOnlyList<string> ProduceCodes { get; init; } = [];

    public IReadOnlyList<Guid> LotIds { get; init; } = [];

    /// <summary>Where the order goes: region codes, of which a prefecture or province stands for everything inside it.</summary>
    public IReadOnlyList<string> DestinationCodes { get; init; } = [];

    /// <summary>Fen of goods that the scheme covers, which an order must reach; 0 for none.</summary>
    public long MinimumFen { get; init; }

    /// <summary>Only for the buyer's first order, leaving aside those cancelled or not paid in time.</summary>
    public bool FirstOrderOnly { get; init; }

    /// <summary>True when the other asks for the same, in the same order.</summary>
    public bool IsSame(SchemeConditions other) =>
        (MinimumFen, FirstOrderOnly) == (other.MinimumFen, other.FirstOrderOnly)
        && Categories.SequenceEqual(other.Categories)
        && ProduceCodes.SequenceEqual(other.ProduceCodes)
        && LotIds.SequenceEqual(other.LotIds)
        && DestinationCodes.SequenceEqual(other.DestinationCodes);

    /// <summary>True when produce of this category and kind is asked for, or none in particular.</summary>
    public bool AllowProduce(ProduceCategory category, string produceCode) =>
        (Categories.Count == 0 && ProduceCodes.Count == 0) || Categories.Contains(category) || ProduceCodes.Contains(produceCode);

    public bool AllowLot(Guid lotId) => LotIds.Count == 0 || LotIds.Contains(lotId);

    /// <param name="destinationCode">Null when it is not known yet.</param>
    public bool AllowDestination(string? destinationCode, RegionCatalogue regions) =>
        DestinationCodes.Count == 0
        || (destinationCode is not null && DestinationCodes.Any(code => regions.IsWithin(destinationCode, code)));

    /// <summary>A refusal for each condition that cannot be meant. Its field is the condition's name.</summary>
    internal IEnumerable<Rejection> Wrong(RegionCatalogue regions)
    {
        if (!Categories.All(Enum.IsDefined))
        {
            yield return new Rejection("scheme.category", nameof(Categories));
        }

        if (ProduceCodes.Count > MaxProduceCodes)
        {
            yield return new Rejection("scheme.produce", nameof(ProduceCodes), MaxProduceCodes);
        }

        if (LotIds.Count > MaxLots)
        {
            yield return new Rejection("scheme.lots", nameof(LotIds), MaxLots);
        }

        if (DestinationCodes.Count > MaxDestinations)
        {
            yield return new Rejection("scheme.destinations", nameof(DestinationCodes), MaxDestinations);
        }

        if (DestinationCodes.Any(code => regions.Find(code) is null))
        {
            yield return new Rejection("scheme.destination-unknown", nameof(DestinationCodes));
        }

        if (MinimumFen is < 0 or > MaxMinimumFen)
        {
            yield return new Rejection("scheme.minimum-wrong", nameof(MinimumFen), MaxMinimumFen);
        }
    }
}
