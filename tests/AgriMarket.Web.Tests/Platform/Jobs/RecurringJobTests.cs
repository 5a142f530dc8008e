using AgriMarket.Platform.Jobs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AgriMarket.Web.Tests.Platform.Jobs;

[Trait("Database", "none")]
public sealed class RecurringJobTests
{
    [Fact]
    public async Task ARoundThatFailsKeepsNoLaterOneFromComing()
    {
        var clock = new FakeTimeProvider();
        using var rounds = new FailsAtFirst(clock);
        await rounds.StartAsync(TestContext.Current.CancellationToken);

        // However long the first round takes to fail, the second comes after a pause.
        while (!rounds.Second.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAny(rounds.Second, Task.Delay(20, TestContext.Current.CancellationToken));
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        await rounds.StopAsync(TestContext.Current.CancellationToken);
        Assert.True(rounds.ExecuteTask!.IsCompleted && !rounds.ExecuteTask.IsFaulted);
    }

    private sealed class FailsAtFirst(TimeProvider clock) : RecurringJob(TimeSpan.FromMinutes(1), clock, NullLogger.Instance)
    {
        private readonly TaskCompletionSource second = new();
        private int count;

        public Task Second => second.Task;

        protected override Task<int> RunAsync(CancellationToken stop)
        {
            if (++count == 1)
            {
                throw new InvalidOperationException("Broken on purpose.");
            }

            second.TrySetResult();
            return Task.FromResult(1);
        }
    }
}
