using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Prices;

/// <summary>Where a reference price comes from. Of several the first counts.</summary>
public enum ReferenceSource
{
    /// <summary>An official set it for this kind, with a reason.</summary>
    OfficialKind,

    /// <summary>What this market's sellers got for the kind lately: see <see cref="SalesReference"/>.</summary>
    Sales,

    /// <summary>The carried wholesale series, of the month.</summary>
    Wholesale,

    /// <summary>An official set it for the whole category, with a reason, for the kinds of it that nothing else is known of.</summary>
    OfficialCategory,
}

/// <summary>
/// What a kind of produce is worth: nobody pays by it, but it bounds what public money counts of a price, and which price is
/// looked at by an office before anybody can pay it.
/// </summary>
/// <param name="FenPerKg">Fen per kilogram, above zero.</param>
public readonly record struct ReferencePrice(long FenPerKg, ReferenceSource Source)
{
    /// <summary>A price of more than so many times the reference needs an official's leave, for each lot.</summary>
    public const int BandFactor = 10;

    private const int Percent = 100;

    /// <summary>The most that may be asked for a weight without leave, in fen.</summary>
    /// <param name="grams">Above zero.</param>
    public long BandFen(long grams) => Rounding.Floor(FenPerKg * BandFactor, grams, Weights.KilogramGrams);

    /// <summary>A share of what a weight is worth, in fen, rounded down.</summary>
    /// <param name="percent">Of the reference price.</param>
    public long FenOf(long grams, int percent) => Rounding.Floor(FenPerKg * percent, grams, Weights.KilogramGrams * Percent);
}
