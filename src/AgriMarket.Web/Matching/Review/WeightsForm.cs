using System.Globalization;
using System.Text;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Matching.Review;

/// <summary>A weighting as an official has typed it: nothing is lost when it is refused.</summary>
public sealed class WeightsForm
{
    public string Saved { get; set; } = "";

    public string Income { get; set; } = "";

    public string Freight { get; set; } = "";

    public string Listed { get; set; } = "";

    public string Farmer { get; set; } = "";

    public static WeightsForm Of(MatchWeights weights) =>
        new()
        {
            Saved = Input(weights.SavedFenPerKg),
            Income = Input(weights.IncomePercent),
            Freight = Input(weights.FreightPercent),
            Listed = Input(weights.ListedFenPerKg),
            Farmer = Input(weights.FarmerPercent),
        };

    /// <summary>The weighting. What is no whole number becomes one that the rules refuse.</summary>
    public MatchWeights ToWeights() => new(Weight(Saved), Weight(Income), Weight(Freight), Weight(Listed), Weight(Farmer));

    private static string Input(int weight) => weight.ToString(CultureInfo.InvariantCulture);

    private static int Weight(string typed) => Amounts.Count(typed) ?? -1;
}

/// <summary>The two weightings that an official compares.</summary>
public sealed class CompareForm
{
    public required WeightsForm First { get; set; }

    public required WeightsForm Second { get; set; }
}
