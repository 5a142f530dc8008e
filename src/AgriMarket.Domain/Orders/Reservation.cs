using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Subsidies;

namespace AgriMarket.Domain.Orders;

/// <summary>How well the market knows a buyer.</summary>
public enum BuyerStanding
{
    /// <summary>Nothing that they bought was paid a day ago or earlier, and no official has confirmed them for a role.</summary>
    New,

    Known,
}

/// <summary>What the orders that wait for their payment keep from everybody else, together.</summary>
/// <param name="GrantFen">Of the budgets of schemes.</param>
public readonly record struct ReservedSums(int Orders, long Grams, long GrantFen)
{
    public static ReservedSums operator +(ReservedSums one, ReservedSums other) =>
        new(one.Orders + other.Orders, one.Grams + other.Grams, one.GrantFen + other.GrantFen);

    public static ReservedSums operator -(ReservedSums one, ReservedSums other) =>
        new(one.Orders - other.Orders, one.Grams - other.Grams, one.GrantFen - other.GrantFen);

    public bool Fits(ReservedSums limit) => Orders <= limit.Orders && Grams <= limit.Grams && GrantFen <= limit.GrantFen;

    internal ReservedSums Times(int factor) => new(Orders * factor, Grams * factor, GrantFen * factor);
}

/// <summary>Grams of a lot, or fen of a scheme's budget.</summary>
public readonly record struct ReservedPart(Guid Id, long Amount);

/// <summary>What one order keeps from everybody else until it is paid.</summary>
/// <param name="Mobile">Of whoever receives it.</param>
/// <param name="AddressKey">See <see cref="BuyerIdentity.AddressKey"/>.</param>
/// <param name="Network">From where it was placed; null where nobody knows.</param>
/// <param name="Standing">Of its buyer when it was placed.</param>
public sealed record Reservation(
    Guid OrderId,
    Guid BuyerId,
    string Mobile,
    string? AddressKey,
    string? Network,
    BuyerStanding Standing,
    DateTime PlacedAt,
    IReadOnlyList<ReservedPart> Lots,
    IReadOnlyList<ReservedPart> Grants
)
{
    /// <summary>Counts as one order, with all its grams and grants.</summary>
    public ReservedSums Sums => new(1, Sum(Lots), Sum(Grants));

    /// <summary>What a planned order would reserve.</summary>
    public static Reservation Of(PlacementPlan plan) =>
        new(
            plan.Order.Id,
            plan.Order.BuyerId,
            plan.Order.ShipTo.Mobile,
            plan.Order.AddressKey,
            plan.Order.Network,
            plan.Order.Standing ?? BuyerStanding.Known,
            plan.Order.PlacedAt,
            Parts(plan.Holds, static hold => new(hold.LotId, hold.Grams)),
            Parts(plan.Order.Grants, static grant => new(grant.SchemeId, grant.AmountFen))
        );

    private static long Sum(IReadOnlyList<ReservedPart> parts)
    {
        var sum = 0L;
        for (var i = 0; i < parts.Count; i++)
        {
            sum += parts[i].Amount;
        }

        return sum;
    }

    private static ReservedPart[] Parts<T>(IReadOnlyList<T> rows, Func<T, ReservedPart> part)
    {
        var parts = new ReservedPart[rows.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = part(rows[i]);
        }

        return parts;
    }
}

/// <summary>An order that ran out unpaid.</summary>
public readonly record struct RanOutOrder(Guid OrderId, Guid BuyerId, DateTime At);

/// <summary>How much of lots and budgets new buyers may reserve, with what they have reserved.</summary>
/// <param name="Reserved">Grams of a lot, or fen of a scheme's budget, by its id.</param>
public sealed record NewBuyerShare(ReservationLimits Limits, Func<Guid, long> Reserved)
{
    /// <summary>The refusal of a line that reserves more; null when it may be had.</summary>
    public Rejection? WhyNot(Lot lot, long grams) =>
        Limits.RoomOfLot(lot, Reserved(lot.Id)) is var room && grams > room
            ? new Rejection("stock.new-buyers", lot.Id.ToString(), room)
            : null;

    /// <summary>Fen of a scheme's budget that may be had.</summary>
    public long RoomFen(FundedScheme funded) => Limits.RoomOfBudget(funded.AvailableFen, Reserved(funded.Scheme.Id));
}
