using AgriMarket.Domain.Ledger;
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
    /// Every scheme that runs at the command's time, with what is left of its budget and, for this buyer, of its counted caps.
    /// </summary>
    public async Task<IReadOnlyList<FundedScheme>> FindAsync(WriteScope scope, Guid buyerId)
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
        return await scope.Db.FundedAsync(running, budgets, scope.Now, buyerId, scope.Cached<SchemeUses>());
    }

    /// <summary>The funds are about to change: the next order reads its schemes anew.</summary>
    public void Forget(WriteScope scope)
    {
        readAt = DateTime.MinValue;
        scope.OnUndone(() => readAt = DateTime.MinValue);
    }
}
