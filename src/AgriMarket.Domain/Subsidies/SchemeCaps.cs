using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Subsidies;

/// <summary>
/// What bounds a scheme besides its budget; null where nothing does. The caps of one order reduce a grant. The others are
/// counted over orders, and one that cannot take a grant whole refuses it, as a budget does.
/// </summary>
public sealed record SchemeCaps
{
    public static readonly SchemeCaps None = new();

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
        ];
        return caps.Where(cap => cap.Fen is <= 0 or > Fund.MaxDepositFen)
            .Select(cap => new Rejection("scheme.cap", cap.Field, Fund.MaxDepositFen));
    }
}
