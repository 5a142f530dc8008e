namespace AgriMarket.Domain.Common;

/// <summary>The units people weigh in, in grams.</summary>
public static class Weights
{
    /// <summary>市斤, the unit of every Chinese market stall: 500 g.</summary>
    public const long JinGrams = 500;

    public const long KilogramGrams = 1_000;

    public const long TonneGrams = 1_000_000;
}
