using AgriMarket.Domain.Campaigns;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Aid.Campaigns;

/// <summary>
/// Recomputes the figures of the published campaigns when one of them sold something, once for all who watch and never in the
/// writer's time.
/// </summary>
internal sealed class CampaignFiguresPublisher(LiveFeed feed, IDbContextFactory<MarketDb> contexts, TimeProvider clock)
    : IHostedService,
        IDisposable
{
    /// <summary>Of the published campaigns only.</summary>
    private readonly Dictionary<Guid, CampaignFigures> known = [];
    private LiveWatcher? watcher;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        watcher = feed.Watch(_ => PublishAsync(), OrderTopics.CampaignSales);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => watcher?.Dispose();

    private async Task PublishAsync()
    {
        // The version is the time of the reading, so it is taken before it.
        var at = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync();
        var published = await db.Set<Campaign>()
            .Where(campaign => campaign.Status == CampaignStatus.Published)
            .Select(campaign => campaign.Id)
            .ToListAsync();
        foreach (var ended in known.Keys.Except(published).ToList())
        {
            known.Remove(ended);
        }

        foreach (var figures in await db.FiguresAsync(published))
        {
            if (!known.TryGetValue(figures.CampaignId, out var before) || before != figures)
            {
                known[figures.CampaignId] = figures;
                feed.Publish(new CampaignChange(figures, at));
            }
        }
    }
}
