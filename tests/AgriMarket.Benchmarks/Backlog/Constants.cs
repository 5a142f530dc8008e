using System.Globalization;
using AgriMarket.Domain.Backlog;

namespace AgriMarket.Benchmarks.Backlog;

/// <summary>Shows where the forecast's constants come from: each tried on the training market alone.</summary>
internal static class Constants
{
    private static readonly double[] HalfLives = [3, 5, 7, 10, 14, 28];
    private static readonly double[] Doubts = [0.02, 0.05, 0.1, 0.2, 0.4, 0.8];
    private static readonly double[] SizeStrengths = [1, 5, 10, 20, 50, 200];

    public static void Print(IReadOnlyList<ForecastCase> training)
    {
        Console.WriteLine("Training market, Brier score x 1,000 by half-life of own sales (down) and doubt (across):");
        Console.WriteLine();
        Console.WriteLine($"| days | {string.Join(" | ", Doubts.Select(doubt => Text(doubt, "0.00")))} |");
        Console.WriteLine($"| ---: |{string.Concat(Doubts.Select(_ => " ---: |"))}");
        foreach (var halfLife in HalfLives)
        {
            var scores = Doubts.Select(doubt => Brier(training, ForecastSettings.Default with { HalfLifeDays = halfLife, Doubt = doubt }));
            Console.WriteLine($"| {halfLife} | {string.Join(" | ", scores.Select(score => Text(1_000 * score, "0.0")))} |");
        }

        var bySize = SizeStrengths.Select(strength =>
            (strength, Score: Brier(training, ForecastSettings.Default with { SizeStrength = strength }))
        );
        Console.WriteLine();
        Console.WriteLine(
            $"And by the orders that the usual size weighs: "
                + $"{string.Join(", ", bySize.Select(one => $"{one.strength}: {Text(1_000 * one.Score, "0.0")}"))}."
        );
        Console.WriteLine();
    }

    private static double Brier(IReadOnlyList<ForecastCase> training, ForecastSettings settings) =>
        training.Average(one => Scores.Brier(BacklogForecast.Remaining(one.Facts, settings).Below(1), one.HasRest));

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
