using AgriMarket.Domain.Cases;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Findings;

/// <summary>Looks for patterns in what was sold with public money lately, and keeps one row for each.</summary>
public sealed class FindingFinder(MarketWriter writer, IDbContextFactory<MarketDb> contexts, FindingPolicy policy, TimeProvider clock)
{
    /// <summary>Patterns of a round: those with the most public money.</summary>
    public const int MostOfRound = 500;

    /// <summary>Rows that are kept; beyond them go those that were not seen for longest.</summary>
    public const int MostKept = 2_000;

    /// <summary>Smaller in tests only.</summary>
    internal int Kept { get; set; } = MostKept;

    /// <returns>How many patterns are seen now; zero too while the market is busy, and then the next round finds them.</returns>
    public async Task<int> RefreshAsync(CancellationToken stop = default)
    {
        var since = clock.GetUtcNow().UtcDateTime - policy.Window;
        await using var db = await contexts.CreateDbContextAsync(stop);
        var found = FindingRules.Find(await db.FindingFactsAsync(since, stop), policy.Settings).Take(MostOfRound).ToList();
        var kept = await writer.RunWhenThereIsRoomAsync<int>(async scope =>
        {
            var known = await scope.Db.Set<Finding>().ToDictionaryAsync(row => (row.Kind, row.Key));
            foreach (var pattern in found)
            {
                if (known.TryGetValue((pattern.Kind, pattern.Key), out var finding))
                {
                    finding.Follow(pattern, scope.Now);
                }
                else
                {
                    scope.Db.Add(Finding.Of(pattern, scope.Now));
                }
            }

            var notSeen = known.Values.Where(row => row.LastSeenAt < scope.Now).OrderByDescending(row => row.LastSeenAt).ToList();
            var room = Math.Max(0, Kept - found.Count);
            scope.Db.RemoveRange(notSeen.Where((row, place) => place >= room || IsOver(row, since)));
            await scope.Db.SaveChangesAsync();
            return found.Count;
        });
        return kept.IsOk ? kept.Value : 0;
    }

    /// <summary>None of its sales is in the window any more, so that it need not be known that somebody has looked at them.</summary>
    private static bool IsOver(Finding finding, DateTime since) =>
        finding.LastSeenAt < since && (finding.LookedUpTo is not { } upTo || upTo < since);
}

/// <summary>Looks every six hours: a pattern shows over days.</summary>
internal sealed class FindingJob(FindingFinder finder, TimeProvider clock, ILogger<FindingJob> log)
    : RecurringJob(TimeSpan.FromHours(6), clock, log)
{
    protected override Task<int> RunAsync(CancellationToken stop) => finder.RefreshAsync(stop);
}
