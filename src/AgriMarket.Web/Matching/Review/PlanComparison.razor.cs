using System.Globalization;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Matching.Review;

/// <summary>Two plans of one market side by side.</summary>
public sealed partial class PlanComparison
{
    [Parameter, EditorRequired]
    public required ReviewedPlan First { get; set; }

    [Parameter, EditorRequired]
    public required ReviewedPlan Second { get; set; }

    private IEnumerable<Row> Rows =>
        [
            More("Placed", Reader.Weight, figures => figures.Grams),
            More("Saved", Reader.Weight, figures => figures.SavedGrams),
            More("Income", Reader.Yuan, figures => figures.IncomeFen),
            Less("Freight", Reader.Yuan, figures => figures.FreightFen),
            More("Listed", Reader.Weight, figures => figures.ListedGrams),
            More("LotsUsed", Count, figures => figures.LotsUsed),
            Of(
                "LotsLeft",
                figures => Reader.Fill(T["Compare.Lots"], figures.LotsLeft, figures.GramsLeft),
                First.Figures.GramsLeft.CompareTo(Second.Figures.GramsLeft)
            ),
            More("Filled", Count, figures => figures.Filled),
            Of("PartlyFilled", figures => Count(figures.PartlyFilled), 0),
            Less("Unfilled", Count, figures => figures.Unfilled),
            new(
                T["Compare.Gap"],
                Gap(First),
                Gap(Second),
                First.Draft.Outcome.GapPerMillion is { } first && Second.Draft.Outcome.GapPerMillion is { } second
                    ? first.CompareTo(second)
                    : 0
            ),
            new(T["Compare.Ended"], Ended(First), Ended(Second), 0),
            new(T["Compare.Time"], Time(First), Time(Second), 0),
        ];

    private Row More(string name, Func<long, string> show, Func<PlanFigures, long> figure) =>
        Of(name, figures => show(figure(figures)), figure(Second.Figures).CompareTo(figure(First.Figures)));

    private Row Less(string name, Func<long, string> show, Func<PlanFigures, long> figure) =>
        Of(name, figures => show(figure(figures)), figure(First.Figures).CompareTo(figure(Second.Figures)));

    private Row Of(string name, Func<PlanFigures, string> show, int better) =>
        new(T[$"Compare.{name}"], show(First.Figures), show(Second.Figures), better);

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private string Gap(ReviewedPlan plan) =>
        plan.Draft.Outcome.GapPerMillion switch
        {
            null => T["Gap.Unknown"],
            0 => T["Gap.None"],
            { } gap => Reader.Fill(T["Gap.Percent"], (gap / 10_000m).ToString("0.##", CultureInfo.InvariantCulture)),
        };

    private string Ended(ReviewedPlan plan) => T[plan.Draft.Outcome.IsBestSoFar ? "Ended.BestSoFar" : "Ended.Good"];

    private string Time(ReviewedPlan plan) => Reader.Fill(T["Compare.Milliseconds"], plan.Draft.Milliseconds);

    /// <param name="Better">Below zero when the first is better, above it when the second is.</param>
    private sealed record Row(string Name, string First, string Second, int Better);
}
