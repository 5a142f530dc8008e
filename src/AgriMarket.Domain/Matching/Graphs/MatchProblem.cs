using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Matching.Graphs;

/// <summary>What rules read: where places lie, what freight costs, what produce is.</summary>
public sealed record MatchMap(RegionCatalogue Regions, FreightTariff Tariff, ProduceCatalogue Produce);

/// <summary>Lots and demands of one run, each in order by id, all of them checked.</summary>
public sealed class MatchProblem
{
    /// <summary>Bounds of one run; beyond it a run is split by produce.</summary>
    public const int MaxLots = 50_000;
    public const int MaxDemands = 10_000;

    private readonly Dictionary<Guid, MatchLot> lots;
    private readonly Dictionary<Guid, MatchDemand> demands;

    private MatchProblem(
        DateOnly today,
        IReadOnlyList<MatchLot> lots,
        IReadOnlyList<MatchDemand> demands,
        MatchWeights weights,
        MatchMap map
    )
    {
        (Today, Lots, Demands, Weights, Map) = (today, lots, demands, weights, map);
        (this.lots, this.demands) = (lots.ToDictionary(lot => lot.Id), demands.ToDictionary(demand => demand.Id));
    }

    public DateOnly Today { get; }

    public IReadOnlyList<MatchLot> Lots { get; }

    public IReadOnlyList<MatchDemand> Demands { get; }

    public MatchWeights Weights { get; }

    public MatchMap Map { get; }

    /// <summary>A lot of the run; asking for another is a bug.</summary>
    public MatchLot Lot(Guid id) => lots[id];

    /// <summary>A demand of the run; asking for another is a bug.</summary>
    public MatchDemand Demand(Guid id) => demands[id];

    /// <summary>
    /// The problem, or every reason why it is none; the field of a reason is the id of the lot or demand. Two demands of one
    /// institution may look alike here: they differ in what no plan reads, such as the street, or have come to the same rest.
    /// </summary>
    public static Result<MatchProblem> Of(
        DateOnly today,
        IReadOnlyCollection<MatchLot> lots,
        IReadOnlyCollection<MatchDemand> demands,
        MatchWeights weights,
        MatchMap map
    )
    {
        if (lots.Count > MaxLots || demands.Count > MaxDemands)
        {
            return new Rejection("match.too-many", null, MaxLots, MaxDemands);
        }

        var wrong = new List<Rejection>(MatchWeights.Check(weights).Rejections);
        wrong.AddRange(lots.SelectMany(lot => MatchInput.Check(lot, map)));
        wrong.AddRange(
            demands.SelectMany(demand => MatchInput.Check(demand, today, map).Select(why => why with { Field = demand.Id.ToString() }))
        );
        wrong.AddRange(Twice(lots.Select(lot => lot.Id)).Select(id => new Rejection("match.lot-twice", id.ToString())));
        wrong.AddRange(Twice(demands.Select(demand => demand.Id)).Select(id => new Rejection("demand.twice", id.ToString())));
        return wrong.Count > 0
            ? wrong
            : new MatchProblem(today, [.. lots.OrderBy(lot => lot.Id)], [.. demands.OrderBy(demand => demand.Id)], weights, map);
    }

    internal static IEnumerable<Guid> Twice(IEnumerable<Guid> ids)
    {
        var seen = new HashSet<Guid>();
        return ids.Where(id => !seen.Add(id)).Distinct();
    }
}
