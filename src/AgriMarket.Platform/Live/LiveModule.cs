using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace AgriMarket.Platform.Live;

/// <summary>How live pages are kept (section <c>Live</c>).</summary>
public sealed class LiveOptions
{
    public const string Section = "Live";

    /// <summary>How often updates are sent: the longest that a page waits for one.</summary>
    [Range(10, 5_000)]
    public int TickMilliseconds { get; set; } = 250;

    /// <summary>
    /// How often instead while many wait for updates: what costs is a write to a connection, however much is in it, so longer
    /// batches carry the same updates to a crowd for half the work.
    /// </summary>
    [Range(10, 5_000)]
    public int CrowdTickMilliseconds { get; set; } = 700;

    /// <summary>How many with updates in one tick are a crowd.</summary>
    [Range(1, 1_000_000)]
    public int Crowd { get; set; } = 500;

    /// <summary>Topics one connection may watch.</summary>
    [Range(1, 10_000)]
    public int MaxTopics { get; set; } = 500;

    /// <summary>Subjects with updates that a connection may be behind; then it is ended, and asks again when it comes back.</summary>
    [Range(100, 1_000_000)]
    public int MaxBehind { get; set; } = 10_000;
}

public static partial class LiveModule
{
    public static void AddLive(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LiveOptions>().BindConfiguration(LiveOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<LiveFeed>();
        builder.Services.AddSingleton<LiveMeter>();
        builder.Services.AddHostedService<LivePump>();
        builder.Services.AddSignalR(hub => hub.MaximumReceiveMessageSize = 64 * 1024).AddMessagePackProtocol();
    }

    /// <summary>Gives each connection of a hub a <see cref="LiveClient"/>, through which it watches topics of the feed.</summary>
    public static void AddLiveHub<THub>(this IServiceCollection services)
        where THub : Hub => services.AddSingleton<HubLifetimeManager<THub>, LiveConnections<THub>>();

    /// <summary>The tick of the feed.</summary>
    private sealed partial class LivePump(LiveFeed feed, IOptions<LiveOptions> options, ILogger<LivePump> log) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            // The system's time on purpose, also under a faked clock: it only paces the batches, no rule depends on it.
            var (usual, crowded) = (
                TimeSpan.FromMilliseconds(options.Value.TickMilliseconds),
                TimeSpan.FromMilliseconds(options.Value.CrowdTickMilliseconds)
            );
            using var timer = new PeriodicTimer(usual, TimeProvider.System);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var pause = Deliver() >= options.Value.Crowd && crowded > usual ? crowded : usual;
                if (timer.Period != pause)
                {
                    timer.Period = pause;
                }
            }
        }

        /// <summary>A tick that fails keeps no later one from coming.</summary>
        private int Deliver()
        {
            try
            {
                return feed.DeliverAll();
            }
            catch (Exception failure)
            {
                LogFailed(failure);
                return 0;
            }
        }

        [LoggerMessage(LogLevel.Error, "A tick of the live feed failed; the next one goes on.")]
        private partial void LogFailed(Exception failure);
    }
}
