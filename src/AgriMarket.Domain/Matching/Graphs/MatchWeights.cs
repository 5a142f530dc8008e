using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Matching.Graphs;

/// <summary>
/// How much each aim counts, in whole numbers so that every plan has one exact value. An operator sets them and the page shows
/// them: what a kilogram is worth = what it is likely to be saved from + what its farmer earns − what its freight costs + what
/// its county is given.
/// </summary>
/// <param name="SavedFenPerKg">Fen for a kilogram that would surely spoil; less in proportion to the risk.</param>
/// <param name="IncomePercent">Hundredths of the farmer's price.</param>
/// <param name="FreightPercent">Hundredths of the freight.</param>
/// <param name="ListedFenPerKg">Fen for a kilogram from one of the 832 listed counties.</param>
/// <param name="FarmerPercent">
/// The farmer's part of what lies between their floor price and the most the institution would pay after freight. The rest is
/// the institution's saving.
/// </param>
public sealed record MatchWeights(int SavedFenPerKg, int IncomePercent, int FreightPercent, int ListedFenPerKg, int FarmerPercent)
{
    /// <summary>No single aim may drown the others beyond recognition.</summary>
    public const int Most = 10_000;

    public static readonly MatchWeights Default = new(
        SavedFenPerKg: 200,
        IncomePercent: 50,
        FreightPercent: 100,
        ListedFenPerKg: 30,
        FarmerPercent: 50
    );

    /// <summary>The weights as they are, or a sentence for each that is out of range.</summary>
    public static Result<MatchWeights> Check(MatchWeights given)
    {
        var wrong = new List<Rejection>();
        foreach (
            var (field, value, most) in new[]
            {
                (nameof(SavedFenPerKg), given.SavedFenPerKg, Most),
                (nameof(IncomePercent), given.IncomePercent, Most),
                (nameof(FreightPercent), given.FreightPercent, Most),
                (nameof(ListedFenPerKg), given.ListedFenPerKg, Most),
                (nameof(FarmerPercent), given.FarmerPercent, 100),
            }
        )
        {
            if (value < 0 || value > most)
            {
                wrong.Add(new("match.weight-range", field, most));
            }
        }

        return wrong.Count == 0 ? given : wrong;
    }
}
