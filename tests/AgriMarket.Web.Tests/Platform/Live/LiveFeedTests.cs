using System.Globalization;
using AgriMarket.Web.Platform.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgriMarket.Web.Tests.Platform.Live;

public sealed class LiveFeedTests
{
    [Fact]
    public async Task NewsIsTakenInTheLanguageOfWhoeverWatches()
    {
        var feed = new LiveFeed(NullLogger<LiveFeed>.Instance);
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = WatchIn("zh-CN", feed, heard);

        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        feed.Publish(new LiveSignal("topic", 1));
        feed.DeliverAll();

        Assert.Equal("zh-CN", await heard.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.Equal(CultureInfo.InvariantCulture, CultureInfo.CurrentUICulture);
    }

    private static LiveWatcher WatchIn(string language, LiveFeed feed, TaskCompletionSource<string> heard)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return feed.Watch(
            _ =>
            {
                heard.SetResult(CultureInfo.CurrentUICulture.Name);
                return Task.CompletedTask;
            },
            "topic");
    }
}
