using AgriMarket.Platform.Jobs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AgriMarket.Web.Tests.Platform.Jobs;

[Trait("Database", "none")]
public sealed class RecurringJobTests
{
    public static TheoryData<string> Failures => ["bug", "time-out"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task ARoundThatFailsKeepsNoLaterOneFromComing(string failure)
    {
        var clock = new FakeTimeProvider();
        using var rounds = new FailsAtFirst(
            clock,
            failure == "bug" ? new InvalidOperationException("Broken on purpose.") : new TaskCanceledException("No answer in time.")
        );
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

    [Fact]
    public async Task ASignalStartsARoundBeforeThePauseIsOver()
    {
        var signal = new JobSignal();
        using var rounds = new FailsAtFirst(new FakeTimeProvider(), new InvalidOperationException("Broken on purpose."), signal);
        await rounds.StartAsync(TestContext.Current.CancellationToken);

        signal.Raise();
        await rounds.Second.WaitAsync(TestContext.Current.CancellationToken);

        await rounds.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(rounds.ExecuteTask!.IsFaulted);
    }

    private sealed class FailsAtFirst(TimeProvider clock, Exception failure, JobSignal? signal = null)
        : RecurringJob(TimeSpan.FromMinutes(1), clock, NullLogger.Instance, signal)
    {
        private readonly TaskCompletionSource second = new();
        private int count;

        public Task Second => second.Task;

        protected override Task<int> RunAsync(CancellationToken stop)
        {
            if (++count == 1)
            {
                throw failure;
            }

            second.TrySetResult();
            return Task.FromResult(1);
        }
    }
}
