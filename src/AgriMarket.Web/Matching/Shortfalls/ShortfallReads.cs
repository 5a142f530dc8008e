using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Shortfalls;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Matching.Market;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching.Shortfalls;

/// <summary>A shortfall, said or only looked at, and how far the orders in it are.</summary>
public sealed record ShortfallView(Shortfall Shortfall, IReadOnlyDictionary<Guid, OrderStatus> Orders)
{
    /// <summary>The greatest cut first: those are whom the farmer will hear from.</summary>
    public IEnumerable<ShortfallClaim> Claims =>
        Shortfall.Claims.OrderByDescending(claim => claim.PromisedGrams - claim.GivenGrams).ThenBy(claim => claim.OrderId);

    /// <summary>All that is to be refunded has been.</summary>
    public bool IsDone => Shortfall.Claims.TrueForAll(claim => claim.DoneAt is not null);
}

/// <summary>What a farmer's own lot promises, and what they said of it.</summary>
/// <param name="Latest">The last shortfall of the lot; null when there was none.</param>
public sealed record LotPromises(Lot Lot, int Orders, long PromisedGrams, RationRule Rule, ShortfallView? Latest);

/// <summary>What farmers see of the shortfalls of their lots. Every read names the farmer, so a stranger's id finds nothing.</summary>
public sealed class ShortfallReads(IDbContextFactory<MarketDb> contexts, IOptions<MatchOptions> options)
{
    /// <summary>What a lot of this farmer promises now; null for another's and for an unknown id.</summary>
    public async Task<LotPromises?> PromisesAsync(Guid lotId, Guid farmerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (await db.Set<Lot>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == lotId && row.FarmerId == farmerId) is not { } lot)
        {
            return null;
        }

        var promised = await db.PromisedAsync(lotId);
        var latest = await db.Set<Shortfall>()
            .AsNoTracking()
            .Include(row => row.Claims)
            .Where(row => row.LotId == lotId)
            .OrderByDescending(row => row.At)
            .ThenBy(row => row.Id)
            .FirstOrDefaultAsync();
        return new(
            lot,
            promised.Count,
            promised.Sum(claim => claim.Grams),
            options.Value.RationRule,
            latest is null ? null : await db.ViewAsync(latest)
        );
    }
}
