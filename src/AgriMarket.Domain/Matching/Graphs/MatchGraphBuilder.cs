using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Matching.Graphs;

/// <summary>Finds the arcs of a problem, demand by demand.</summary>
internal sealed class MatchGraphBuilder
{
    private readonly MatchProblem problem;
    private readonly List<County> counties = [];
    private readonly Dictionary<string, List<Field>> fields = new(StringComparer.Ordinal);
    private readonly Dictionary<ProduceSpec, Produce[]> specs = [];
    private readonly List<MatchArc> arcs = [];
    private readonly List<MatchConsignment> consignments = [];
    private readonly (int Demand, MatchWay? Way)[] ways;

    /// <summary>The consignments of the demand in hand.</summary>
    private readonly Dictionary<(int County, DateOnly Day), int> known = [];

    private MatchGraphBuilder(MatchProblem problem)
    {
        this.problem = problem;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var lots = Enumerable
            .Range(0, problem.Lots.Count)
            .Select(i => (Index: i, Lot: problem.Lots[i]))
            .GroupBy(it => (it.Lot.ProduceCode, it.Lot.CountyCode))
            .OrderBy(field => field.Key.CountyCode, StringComparer.Ordinal);
        foreach (var field in lots)
        {
            if (!places.TryGetValue(field.Key.CountyCode, out var place))
            {
                places.Add(field.Key.CountyCode, place = counties.Count);
                counties.Add(CountyOf(field.Key.CountyCode));
            }

            if (!fields.TryGetValue(field.Key.ProduceCode, out var same))
            {
                fields.Add(field.Key.ProduceCode, same = []);
            }

            same.Add(new(place, [.. field.OrderBy(it => it.Lot.FloorFenPerKg).ThenBy(it => it.Index).Select(it => it.Index)]));
        }

        ways = new (int, MatchWay?)[counties.Count];
        Array.Fill(ways, (-1, null));
    }

    public static (List<MatchArc> Arcs, List<MatchConsignment> Consignments) Build(MatchProblem problem)
    {
        var builder = new MatchGraphBuilder(problem);
        for (var demand = 0; demand < problem.Demands.Count; demand++)
        {
            builder.AddDemand(demand);
        }

        return (builder.arcs, builder.consignments);
    }

    private County CountyOf(string code)
    {
        var regions = problem.Map.Regions;
        return new(code, regions.PointOf(code)!.Value, regions.Find(code)!.IsListed);
    }

    private void AddDemand(int index)
    {
        var demand = problem.Demands[index];
        var place = (demand.PlaceCode, problem.Map.Regions.PointOf(demand.PlaceCode)!.Value);
        known.Clear();
        foreach (var kind in KindsOf(demand.Spec))
        {
            if (ArcRule.OfProduce(kind, demand) != ArcReason.None || !fields.TryGetValue(kind.Code, out var there))
            {
                continue;
            }

            foreach (var field in there)
            {
                if (WayFrom(field.County, index, place) is { } way && way.SmallestGrams <= demand.Grams)
                {
                    AddField(index, field, way);
                }
            }
        }
    }

    /// <summary>A demand asks each county once, however many kinds of produce it wants from there.</summary>
    private MatchWay? WayFrom(int county, int demand, (string Code, GeoPoint Point) place)
    {
        if (ways[county].Demand != demand)
        {
            var lane = MatchLane.Between(problem.Map.Tariff, (counties[county].Code, counties[county].Point), place);
            ways[county] = (demand, lane is { } known ? MatchWay.To(problem.Demands[demand], known) : null);
        }

        return ways[county].Way;
    }

    private void AddField(int index, Field field, in MatchWay way)
    {
        var (demand, county) = (problem.Demands[index], counties[field.County]);
        foreach (var lot in field.Lots)
        {
            if (problem.Lots[lot].FloorFenPerKg + way.MostFenPerKg > demand.HighestFenPerKg)
            {
                return;
            }

            var (reason, terms) = ArcRule.OfLot(problem, problem.Lots[lot], demand, way, county.IsListed);
            if (reason != ArcReason.None)
            {
                continue;
            }

            var key = (field.County, terms.ArrivesOn);
            if (!known.TryGetValue(key, out var consignment))
            {
                known.Add(key, consignment = consignments.Count);
                consignments.Add(new(index, county.Code, terms.ArrivesOn, way.SmallestGrams));
            }

            arcs.Add(new(lot, index, consignment, terms.ValueFenPerKg));
        }
    }

    private Produce[] KindsOf(ProduceSpec spec)
    {
        if (!specs.TryGetValue(spec, out var kinds))
        {
            specs.Add(spec, kinds = [.. spec.Kinds(problem.Map.Produce)]);
        }

        return kinds;
    }

    private sealed record County(string Code, GeoPoint Point, bool IsListed);

    /// <summary>The lots of one kind of produce in one county, the cheapest first.</summary>
    private sealed record Field(int County, int[] Lots);
}
