using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Subsidies;

/// <summary>A scheme that applies to an order.</summary>
/// <param name="BaseFen">The goods or shipping it was computed from.</param>
/// <param name="BaseGrams">The weight of the goods it covers.</param>
/// <param name="LineShares">
/// The amount split over the order's lines, in their order, in proportion to what the scheme pays for each: to the fen, so
/// that an order with goods of several campaigns adds to each what is its own.
/// </param>
public sealed record GrantPlan(Scheme Scheme, long AmountFen, long BaseFen, long BaseGrams, IReadOnlyList<long> LineShares)
{
    /// <summary>
    /// Fen of the covered goods above what their reference price lets count, which the buyer pays alone; 0 where the price is not what it
    /// was computed from.
    /// </summary>
    public long UncountedFen { get; init; }

    /// <summary>What it adds to the counts of those whose goods it is for.</summary>
    public IReadOnlyList<OwnerUse> OwnerUses { get; init; } = [];
}

/// <summary>A scheme that does not apply, and why.</summary>
public sealed record NoGrant(Scheme Scheme, Rejection Why);

public sealed record SubsidyPlan(IReadOnlyList<GrantPlan> Grants, IReadOnlyList<NoGrant> NotGranted)
{
    public long SumFen(SubsidySide side)
    {
        var sum = 0L;
        for (var i = 0; i < Grants.Count; i++)
        {
            sum += Grants[i].Scheme.Side == side ? Grants[i].AmountFen : 0;
        }

        return sum;
    }
}

/// <summary>
/// Decides which schemes pay how much of an order, which has at least one line. They are asked one after the other, by priority and then by
/// id.
/// <list type="bullet">
/// <item>A grant towards goods is worked out line by line and takes of no line more than earlier grants have left of it; one
/// towards shipping takes no more than is left of the shipping. So the buyer never pays less than zero.</item>
/// <item>Of a line's price a scheme counts no more than its reference price allows (<see cref="Scheme.CountedFen"/>), and all grants
/// together towards goods pay no more than that.</item>
/// <item>The caps of one order reduce a grant. A budget, or a cap of a day or a buyer, that cannot take what remains of it refuses it
/// whole (<c>fund.exhausted</c>, <c>scheme.day-cap</c>, <c>scheme.buyer-cap</c>, <c>scheme.buyer-day-cap</c>).</item>
/// <item>A cap of a lot, a household or a seller that cannot take its lines' shares leaves these lines out, and the scheme pays for the
/// others; where none is left, it refuses (<c>scheme.lot-cap</c>, <c>scheme.household-cap</c>, <c>scheme.seller-cap</c> and those of a
/// day).</item>
/// <item>An exclusive scheme pays alone on its side, goods or shipping: once it has paid, no later scheme pays there
/// (<c>scheme.excluded</c>), and where an earlier one has paid it does not (<c>scheme.exclusive</c>).</item>
/// </list>
/// </summary>
public static class Subsidy
{
    private static readonly Comparison<FundedScheme> InTurn = (one, other) =>
        (one.Scheme.Priority, one.Scheme.Id).CompareTo((other.Scheme.Priority, other.Scheme.Id));

    public static SubsidyPlan Plan(IReadOnlyCollection<FundedScheme> schemes, SubsidyOrder order)
    {
        if (order.Lines.Count > 1)
        {
            return ByLot(schemes, order);
        }

        return InTurnOf(schemes, order);
    }

    /// <summary>
    /// With the lines by lot: a fen that is left over goes to the same line whichever line comes first, and a cap may turn on it.
    /// </summary>
    private static SubsidyPlan ByLot(IReadOnlyCollection<FundedScheme> schemes, SubsidyOrder order)
    {
        int[] byLot = [.. Enumerable.Range(0, order.Lines.Count)];
        Array.Sort(byLot, (one, other) => order.Lines[one].LotId.CompareTo(order.Lines[other].LotId));
        var plan = InTurnOf(schemes, order with { Lines = [.. byLot.Select(line => order.Lines[line])] });
        return plan with { Grants = [.. plan.Grants.Select(grant => InOrder(grant, byLot))] };
    }

    private static SubsidyPlan InTurnOf(IReadOnlyCollection<FundedScheme> schemes, SubsidyOrder order)
    {
        var tally = new SubsidyTally(order);
        FundedScheme[] asked = [.. schemes];
        Array.Sort(asked, InTurn);
        foreach (var funded in asked)
        {
            if (tally.WhyNot(funded) is { } why)
            {
                tally.NotGranted.Add(new NoGrant(funded.Scheme, why));
            }
        }

        return new SubsidyPlan(tally.Grants, tally.NotGranted);
    }

    /// <summary>A grant with its shares in the order of the order's own lines.</summary>
    private static GrantPlan InOrder(GrantPlan grant, int[] byLot)
    {
        var shares = new long[byLot.Length];
        for (var i = 0; i < byLot.Length; i++)
        {
            shares[byLot[i]] = grant.LineShares[i];
        }

        return grant with
        {
            LineShares = shares,
        };
    }
}
