using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Subsidies;

/// <summary>
/// What bounds a scheme besides its budget; null where nothing does. The caps of one order reduce a grant. Those of days and buyers are
/// counted over orders, and one that cannot take a grant whole refuses it, as a budget does. Those of lots, households and sellers are
/// counted too, and one that cannot take a line's share whole leaves out that line.
/// </summary>
public sealed record SchemeCaps
{
    public static readonly SchemeCaps None = new();

    /// <summary>
    /// What a proposal has unless it says otherwise: sales of a good season of one household, and of a co-operative of a hundred. An
    /// invented buyer and a seller who act together get no more than that, whatever the budget. A lot is bounded by its household.
    /// </summary>
    public static readonly SchemeCaps Usual = new()
    {
        PerHouseholdDayFen = 100_000,
        PerHouseholdFen = 1_000_000,
        PerSellerDayFen = 1_000_000,
        PerSellerFen = 10_000_000,
    };

    /// <summary>Fen for all orders placed on one China day.</summary>
    public long? PerDayFen { get; init; }

    /// <summary>Fen for all orders of one buyer.</summary>
    public long? PerBuyerFen { get; init; }

    /// <summary>Fen for the orders of one buyer placed on one China day.</summary>
    public long? PerBuyerDayFen { get; init; }

    /// <summary>Fen for one order.</summary>
    public long? PerOrderFen { get; init; }

    /// <summary>Fen for each kilogram of the goods that the scheme covers in an order; a part of a kilogram counts as that part.</summary>
    public long? PerKilogramFen { get; init; }

    /// <summary>Fen for what is bought of one lot.</summary>
    public long? PerLotFen { get; init; }

    /// <summary>Fen for what is bought of one farming household, which may be a farmer's own or one of a co-operative.</summary>
    public long? PerHouseholdFen { get; init; }

    /// <summary>Fen for what is bought of one household on one China day.</summary>
    public long? PerHouseholdDayFen { get; init; }

    /// <summary>Fen for what is bought of one farmer, co-operative or agent.</summary>
    public long? PerSellerFen { get; init; }

    /// <summary>Fen for what is bought of one farmer, co-operative or agent on one China day.</summary>
    public long? PerSellerDayFen { get; init; }

    /// <summary>Whether something is counted for those whose goods are bought.</summary>
    public bool BoundsOwners =>
        this is not { PerLotFen: null, PerHouseholdFen: null, PerHouseholdDayFen: null, PerSellerFen: null, PerSellerDayFen: null };

    /// <summary>The caps of one order applied to an amount: "floor" where a kilogram is not whole.</summary>
    public long Reduce(long amountFen, long coveredGrams)
    {
        var most = Math.Min(amountFen, PerOrderFen ?? amountFen);
        return PerKilogramFen is { } perKilogram ? Math.Min(most, Rounding.Floor(perKilogram, coveredGrams, Weights.KilogramGrams)) : most;
    }

    /// <summary>A refusal for each cap that is zero, negative or beyond any fund. Its field is the cap's name.</summary>
    internal IEnumerable<Rejection> Wrong()
    {
        (string Field, long? Fen)[] caps =
        [
            (nameof(PerDayFen), PerDayFen),
            (nameof(PerBuyerFen), PerBuyerFen),
            (nameof(PerBuyerDayFen), PerBuyerDayFen),
            (nameof(PerOrderFen), PerOrderFen),
            (nameof(PerKilogramFen), PerKilogramFen),
            (nameof(PerLotFen), PerLotFen),
            (nameof(PerHouseholdFen), PerHouseholdFen),
            (nameof(PerHouseholdDayFen), PerHouseholdDayFen),
            (nameof(PerSellerFen), PerSellerFen),
            (nameof(PerSellerDayFen), PerSellerDayFen),
        ];
        return caps.Where(cap => cap.Fen is <= 0 or > Fund.MaxDepositFen)
            .Select(cap => new Rejection("scheme.cap", cap.Field, Fund.MaxDepositFen));
    }
}

/// <summary>
/// The most that can be drawn from a scheme, in fen, whatever buyers and sellers do, by its budget and its caps: what its proposer and
/// its approver are shown. A figure without a bound of its own is that of the whole.
/// </summary>
/// <param name="WholeFen">By all orders together.</param>
/// <param name="DayFen">On one China day.</param>
/// <param name="OrderFen">By one order.</param>
/// <param name="BuyerFen">By one buyer.</param>
/// <param name="HouseholdFen">For the goods of one farming household.</param>
/// <param name="SellerFen">For the goods of one farmer, co-operative or agent.</param>
public sealed record SchemeExposure(long WholeFen, long DayFen, long OrderFen, long BuyerFen, long HouseholdFen, long SellerFen)
{
    /// <param name="budgetFen">What the scheme was given in all, top-ups included; zero or more.</param>
    public static SchemeExposure Of(Scheme scheme, long budgetFen)
    {
        var caps = scheme.Caps;
        var days = ChinaTime.Day(scheme.EndsAt.AddTicks(-1)).DayNumber - ChinaTime.Day(scheme.StartsAt).DayNumber + 1;
        var whole = Least(budgetFen, Times(caps.PerDayFen, days));
        var day = Least(whole, caps.PerDayFen);
        var seller = Least(whole, caps.PerSellerFen, Times(caps.PerSellerDayFen, days));
        var buyer = Least(whole, caps.PerBuyerFen, Times(caps.PerBuyerDayFen, days));
        var order = Least(
            day,
            caps.PerOrderFen,
            caps.PerBuyerFen,
            caps.PerBuyerDayFen,
            scheme.Side == SubsidySide.Shipping ? scheme.AmountFen : null
        );
        return new(
            whole,
            day,
            order,
            // With a grant for the first order only, a buyer gets one.
            scheme.Conditions.FirstOrderOnly
                ? Math.Min(buyer, order)
                : buyer,
            Least(seller, caps.PerHouseholdFen, Times(caps.PerHouseholdDayFen, days)),
            seller
        );
    }

    private static long? Times(long? perDayFen, int days) =>
        perDayFen is { } fen ? (long)Int128.Min((Int128)fen * days, long.MaxValue) : null;

    private static long Least(long whole, params ReadOnlySpan<long?> bounds)
    {
        foreach (var bound in bounds)
        {
            whole = Math.Min(whole, bound ?? whole);
        }

        return whole;
    }
}
