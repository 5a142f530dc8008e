using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Tests.Support;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Matching.Runs;

public sealed class MatchRunJobTests
{
    [Fact]
    public async Task ARunThatFailsDoesNotStopTheNext()
    {
        var solver = new FailsAtFirst();
        await using var market = new MarketApp(Environments.Development, ("Matching:RunMinutes", "60"));
        await using var started = market.WithWebHostBuilder(host =>
            host.ConfigureTestServices(services => services.AddSingleton<IMatchSolver>(solver))
        );
        Assert.NotNull(started.Services.GetRequiredService<MarketWriter>());

        await PassUntilAsync(market, solver.Failed.Task);
        await PassUntilAsync(market, solver.Answered.Task);

        Assert.True(solver.Answered.Task.IsCompletedSuccessfully);
    }

    /// <summary>Hours go by until it is so, however long the market takes to begin with its rounds.</summary>
    private static async Task PassUntilAsync(MarketApp market, Task done)
    {
        while (!done.IsCompleted)
        {
            market.Clock.Advance(TimeSpan.FromHours(6));
            await Task.WhenAny(done, Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken));
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    private sealed class FailsAtFirst : IMatchSolver
    {
        public TaskCompletionSource Failed { get; } = new();

        public TaskCompletionSource Answered { get; } = new();

        public MatchSolution Solve(MatchGraph graph, TimeSpan limit)
        {
            if (Failed.TrySetResult())
            {
                throw new InvalidOperationException("Broken on purpose.");
            }

            Answered.TrySetResult();
            return new GreedyMatchSolver().Solve(graph, limit);
        }
    }
}
