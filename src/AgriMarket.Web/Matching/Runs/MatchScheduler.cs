using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.Forecasts;
using AgriMarket.Web.Matching.Market;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching.Runs;

/// <summary>
/// The runs that nobody starts: every so many minutes, and when a lot has become urgent that nobody is asked about yet.
/// </summary>
internal sealed class MatchScheduler(
    MatchService matching,
    LotForecasts forecasts,
    IDbContextFactory<MarketDb> contexts,
    IOptions<MatchOptions> options,
    TimeProvider clock
)
{
    private DateTime? lastAt;
    private Dictionary<Guid, RiskLevel> urgent = [];

    /// <summary>Runs if it is time to, or a lot has become urgent since the last run.</summary>
    /// <returns>The run; null when none was due.</returns>
    public async Task<MatchRunRecord?> RunDueAsync()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var before = urgent;

        // Noted before the run: one that fails is tried again when the next is due, not at every look.
        urgent = forecasts
            .Known.Where(outlook => outlook.Forecast.Level >= RiskLevel.Urgent)
            .ToDictionary(outlook => outlook.Lot.Id, outlook => outlook.Forecast.Level);
        RunTrigger? trigger =
            lastAt is not { } last || now - last >= TimeSpan.FromMinutes(options.Value.RunMinutes) ? RunTrigger.Schedule
            : await IsAnyUnaskedAsync([.. urgent.Where(lot => lot.Value > before.GetValueOrDefault(lot.Key)).Select(lot => lot.Key)])
                ? RunTrigger.UrgentLot
            : null;
        if (trigger is not { } due)
        {
            return null;
        }

        lastAt = now;
        return await matching.RunAsync(due);
    }

    /// <summary>Whether one of these lots is in no proposal that waits for an answer.</summary>
    private async Task<bool> IsAnyUnaskedAsync(IReadOnlyList<Guid> lotIds)
    {
        if (lotIds.Count == 0)
        {
            return false;
        }

        await using var db = await contexts.CreateDbContextAsync();
        return (await db.ProposedAsync(lotIds)).Count < lotIds.Count;
    }
}
