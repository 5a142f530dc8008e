using System.Diagnostics;
using AgriMarket.Benchmarks.Support;
using AgriMarket.Domain.Backlog;

namespace AgriMarket.Benchmarks.Backlog;

/// <summary>
/// How good the backlog forecast is on markets it has not seen, beside "the current rate goes on" and "always the base rate",
/// and beside the best that anybody could do: the simulator's own futures, hidden figures included.
/// </summary>
internal static class BacklogSkill
{
    private const string BrierName = "Brier score of an unsold rest x 1,000";

    private static readonly (int Seed, DateOnly From, int Days) Training = (1, new(2020, 8, 1), 200);

    private static readonly (int Seed, DateOnly From, int Days)[] Evaluation =
    [
        (2, new(2021, 4, 1), 150),
        (3, new(2021, 8, 1), 150),
        (4, new(2021, 12, 1), 150),
        (5, new(2022, 5, 1), 150),
        (6, new(2022, 10, 15), 150),
    ];

    public static async Task RunAsync(Report report)
    {
        var produce = CarriedPrices.Read();
        var training = MarketRun.Cases(produce, Training.From, Training.Days, Training.Seed, withFutures: false);
        Constants.Print(training);
        var runs = await Task.WhenAll(
            Evaluation.Select(run => Task.Run(() => MarketRun.Cases(produce, run.From, run.Days, run.Seed, withFutures: true)))
        );
        var cases = runs.SelectMany(run => run).ToList();
        Console.WriteLine(
            $"{produce.Count} kinds of produce with their carried prices. "
                + $"Constants and the base rate come from the market of seed {Training.Seed} "
                + $"(from {Training.From:yyyy-MM-dd}, "
                + $"{training.Count:#,0} cases); everything below is of seeds {string.Join(", ", Evaluation.Select(run => run.Seed))} "
                + $"in later years of the price series ({cases.Count:#,0} cases), with facts of the moment alone."
        );
        Console.WriteLine(
            "Floor of a score: the simulator's own futures with all that is hidden, on the cases where they were asked; the "
                + "least that anybody can reach."
        );
        Console.WriteLine();

        var forecast = new Forecast(ForecastSettings.Default);
        AddScores(report, forecast, training, cases);
        AddWorst(report, forecast, training, runs);
        AddBand(report, forecast, cases);
        AddReliability(report, forecast, cases);
        AddSpeed(report, forecast, cases);
    }

    private static void AddScores(Report report, Forecast forecast, IReadOnlyList<ForecastCase> training, IReadOnlyList<ForecastCase> cases)
    {
        var baseRate = new BaseRate(training);
        var line = new StraightLine(baseRate);
        report.Add(new("all cases", "with an unsold rest", 100 * cases.Average(one => one.HasRest ? 1d : 0), "%"));
        var asked = cases.Where(one => one.Futures.Count > 0).ToList();
        var leastBrier = 1_000 * asked.Average(one => Scores.Brier(one.Futures, one.HasRest));
        var leastCrps = 1_000 * asked.Average(one => Scores.Crps(one.Futures, one.RestShare) * one.OfLot);
        var rules = new (string Name, Func<ForecastCase, Scored> Score)[]
        {
            ("forecast", forecast.Score),
            ("the current rate goes on", line.Score),
            ("always the base rate", baseRate.Score),
        };
        var means = rules
            .Select(rule => (rule.Name, Scores: cases.Select(rule.Score).ToList(), Asked: asked.Select(rule.Score).ToList()))
            .ToList();
        foreach (var (name, scores, _) in means)
        {
            report.Add(new(name, BrierName, 1_000 * scores.Average(score => score.Brier), "", leastBrier));
            report.Add(new(name, "CRPS of the rest, thousandths of the lot", 1_000 * scores.Average(score => score.Crps), "", leastCrps));
        }

        report.Add(
            new("forecast, where the floor was asked", BrierName, 1_000 * means[0].Asked.Average(score => score.Brier), "", leastBrier)
        );
        report.Add(new("forecast, training market", BrierName, 1_000 * training.Average(one => forecast.Score(one).Brier), ""));
        report.Add(
            new(
                "forecast against the better of the two",
                "Brier score lower by",
                Gain(means.Select(rule => rule.Scores.Average(score => score.Brier))),
                "%"
            )
        );
        report.Add(
            new(
                "forecast against the better of the two",
                "CRPS lower by",
                Gain(means.Select(rule => rule.Scores.Average(score => score.Crps))),
                "%"
            )
        );
    }

