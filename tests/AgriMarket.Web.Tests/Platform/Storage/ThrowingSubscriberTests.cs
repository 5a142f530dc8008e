using AgriMarket.Domain.Common;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Tests.Support.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Tests.Platform.Storage;

/// <summary>Whoever hears of a command that is stored may break; its caller has the answer, and the next command comes.</summary>
public sealed class ThrowingSubscriberTests(BrokenConstraints fixture) : IClassFixture<BrokenConstraints>
{
    private readonly LiveFeed feed = new(NullLogger<LiveFeed>.Instance);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatBreaksOnceACommandIsStoredTakesNoAnswerAway()
    {
        using var writer = await StartAsync();
        var told = false;

        var answer = await writer
            .RunAsync<Done>(scope =>
            {
                scope.OnDurable(() => throw new InvalidOperationException("Broken on purpose."));
                scope.OnDurable(() => told = true);
                return Good();
            })
            .WaitAsync(Cancel);

        Assert.True(answer.IsOk && told);
        Assert.True((await writer.RunAsync<Done>(_ => Good()).WaitAsync(Cancel)).IsOk);
    }

    [Fact]
    public async Task AFeedThatBreaksTakesNoAnswerAwayAndStopsNoOtherNews()
    {
        using var writer = await StartAsync();
        var heard = 0;
        using var watcher = feed.Watch(
            changes =>
            {
                heard += changes.Count;
                return Task.CompletedTask;
            },
            "good"
        );

        var bad = await writer
            .RunAsync<Done>(scope =>
            {
                scope.Announce(new Broken(1));
                scope.Announce(new Broken(2));
                return Good();
            })
            .WaitAsync(Cancel);
        var good = await writer
            .RunAsync<Done>(scope =>
            {
                scope.Announce(new LiveSignal("good", scope.Now));
                return Good();
            })
            .WaitAsync(Cancel);
        feed.DeliverAll();

        Assert.True(bad.IsOk && good.IsOk);
        Assert.Equal(1, heard);
    }

    [Fact]
    public void AWatcherThatBreaksAtOnceTakesNobodysNews()
    {
        var heard = 0;
        using var broken = feed.Watch(_ => throw new TaskCanceledException("Broken on purpose."), "a");
        using var sound = feed.Watch(
            changes =>
            {
                heard += changes.Count;
                return Task.CompletedTask;
            },
            "a"
        );

        feed.Publish(new LiveSignal("a", 1));
        feed.DeliverAll();
        feed.Publish(new LiveSignal("a", 2));
        feed.DeliverAll();

        Assert.Equal(2, heard);
    }

    private async Task<MarketWriter> StartAsync()
    {
        var contexts = fixture.Market.Services.GetRequiredService<IDbContextFactory<MarketDb>>();
        var writer = new MarketWriter(
            contexts,
            feed,
            fixture.Market.Clock,
            Options.Create(new WriterOptions()),
            NullLogger<MarketWriter>.Instance
        );
        await writer.StartAsync(Cancel);
        return writer;
    }

    private static Task<Result<Done>> Good() => Task.FromResult<Result<Done>>(Done.Instance);

    /// <summary>A change that breaks whoever compares it with another or asks for its wider topics.</summary>
    private sealed record Broken(long Number) : LiveChange("broken", Number)
    {
        public override IReadOnlyList<string> Wider => throw new InvalidOperationException("Broken on purpose.");

        public override LiveChange After(LiveChange untold) => throw new InvalidOperationException("Broken on purpose.");
    }
}
