using System.Diagnostics;
using AgriMarket.Benchmarks.Support;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Matching.Solver;

namespace AgriMarket.Benchmarks.Matching;

/// <summary>
/// Who gets which lot: how good plans are beside the bound that no plan can pass and beside plain rules, and how long the market
/// takes beside a bare solver that is given the same arcs.
/// </summary>
internal static class MatchingBenchmark
{
    private const int Seed = 6;
    private const int Rounds = 5;
    private const int Others = 5;
    private const int WarmRounds = 60;
    private const double Megabyte = 1 << 20;

    private static readonly (int Lots, int Demands, TimeSpan Limit)[] Sizes =
    [
        (100, 50, TimeSpan.FromMilliseconds(150)),
        (1_000, 500, TimeSpan.FromMilliseconds(200)),
        (10_000, 2_000, TimeSpan.FromSeconds(3)),
    ];

    public static Task RunAsync(Report report)
    {
        foreach (var inBags in new[] { true, false })
        {
            Warm(inBags);
            foreach (var (lots, demands, limit) in Sizes)
            {
                var name = $"{lots:#,0} x {demands:#,0}, {(inBags ? "pure flow" : "smallest parts and packs")}";
                if (report.Wants(name))
                {
                    Run(report, name, new MatchingMarket(Seed, inBags), lots, demands, limit);
                    AddOthers(report, name, inBags, lots, demands, limit);
                }
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>What the compiler does in the first runs is no part of the figures.</summary>
    private static void Warm(bool inBags)
    {
        var market = new MatchingMarket(Seed + 1, inBags);
        var offers = market.Make(1_000, 500);
        for (var round = 0; round < WarmRounds; round++)
        {
            Round.Of(market, offers, new FlowMatchSolver(new MatchOptions(), TimeProvider.System), Sizes[1].Limit);
        }
    }

    private static void Run(Report report, string name, MatchingMarket market, int lots, int demands, TimeSpan limit)
    {
        var offers = market.Make(lots, demands);
        var solver = new FlowMatchSolver(new MatchOptions(), TimeProvider.System);
        var rounds = Enumerable.Range(0, Rounds).Select(_ => Round.Of(market, offers, solver, limit)).ToList();
        var best = rounds.MinBy(round => round.Total)!;
        report.Add(new(name, "arcs", best.Graph.Arcs.Length, ""));
        report.Add(new(name, "components", best.Graph.Components().Count, ""));
        report.Add(new(name, "build, solve and check, best of 5", best.Total, "ms", best.Bare));
        report.Add(new(name, "worst of 5", rounds.Max(round => round.Total), "ms"));
        report.Add(new(name, "building", best.Build, "ms"));
        report.Add(new(name, "solving", best.Solve, "ms", best.Bare));
        report.Add(new(name, "checking and pricing", best.Check, "ms"));
        report.Add(new(name, "own share beside the solver", best.Build + best.Check, "ms", best.Solve));
        report.Add(new(name, "allocated while building", best.Bytes / Megabyte, "MB"));
        report.Add(new(name, "peak memory of the process so far", Process.GetCurrentProcess().PeakWorkingSet64 / Megabyte, "MB"));
        AddQuality(report, name, best.Graph, rounds);
    }

    /// <summary>What was measured while the solver was written may suit one market only; these were not looked at.</summary>
    private static void AddOthers(Report report, string name, bool inBags, int lots, int demands, TimeSpan limit)
    {
        var solver = new FlowMatchSolver(new MatchOptions(), TimeProvider.System);
        var worst = Enumerable
            .Range(Seed + 2, Others)
            .Max(seed =>
            {
                var market = new MatchingMarket(seed, inBags);
                return MatchRun.Solve(MatchGraph.Of(market.Problem(market.Make(lots, demands))), solver, limit).GapPerMillion!.Value;
            });
        report.Add(new(name, "below the bound, worst of 5 other markets", worst / 10_000d, "%"));
    }

    private static void AddQuality(Report report, string name, MatchGraph graph, List<Round> rounds)
    {
        var worst = rounds.MaxBy(round => round.Outcome.GapPerMillion)!.Outcome;
        report.Add(new(name, "below the bound, worst of 5", worst.GapPerMillion!.Value / 10_000d, "%"));
        report.Add(new(name, "runs that ended with the best so far", rounds.Count(round => round.Outcome.IsBestSoFar), ""));
        foreach (var (rule, order) in new[] { ("nearest expiry", GreedyOrder.NearestExpiry), ("first come", GreedyOrder.FirstCome) })
        {
            var started = Stopwatch.GetTimestamp();
            var plain = MatchRun.Solve(graph, new GreedyMatchSolver(order), TimeSpan.Zero).Plan;
            report.Add(new(name, $"{rule}: solve and check", Stopwatch.GetElapsedTime(started).TotalMilliseconds, "ms"));
            report.Add(new(name, $"value above {rule}", 100d * (worst.Plan.ValuePoints - plain.ValuePoints) / plain.ValuePoints, "%"));
            report.Add(new(name, $"kg saved, {rule} in the floor", worst.Plan.SavedGrams / 1_000d, "kg", plain.SavedGrams / 1_000d));
            report.Add(new(name, $"farmers' income, {rule} in the floor", worst.Plan.IncomeFen / 100d, "yuan", plain.IncomeFen / 100d));
            report.Add(new(name, $"freight, {rule} in the floor", worst.Plan.FreightFen / 100d, "yuan", plain.FreightFen / 100d));
        }
    }

    /// <summary>One run and its parts in milliseconds.</summary>
    /// <param name="Bare">The bare min-cost flow on the same arcs in one network: no components, no smallest parts, no rules.</param>
    private sealed record Round(MatchGraph Graph, MatchOutcome Outcome, double Build, double Solve, double Check, double Bare, long Bytes)
    {
        public double Total => Build + Solve + Check;

        public static Round Of(
            MatchingMarket market,
            (MatchLot[] Lots, MatchDemand[] Demands) offers,
            FlowMatchSolver solver,
            TimeSpan limit
        )
        {
            GC.Collect();
            var (allocated, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            var graph = MatchGraph.Of(market.Problem(offers));
            var (built, bytes) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread() - allocated);
            var timed = new Timed(solver);
            var outcome = MatchRun.Solve(graph, timed, limit);
            var ended = Stopwatch.GetTimestamp();
            var network = new FlowNetwork(graph, [.. Enumerable.Range(0, graph.Arcs.Length)]);
            var bare = Stopwatch.GetTimestamp();
            network.Solve();
            var took = Stopwatch.GetElapsedTime(bare).TotalMilliseconds;
            var solve = timed.Took.TotalMilliseconds;
            return new(
                graph,
                outcome,
                Stopwatch.GetElapsedTime(started, built).TotalMilliseconds,
                solve,
                Stopwatch.GetElapsedTime(built, ended).TotalMilliseconds - solve,
                took,
                bytes
            );
        }
    }

    private sealed class Timed(IMatchSolver solver) : IMatchSolver
    {
        public TimeSpan Took { get; private set; }

        public MatchSolution Solve(MatchGraph graph, TimeSpan limit)
        {
            var started = Stopwatch.GetTimestamp();
            var solution = solver.Solve(graph, limit);
            Took = Stopwatch.GetElapsedTime(started);
            return solution;
        }
    }
}
