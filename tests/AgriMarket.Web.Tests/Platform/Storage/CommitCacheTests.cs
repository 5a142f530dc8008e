using AgriMarket.Domain.Common;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AgriMarket.Web.Tests.Platform.Storage;

public sealed class CommitCacheTests : IClassFixture<MarketApp>, IAsyncLifetime
{
    /// <summary>Its own, so that nothing else commits.</summary>
    private readonly MarketWriter writer;
    private readonly FakeTimeProvider clock = new();
    private readonly CommitCache<string, int> kept;
    private int readings;

    public CommitCacheTests(MarketApp market)
    {
        writer = new MarketWriter(
            market.Services.GetRequiredService<IDbContextFactory<MarketDb>>(),
            new(NullLogger<LiveFeed>.Instance),
            clock,
            Options.Create(new WriterOptions()),
            NullLogger<MarketWriter>.Instance
        );
        kept = new(writer, clock);
    }

    public async ValueTask InitializeAsync() => await writer.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await writer.StopAsync(CancellationToken.None);
        writer.Dispose();
    }

    [Fact]
    public async Task TheSameQuestionIsReadOnceUntilTheNextCommit()
    {
        Assert.Equal(1, await AskAsync("a"));
        Assert.Equal(1, await AskAsync("a"));
        Assert.Equal(2, await AskAsync("b"));

        Assert.True((await writer.RunAsync(_ => Task.FromResult<Result<Done>>(Done.Instance))).IsOk);

        Assert.Equal(3, await AskAsync("a"));
        Assert.Equal(4, await AskAsync("b"));
    }

    [Fact]
    public async Task WhatWasBeingReadDuringACommitIsNotKept()
    {
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var old = kept.GetAsync(
            "a",
            async () =>
            {
                begun.SetResult();
                await goOn.Task;
                return -1;
            }
        );
        await begun.Task;
        Assert.True((await writer.RunAsync(_ => Task.FromResult<Result<Done>>(Done.Instance))).IsOk);
        goOn.SetResult();

        Assert.Equal(-1, await old);
        Assert.Equal(1, await AskAsync("a"));
    }

    [Fact]
    public async Task AnotherProcessMayHaveWrittenAfterASecond()
    {
        Assert.Equal(1, await AskAsync("a"));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await AskAsync("a"));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(2, await AskAsync("a"));
    }

    [Fact]
    public async Task WhatManyAskAtTheSameTimeIsReadOnce()
    {
        var goOn = new TaskCompletionSource();
        var asked = Enumerable
            .Range(0, 20)
            .Select(_ =>
                kept.GetAsync(
                    "a",
                    async () =>
                    {
                        var reading = Interlocked.Increment(ref readings);
                        await goOn.Task;
                        return reading;
                    }
                )
            )
            .ToList();
        goOn.SetResult();

        Assert.All(await Task.WhenAll(asked), reading => Assert.Equal(1, reading));
        Assert.Equal(1, readings);
    }

    [Fact]
    public async Task AReadingThatBlocksItsThreadIsMadeOnceToo()
    {
        using var goOn = new ManualResetEventSlim();
        var asked = Enumerable
            .Range(0, 4)
            .Select(_ =>
                kept.GetAsync(
                    "a",
                    () =>
                    {
                        goOn.Wait(TestContext.Current.CancellationToken);
                        return Task.FromResult(Interlocked.Increment(ref readings));
                    }
                )
            )
            .ToList();
        goOn.Set();

        Assert.All(await Task.WhenAll(asked), reading => Assert.Equal(1, reading));
    }

    [Fact]
    public async Task AFailureIsNotKept()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => kept.GetAsync("a", () => Task.FromException<int>(new TimeoutException())));
        Assert.Equal(1, await AskAsync("a"));
    }

    [Fact]
    public async Task NoMoreIsKeptThanTheBound()
    {
        for (var question = 0; question <= CommitCache<string, int>.Most; question++)
        {
            await AskAsync($"{question}");
        }

        var before = readings;
        await AskAsync("0");
        Assert.Equal(before + 1, readings);
    }

    private Task<int> AskAsync(string question) => kept.GetAsync(question, () => Task.FromResult(++readings));
}
