using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Platform.Live;

/// <summary>How live pages are kept (section <c>Live</c>).</summary>
public sealed class LiveOptions
{
    public const string Section = "Live";

    /// <summary>How often news is handed out: the most a page waits for it.</summary>
    [Range(10, 5_000)]
    public int TickMilliseconds { get; set; } = 250;

    /// <summary>Topics one connection may watch.</summary>
    [Range(1, 10_000)]
    public int MaxTopics { get; set; } = 500;
}

internal static class LiveModule
{
    public static void AddLive(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LiveOptions>().BindConfiguration(LiveOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<LiveFeed>();
        builder.Services.AddHostedService<LivePump>();
        builder.Services.AddSignalR(hub => hub.MaximumReceiveMessageSize = 64 * 1024);
    }

    public static void MapLive(this WebApplication app) => app.MapHub<StockHub>("/hubs/stock");

    /// <summary>The tick of the feed.</summary>
    private sealed class LivePump(LiveFeed feed, IOptions<LiveOptions> options) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            // The system's time on purpose, also under a faked clock: it only paces the batches, no rule depends on it.
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.TickMilliseconds), TimeProvider.System);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                feed.DeliverAll();
            }
        }
    }
}
