using System.Globalization;
using AgriMarket.Platform.Live;
using AgriMarket.Web.Trade.Stock;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgriMarket.Web.Tests.Platform.Live;

public sealed class LiveFeedTests
{
    private readonly LiveFeed feed = new(NullLogger<LiveFeed>.Instance);

    [Fact]
    public void TheNewestOfASubjectWinsInWhateverOrderItComes()
    {
        var batches = new List<IReadOnlyList<LiveChange>>();
        using var watcher = feed.Watch(Into(batches), "a", "b");

        feed.Publish(new LiveSignal("a", 2), new LiveSignal("a", 3), new LiveSignal("a", 1), new LiveSignal("b", 7));
        feed.DeliverAll();

        Assert.Equal([("a", 3), ("b", 7)], Assert.Single(batches).Select(change => (change.Topic, change.Version)).Order());
    }

    [Fact]
    public void APurchaseIsNotLostWhenTheLotChangesAgainInTheSameTick()
    {
        var batches = new List<IReadOnlyList<LiveChange>>();
        var lotId = Guid.CreateVersion7();
        using var watcher = feed.Watch(Into(batches), StockTopics.Lot(lotId));

        feed.Publish(Stock(lotId, 2, bought: 5_000), Stock(lotId, 3), Stock(lotId, 4, bought: 2_000));
        feed.DeliverAll();

        Assert.Equal(Stock(lotId, 4, bought: 7_000), Assert.Single(Assert.Single(batches)));
    }

    [Fact]
    public void AnAnswerThatIsOlderThanWhatWasToldIsNotGiven()
    {
        var batches = new List<IReadOnlyList<LiveChange>>();
        var (known, unknown) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var watcher = feed.Watch(Into(batches), StockTopics.Lot(known), StockTopics.Lot(unknown));
        feed.Publish(Stock(known, 3));
        feed.DeliverAll();
        batches.Clear();

        feed.Publish(Stock(known, 2));
        feed.Answer(watcher, [Stock(known, 2), Stock(unknown, 2)]);
        feed.DeliverAll();

        Assert.Equal(Stock(unknown, 2), Assert.Single(Assert.Single(batches)));
    }

    [Fact]
    public void WhoWatchesACountyAndOneOfItsLotsIsToldOnce()
    {
        var batches = new List<IReadOnlyList<LiveChange>>();
        var lotId = Guid.CreateVersion7();
        using var watcher = feed.Watch(Into(batches), StockTopics.Lot(lotId), StockTopics.County("522634"), StockTopics.Lots);

        feed.Publish(Stock(lotId, 2));
        feed.DeliverAll();

        Assert.Single(Assert.Single(batches));
    }

    [Fact]
    public void WhatNobodyWatchesGoesToNobody()
    {
        var batches = new List<IReadOnlyList<LiveChange>>();
        using var watcher = feed.Watch(Into(batches), "a");
        watcher.Remove("a");

        feed.Publish(new LiveSignal("a", 1), new LiveSignal("b", 1));
        feed.DeliverAll();

        Assert.Empty(batches);
    }

    [Fact]
    public void WhatNobodyWatchesAnyMoreIsForgotten()
    {
        using var stays = feed.Watch(Into([]), "a");
        feed.Watch(Into([]), "a", "b").Dispose();

        Assert.Equal(1, feed.TopicCount);
    }

    [Fact]
    public void ASlowWatcherIsNeverCalledTwiceAtOnceAndKeepsNobodyElseWaiting()
    {
        var (slowBatches, quickBatches) = (new List<IReadOnlyList<LiveChange>>(), new List<IReadOnlyList<LiveChange>>());
        var busy = new TaskCompletionSource();
        using var slow = feed.Watch(
            changes =>
            {
                slowBatches.Add(changes);
                return busy.Task;
            },
            "a"
        );
        using var quick = feed.Watch(Into(quickBatches), "a");

        for (var version = 1; version <= 3; version++)
        {
            feed.Publish(new LiveSignal("a", version));
            feed.DeliverAll();
        }

        Assert.Equal([1L], Versions(slowBatches));
        Assert.Equal([1L, 2L, 3L], Versions(quickBatches));

        busy.SetResult();
        feed.DeliverAll();
        Assert.Equal([1L, 3L], Versions(slowBatches));
    }

    [Fact]
    public void AWatcherThatBreaksStillGetsTheNext()
    {
        var calls = 0;
        using var broken = feed.Watch(_ => ++calls == 1 ? throw new InvalidOperationException("planted") : Task.CompletedTask, "a");

        feed.Publish(new LiveSignal("a", 1));
        feed.DeliverAll();
        feed.Publish(new LiveSignal("a", 2));
        feed.DeliverAll();

        Assert.Equal(2, calls);
    }

    [Fact]
    public void AWatcherThatHasGoneGetsNothing()
    {
        var batches = new List<IReadOnlyList<LiveChange>>();
        var watcher = feed.Watch(Into(batches), "a");
        feed.Publish(new LiveSignal("a", 1));
        watcher.Dispose();
        watcher.Add("a");

        feed.Publish(new LiveSignal("a", 2));
        feed.DeliverAll();

        Assert.Empty(batches);
    }

    [Fact]
    public async Task NewsIsTakenInTheLanguageOfWhoeverWatches()
    {
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = WatchIn("zh-CN", feed, heard);

        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        feed.Publish(new LiveSignal("topic", 1));
        feed.DeliverAll();

        Assert.Equal("zh-CN", await heard.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.Equal(CultureInfo.InvariantCulture, CultureInfo.CurrentUICulture);
    }

    private static StockChange Stock(Guid lotId, long version, long bought = 0) =>
        new(lotId, version, 1_000, 380, "2035-08-16", "522634", bought);

    private static LiveWatcher WatchIn(string language, LiveFeed feed, TaskCompletionSource<string> heard)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return feed.Watch(
            _ =>
            {
                heard.SetResult(CultureInfo.CurrentUICulture.Name);
                return Task.CompletedTask;
            },
            "topic"
        );
    }

    private static Func<IReadOnlyList<LiveChange>, Task> Into(List<IReadOnlyList<LiveChange>> batches) =>
        changes =>
        {
            batches.Add(changes);
            return Task.CompletedTask;
        };

    private static long[] Versions(List<IReadOnlyList<LiveChange>> batches) => [.. batches.Select(batch => batch[0].Version)];
}
