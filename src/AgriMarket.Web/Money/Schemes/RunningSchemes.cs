using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Ledger;

namespace AgriMarket.Web.Money.Schemes;

/// <summary>
/// The schemes that pay just now, for quotes and for whoever shows prices. What a scheme says changes seldom and is kept in
/// memory; what is left of its money is read again after each commit.
/// </summary>
public sealed class RunningSchemes(MarketWriter writer, TimeProvider clock)
{
    /// <summary>How long another process's change of a fund may stay unseen; this process's own are seen at once.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private readonly CommitCache<Kept, IReadOnlyDictionary<string, long>> budgets = new(writer, clock);
    private volatile Kept kept = new([], DateTime.MinValue);

    /// <summary>
    /// Every approved scheme of an open or frozen fund that has begun and not ended, with what is left of its budget and of
    /// its counted caps.
    /// </summary>
    /// <param name="lots">Of which something is to be bought, or shown: what is counted for their owners is read too.</param>
    /// <param name="buyer">Null for nobody in particular.</param>
    public async Task<IReadOnlyList<FundedScheme>> FundedAsync(
        MarketDb db,
        DateTime now,
        IEnumerable<Lot> lots,
        BuyerIdentity? buyer = null
    )
    {
        var known = kept;
        // A clock that was set back does not keep old schemes alive.
        if (now - known.ReadAt > GoodFor || now < known.ReadAt)
        {
            var read = new Kept(await db.StandingSchemesAsync(now), now);
            // Unless they have been forgotten meanwhile: then what was read may be old already.
            Interlocked.CompareExchange(ref kept, read, known);
            known = read;
        }

        StandingScheme[] running = [.. known.Schemes.Where(row => row.Scheme.IsRunning(now))];
        if (running.Length == 0)
        {
            return [];
        }

        var left = await budgets.GetAsync(known, () => BudgetsAsync(db, known));
        var funded = await db.FundedAsync(running, left, now, buyer);
        var owners = await db.OwnersUsedAsync(funded, lots, ChinaTime.Day(now));
        return [.. funded.Select(row => row with { OwnersUsed = owners })];
    }

    private static async Task<IReadOnlyDictionary<string, long>> BudgetsAsync(MarketDb db, Kept known)
    {
        var accounts = await db.AccountsAsync([.. known.Schemes.Select(row => AccountIds.Budget(row.Scheme.Id))]);
        return accounts.ToDictionary(budget => budget.Key, budget => budget.Value.AvailableFen);
    }

    /// <summary>The funds have changed.</summary>
    internal void Forget() => kept = new([], DateTime.MinValue);

    private sealed record Kept(IReadOnlyList<StandingScheme> Schemes, DateTime ReadAt);
}