    /// <summary>A mean over markets could hide one in which the forecast is no use.</summary>
    private static void AddWorst(Report report, Forecast forecast, IReadOnlyList<ForecastCase> training, IReadOnlyList<ForecastCase>[] runs)
    {
        var baseRate = new BaseRate(training);
        var rules = new Func<ForecastCase, Scored>[] { forecast.Score, new StraightLine(baseRate).Score, baseRate.Score };
        report.Add(
            new(
                "forecast against the better of the two",
                "Brier score lower by, in the worst market",
                runs.Min(run => Gain(rules.Select(rule => run.Average(one => rule(one).Brier)))),
                "%"
            )
        );
    }

    /// <param name="scores">The forecast's first.</param>
    private static double Gain(IEnumerable<double> scores)
    {
        var all = scores.ToList();
        return 100 * (1 - all[0] / all.Skip(1).Min());
    }

    private static void AddBand(Report report, Forecast forecast, IReadOnlyList<ForecastCase> cases)
    {
        var made = cases.Select(one => (one, Forecast: forecast.Make(one))).ToList();
        static double Held(IEnumerable<(ForecastCase One, BacklogForecast Forecast)> some) =>
            100 * some.Average(it => it.One.RestGrams >= it.Forecast.LowGrams && it.One.RestGrams <= it.Forecast.HighGrams ? 1d : 0);
        report.Add(new("80 percent band", "holds the rest", Held(made), "%"));
        var wide = made.Where(it => it.Forecast.HighGrams > it.Forecast.LowGrams).ToList();
        report.Add(new("80 percent band, wider than a point", "cases", 100d * wide.Count / made.Count, "%"));
        report.Add(new("80 percent band, wider than a point", "holds the rest", Held(wide), "%"));
        report.Add(
            new(
                "80 percent band",
                "width, share of the lot",
                made.Average(it => (double)(it.Forecast.HighGrams - it.Forecast.LowGrams) / it.one.Facts.OfferedGrams),
                ""
            )
        );
    }

    private static void AddReliability(Report report, Forecast forecast, IReadOnlyList<ForecastCase> cases)
    {
        foreach (
            var tenth in cases
                .Select(one => (One: one, Said: forecast.Make(one).RestPerMille))
                .GroupBy(it => Math.Min(9, it.Said / 100))
                .OrderBy(tenth => tenth.Key)
        )
        {
            var name = $"said {tenth.Key * 10} to {tenth.Key * 10 + 10} %";
            report.Add(new(name, "cases", tenth.Count(), ""));
            report.Add(new(name, "said on average", tenth.Average(it => it.Said) / 10, "%"));
            report.Add(new(name, "had a rest", 100 * tenth.Average(it => it.One.HasRest ? 1d : 0), "%"));
        }
    }

    /// <summary>Beside the straight line from the same facts: one pass over the sales and one division.</summary>
    private static void AddSpeed(Report report, Forecast forecast, IReadOnlyList<ForecastCase> cases)
    {
        var (took, bytes) = Measure(cases, one => forecast.Make(one).ExpectedGrams);
        var (least, _) = Measure(cases, LineFromDays);
        report.Add(new("speed", "a forecast", took, "us", least));
        report.Add(new("speed", "allocated a forecast", bytes, "B"));
    }

    private static long LineFromDays(ForecastCase one)
    {
        var (facts, sold) = (one.Facts, 0L);
        var since = facts.Today.AddDays(-SimpleOutlook.PaceDays);
        for (var i = 0; i < facts.RecentDays.Count; i++)
        {
            sold += facts.RecentDays[i].Day > since ? facts.RecentDays[i].Grams : 0;
        }

        return SimpleOutlook.For(facts.UnsoldGrams, sold, facts.ListedAt, facts.LastSellingDay, facts.Now).LeftGrams;
    }

    private static (double Microseconds, double Bytes) Measure(IReadOnlyList<ForecastCase> cases, Func<ForecastCase, long> make)
    {
        var (sum, best, bytes) = (0L, double.MaxValue, 0d);
        for (var round = 0; round < 5; round++)
        {
            var (started, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            foreach (var one in cases)
            {
                sum += make(one);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMicroseconds / cases.Count);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)cases.Count;
        }

        GC.KeepAlive(sum);
        return (best, bytes);
    }
}
