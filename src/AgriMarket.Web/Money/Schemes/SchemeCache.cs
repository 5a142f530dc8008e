using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Ledger;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Schemes;

/// <summary>The schemes that may pay, as this process's writer keeps them. Only commands use it, one at a time.</summary>
internal sealed class SchemeCache
{
    /// <summary>How long another process's change of a fund may stay unseen; this process's own are seen at once.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private IReadOnlyList<StandingScheme> kept = [];
    private DateTime readAt = DateTime.MinValue;

    /// <summary>
    /// Every scheme that runs at the command's time, with what is left of its budget and, for this buyer and the owners of these lots,
    /// of its counted caps.
    /// </summary>
    public async Task<IReadOnlyList<FundedScheme>> FindAsync(WriteScope scope, BuyerIdentity buyer, IEnumerable<Lot> lots)
    {
        // A clock that was set back does not keep old schemes alive.
        if (scope.Now - readAt > GoodFor || scope.Now < readAt)
        {
            (kept, readAt) = (await scope.Db.StandingSchemesAsync(scope.Now), scope.Now);
        }

        StandingScheme[] running = [.. kept.Where(row => row.Scheme.IsRunning(scope.Now))];
        if (running.Length == 0)
        {
            return [];
        }

        var budgets = await scope.Cached<AccountCache>().AvailableAsync(scope, Array.ConvertAll(running, row => row.BudgetId));
        var funded = await scope.Db.FundedAsync(running, budgets, scope.Now, buyer, scope.Cached<SchemeUses>());
        var owners = await scope.Cached<OwnerUses>().CountsAsync(scope, funded, lots);
        return [.. funded.Select(row => row with { OwnersUsed = owners })];
    }

    /// <summary>These schemes, running or not. What a scheme says never changes.</summary>
    public async Task<IReadOnlyDictionary<Guid, Scheme>> FindAsync(WriteScope scope, IReadOnlyCollection<Guid> ids)
    {
        var known = kept.Select(row => row.Scheme).Where(scheme => ids.Contains(scheme.Id)).ToDictionary(scheme => scheme.Id);
        var unknown = ids.Where(id => !known.ContainsKey(id)).ToList();
        if (unknown.Count > 0)
        {
            foreach (var scheme in await scope.Db.Set<Scheme>().AsNoTracking().Where(row => unknown.Contains(row.Id)).ToListAsync())
            {
                known[scheme.Id] = scheme;
            }
        }

        return known;
    }

    /// <summary>The funds are about to change: the next order reads its schemes anew.</summary>
    public void Forget(WriteScope scope)
    {
        readAt = DateTime.MinValue;
        scope.OnUndone(() => readAt = DateTime.MinValue);
    }
}
