using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Trade.Stock;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgriMarket.Benchmarks.Support;

/// <summary>When each version of each lot was committed; and, while the floor is measured, its broadcast to the lot's group.</summary>
internal sealed class Commits
{
    private readonly ConcurrentDictionary<(Guid LotId, long Version), long> at = new();
    private readonly ConcurrentDictionary<Guid, bool> lots = new();
    private readonly Channel<StockChange> broadcasts = Channel.CreateUnbounded<StockChange>(new() { SingleReader = true });

    public Commits(IHubContext<BareHub> clients) => _ = BroadcastAsync(clients);

    public bool Broadcasts { get; set; }

    public void Clear()
    {
        at.Clear();
        lots.Clear();
    }

    public long Find(Guid lotId, long version) => at[(lotId, version)];

    public bool Knows(Guid lotId) => lots.ContainsKey(lotId);

    public void Add(IEnumerable<LiveChange> changes)
    {
        foreach (var change in changes.OfType<StockChange>())
        {
            at[(change.LotId, change.Version)] = Stopwatch.GetTimestamp();
            lots[change.LotId] = true;
            if (Broadcasts)
            {
                broadcasts.Writer.TryWrite(change);
            }
        }
    }

    private async Task BroadcastAsync(IHubContext<BareHub> clients)
    {
        await foreach (var change in broadcasts.Reader.ReadAllAsync())
        {
            await clients.Clients.Group(change.LotId.ToString()).SendAsync("StockChanged", new object[] { change });
        }
    }
}

/// <summary>The least that SignalR needs to tell groups of clients something.</summary>
internal sealed class BareHub : Hub
{
    public async Task Watch(IReadOnlyList<Guid> ids)
    {
        foreach (var id in ids)
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, id.ToString());
        }
    }
}

internal static class CommitServices
{
    /// <summary>Notes every commit, and serves <see cref="BareHub"/> at <c>/floor</c>.</summary>
    public static void WatchCommits(this IServiceCollection services)
    {
        services.AddSingleton<Commits>();
        services.AddSingleton<IStartupFilter, Floor>();
        services.AddSingleton<MarketWriter, WatchedWriter>();
    }

    private sealed class Floor : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Map("/floor", floor => floor.UseRouting().UseEndpoints(endpoints => endpoints.MapHub<BareHub>("")));
                next(app);
            };
    }

    /// <summary>The market's writer; it tells of each commit right after it.</summary>
    private sealed class WatchedWriter(
        IDbContextFactory<MarketDb> contexts,
        LiveFeed feed,
        TimeProvider clock,
        IOptions<WriterOptions> options,
        ILogger<MarketWriter> log,
        Commits commits
    ) : MarketWriter(contexts, feed, clock, options, log)
    {
        public override Task<Result<T>> RunAsync<T>(Func<WriteScope, Task<Result<T>>> command, params IReadOnlyList<Guid> subjects) =>
            base.RunAsync(
                async scope =>
                {
                    scope.OnDurable(() => commits.Add(scope.Changes));
                    return await command(scope);
                },
                subjects
            );
    }
}
