using AgriMarket.Domain.Matching.Graphs;

namespace AgriMarket.Domain.Matching.Plans;

/// <summary>A plan in the making: grams on each arc of a graph, with what lots and demands have left.</summary>
public sealed class Allocation
{
    private readonly MatchGraph graph;
    private readonly long[] grams;
    private readonly long[] lotLeft;
    private readonly long[] demandLeft;
    private readonly long[] consigned;
    private readonly long[] units;
    private readonly long[] smallestParts;

    public Allocation(MatchGraph graph)
    {
        this.graph = graph;
        grams = new long[graph.Arcs.Length];
        lotLeft = [.. graph.Problem.Lots.Select(lot => lot.UsableGrams)];
        demandLeft = [.. graph.Problem.Demands.Select(demand => demand.Grams)];
        consigned = new long[graph.Consignments.Length];
        units = [.. graph.Problem.Lots.Select(lot => lot.UnitGrams)];
        smallestParts = [.. graph.Problem.Lots.Select(lot => lot.SmallestPartGrams)];
    }

    /// <summary>Grams on an arc.</summary>
    public long this[int arc] => grams[arc];

    /// <summary>What a consignment weighs so far.</summary>
    public long Consigned(int consignment) => consigned[consignment];

    /// <summary>Adds grams to an arc, or takes them off it.</summary>
    public void Add(int arc, long more)
    {
        var (lot, demand, consignment, _) = graph.Arcs[arc];
        (grams[arc], lotLeft[lot], demandLeft[demand], consigned[consignment]) = (
            grams[arc] + more,
            lotLeft[lot] - more,
            demandLeft[demand] - more,
            consigned[consignment] + more
        );
        if (grams[arc] < 0 || lotLeft[lot] < 0 || demandLeft[demand] < 0)
        {
            throw new InvalidOperationException("More than there is.");
        }
    }

    /// <summary>What a lot has left.</summary>
    public long LotLeft(int lot) => lotLeft[lot];

    /// <summary>What a demand still takes.</summary>
    public long DemandLeft(int demand) => demandLeft[demand];

    /// <summary>As many whole units as an arc's lot has and its demand still takes; none if the part would be too small.</summary>
    public long Room(int arc)
    {
        var (lot, demand, _, _) = graph.Arcs[arc];
        var room = Math.Min(lotLeft[lot], demandLeft[demand]);
        room -= room % units[lot];
        return grams[arc] + room >= smallestParts[lot] ? room : 0;
    }

    /// <summary>Puts on an arc what it has room for.</summary>
    public void Fill(int arc)
    {
        if (Room(arc) is > 0 and var room)
        {
            Add(arc, room);
        }
    }

    /// <summary>
    /// What can be taken off an arc that carries something so that its part and its consignment stay heavy enough, in whole units.
    /// </summary>
    public long Spare(int arc)
    {
        var (lot, _, consignment, _) = graph.Arcs[arc];
        var spare = Math.Min(grams[arc] - smallestParts[lot], consigned[consignment] - graph.Consignments[consignment].SmallestGrams);
        return spare <= 0 ? 0 : spare - spare % units[lot];
    }

    /// <summary>Consignments of the arcs given that go, but are lighter than they may be.</summary>
    public HashSet<int> TooLight(IReadOnlyList<int> arcs)
    {
        var light = new HashSet<int>();
        foreach (var arc in arcs)
        {
            var consignment = graph.Arcs[arc].Consignment;
            if (grams[arc] > 0 && consigned[consignment] < graph.Consignments[consignment].SmallestGrams)
            {
                light.Add(consignment);
            }
        }

        return light;
    }

    /// <summary>Everything of the given consignments goes back.</summary>
    public void Drop(HashSet<int> consignments, IReadOnlyList<int> arcs)
    {
        foreach (var arc in arcs)
        {
            if (grams[arc] > 0 && consignments.Contains(graph.Arcs[arc].Consignment))
            {
                Add(arc, -grams[arc]);
            }
        }
    }

    /// <summary>Everything on the arcs given goes back.</summary>
    public void Clear(IReadOnlyList<int> arcs)
    {
        foreach (var arc in arcs)
        {
            Add(arc, -grams[arc]);
        }
    }

    /// <summary>Puts exactly these grams on the arcs given, arc by arc.</summary>
    public void Set(IReadOnlyList<int> arcs, IReadOnlyList<long> wanted)
    {
        Clear(arcs);
        for (var i = 0; i < arcs.Count; i++)
        {
            Add(arcs[i], wanted[i]);
        }
    }

    /// <summary>Points of the arcs given.</summary>
    public long Points(IReadOnlyList<int> arcs) => arcs.Sum(arc => grams[arc] * graph.Arcs[arc].ValueFenPerKg);

    public IEnumerable<MatchPart> Parts()
    {
        for (var arc = 0; arc < grams.Length; arc++)
        {
            if (grams[arc] > 0)
            {
                yield return new(graph.Problem.Lots[graph.Arcs[arc].Lot].Id, graph.Problem.Demands[graph.Arcs[arc].Demand].Id, grams[arc]);
            }
        }
    }
}
