using System.Globalization;
using AgriMarket.Web.Platform.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgriMarket.Web.Tests.Platform.Live;

public sealed class LiveFeedLanguageTests
{
    [Fact]
    public async Task NewsIsTakenInTheLanguageOfWhoeverWatches()
    {
        var feed = new LiveFeed(NullLogger<LiveFeed>.Instance);
        var heardIn = new TaskCompletionSource<string>();
        CultureInfo.CurrentUICulture = new CultureInfo("zh-CN");
        using var watcher = feed.Watch(
            _ =>
            {
                heardIn.SetResult(CultureInfo.CurrentUICulture.Name);
                return Task.CompletedTask;
            },
            "farmer:1");
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

        feed.Publish(new LiveSignal("farmer:1", 1));
        feed.DeliverAll();

        Assert.Equal("zh-CN", await heardIn.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
        Assert.Equal("", CultureInfo.CurrentUICulture.Name);
    }
}
