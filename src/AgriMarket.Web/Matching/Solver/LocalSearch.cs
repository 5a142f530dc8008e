using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;

namespace AgriMarket.Web.Matching.Solver;

/// <summary>
/// Makes a plan better by small steps that keep every rule: an arc is closed, or it is given more at the cost of another arc of its
/// lot and another of its demand, and what this leaves over anywhere near is put where it fits. A step that loses is taken back.
/// Arcs that lose little beside the best flow's prices are tried most often. The same plan and arcs give the same steps.
/// </summary>
/// <param name="arcs">Some that have to do with no others, with a plan that keeps every rule; the least reduced cost first.</param>
internal sealed class LocalSearch(MatchGraph graph, Allocation plan, int[] arcs)
{
    /// <summary>So many steps for each arc without any gain, and the search is at its end.</summary>
    public const int Patience = 100;

    /// <summary>How many steps are made between two looks at the clock.</summary>
    private const int StepsAtOnce = 256;

    private readonly Dictionary<int, int[]> ofLot = arcs.GroupBy(arc => graph.Arcs[arc].Lot)
        .ToDictionary(lot => lot.Key, lot => lot.ToArray());
    private readonly Dictionary<int, int[]> ofDemand = arcs.GroupBy(arc => graph.Arcs[arc].Demand)
        .ToDictionary(demand => demand.Key, demand => demand.ToArray());
    private readonly Random random = new(1);

    /// <summary>What the step in hand did so far, so that it can be taken back.</summary>
    private readonly List<(int Arc, long Grams)> changes = [];

    private long gained;

    /// <summary>How much a step takes from an arc that makes way for another.</summary>
    private enum Way
    {
        Nothing,

        /// <summary>What is wanted, as far as the arc stays heavy enough.</summary>
        Some,

        Everything,
    }

    /// <summary>Works on until nothing is gained any more or it is over.</summary>
    /// <param name="isOver">Told the points gained so far, asked now and then.</param>
    public void Run(Func<long, bool> isOver)
    {
        var (total, sinceGain) = (0L, 0L);
        for (var step = 0L; sinceGain < (long)Patience * arcs.Length; step++, sinceGain++)
        {
            if (step % StepsAtOnce == 0 && isOver(total))
            {
                return;
            }

            var points = Step();
            total += points;
            sinceGain = points > 0 ? 0 : sinceGain;
        }
    }

    /// <returns>The points gained, never below zero.</returns>
    private long Step()
    {
        changes.Clear();
        gained = 0;
        var one = Uniform();
        var arc = arcs[(int)(arcs.Length * one * one)];
        var (lot, demand, _, _) = graph.Arcs[arc];
        if (plan[arc] > 0 && Below(3) == 0 ? Close(arc, lot, demand) : Raise(arc, lot, demand))
        {
            FillFrom(lot);
            FillInto(demand);
        }

        if (gained < 0)
        {
            TakeBack();
        }

        return gained;
    }

    /// <summary>Gives an arc up, and lets others of its lot or of its demand have it first.</summary>
    private bool Close(int arc, int lot, int demand)
    {
        if (!Drop(arc))
        {
            return false;
        }

        foreach (var other in Below(2) == 0 ? ofLot[lot] : ofDemand[demand])
        {
            if (other != arc)
            {
                Fill(other);
            }
        }

        return true;
    }

    /// <summary>
    /// Gives an arc as much as it can have, or just enough, and lets another of its lot and another of its demand make way.
    /// </summary>
    private bool Raise(int arc, int lot, int demand)
    {
        var consignment = graph.Arcs[arc].Consignment;
        var most = Math.Min(graph.Problem.Lots[lot].UsableGrams, graph.Problem.Demands[demand].Grams) - plan[arc];
        var least = Math.Max(
            graph.Problem.Lots[lot].SmallestPartGrams - plan[arc],
            graph.Consignments[consignment].SmallestGrams - plan.Consigned(consignment)
        );
        var wanted = Below(2) == 0 && least > 0 ? Math.Min(least, most) : most;
        var fromLot = MakeWay(ofLot[lot], arc, wanted - plan.LotLeft(lot));
        var fromDemand = MakeWay(ofDemand[demand], arc, wanted - plan.DemandLeft(demand));
        if (!Fill(arc))
        {
            TakeBack();
            return false;
        }

        if (fromLot is { } other)
        {
            FillInto(graph.Arcs[other].Demand);
        }

        if (fromDemand is { } rival)
        {
            FillFrom(graph.Arcs[rival].Lot);
        }

        return true;
    }

    /// <returns>Another arc that was to make way, if any was chosen.</returns>
    private int? MakeWay(int[] some, int arc, long wanted)
    {
        var way = (Way)Below(3);
        if (way == Way.Nothing || AnyUsed(some, arc) is not { } other)
        {
            return null;
        }

        if (way == Way.Everything)
        {
            Drop(other);
        }
        else if (wanted > 0)
        {
            var unit = graph.Problem.Lots[graph.Arcs[other].Lot].UnitGrams;
            Change(other, -Math.Min(AgriMarket.Domain.Common.Rounding.StepsUp(wanted, unit) * unit, plan.Spare(other)));
        }

        return other;
    }

    private int? AnyUsed(int[] some, int but)
    {
        var (found, count) = (default(int?), 0);
        foreach (var arc in some)
        {
            if (arc != but && plan[arc] > 0 && Below(++count) == 0)
            {
                found = arc;
            }
        }

        return found;
    }

    /// <summary>Takes all off an arc, unless that would leave its consignment too light.</summary>
    private bool Drop(int arc)
    {
        var consignment = graph.Arcs[arc].Consignment;
        var rest = plan.Consigned(consignment) - plan[arc];
        if (rest > 0 && rest < graph.Consignments[consignment].SmallestGrams)
        {
            return false;
        }

        Change(arc, -plan[arc]);
        return true;
    }

    private void FillFrom(int lot)
    {
        foreach (var arc in ofLot[lot])
        {
            if (plan.LotLeft(lot) == 0)
            {
                return;
            }

            Fill(arc);
        }
    }

    private void FillInto(int demand)
    {
        foreach (var arc in ofDemand[demand])
        {
            if (plan.DemandLeft(demand) == 0)
            {
                return;
            }

            Fill(arc);
        }
    }

    /// <summary>Puts on an arc what it has room for, if its consignment is heavy enough then.</summary>
    private bool Fill(int arc)
    {
        var (room, consignment) = (plan.Room(arc), graph.Arcs[arc].Consignment);
        if (room == 0 || plan.Consigned(consignment) + room < graph.Consignments[consignment].SmallestGrams)
        {
            return false;
        }

        Change(arc, room);
        return true;
    }

    private void Change(int arc, long more)
    {
        plan.Add(arc, more);
        gained += more * graph.Arcs[arc].ValueFenPerKg;
        changes.Add((arc, more));
    }

    private void TakeBack()
    {
        for (var i = changes.Count - 1; i >= 0; i--)
        {
            plan.Add(changes[i].Arc, -changes[i].Grams);
        }

        changes.Clear();
        gained = 0;
    }

    // Of a seed, so that a run can be repeated; nothing here is a secret.
#pragma warning disable CA5394
    private double Uniform() => random.NextDouble();

    private int Below(int bound) => random.Next(bound);
#pragma warning restore CA5394
}
