using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Prices;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.ReferencePrices;

/// <summary>What a kind or a category is worth, and why.</summary>
/// <param name="Target">The code of the kind, or the name of the category.</param>
/// <param name="LotsOnSale">Of the kind; 0 for a category.</param>
/// <param name="Price">Null where nobody knows.</param>
/// <param name="Set">What an official set for just this kind or category; null where none did.</param>
/// <param name="SetBy">Who that was; empty where nobody did.</param>
public sealed record ReferenceRow(
    string Target,
    bool IsCategory,
    int LotsOnSale,
    ReferencePrice? Price,
    OfficialReference? Set,
    string SetBy
);

/// <summary>What officials see of reference prices.</summary>
public sealed class ReferencePriceReads(
    IDbContextFactory<MarketDb> contexts,
    ReferencePriceCache cache,
    ProduceCatalogue produce,
    TimeProvider clock
)
{
    /// <summary>
    /// What officials set for categories, then every kind that is on sale or was set: first those that nobody knows the worth of, then by
    /// how many lots are on sale.
    /// </summary>
    public async Task<IReadOnlyList<ReferenceRow>> AllAsync()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = ChinaTime.Day(now);
        await using var db = await contexts.CreateDbContextAsync();
        var prices = await cache.GetAsync(db, now);
        var onSale = await db.Set<Lot>()
            .Where(lot => lot.Status == LotStatus.Open && lot.BestBeforeOn >= today)
            .GroupBy(lot => lot.ProduceCode)
            .Select(kind => new { kind.Key, Count = kind.Count() })
            .ToDictionaryAsync(kind => kind.Key, kind => kind.Count);
        var standing = await db.StandingReferencesAsync();
        var setters = standing.Select(set => set.SetBy).Distinct().ToList();
        var names = await db.Set<Member>()
            .Where(member => setters.Contains(member.Id))
            .ToDictionaryAsync(one => one.Id, one => one.DisplayName);
        var ofKinds = standing.Where(set => !set.IsCategory).ToDictionary(set => set.Target);
        return
        [
            .. standing
                .Where(set => set.IsCategory)
                .OrderBy(set => set.Target, StringComparer.Ordinal)
                .Select(set => new ReferenceRow(
                    set.Target,
                    true,
                    0,
                    new ReferencePrice(set.FenPerKg!.Value, ReferenceSource.OfficialCategory),
                    set,
                    names[set.SetBy]
                )),
            .. onSale
                .Keys.Union(ofKinds.Keys)
                .Select(code =>
                {
                    var set = ofKinds.GetValueOrDefault(code);
                    return new ReferenceRow(
                        code,
                        false,
                        onSale.GetValueOrDefault(code),
                        prices.Find(code, produce.Find(code)!.Category.ToString(), today.Month),
                        set,
                        set is null ? "" : names[set.SetBy]
                    );
                })
                .OrderBy(row => row.Price is not null)
                .ThenByDescending(row => row.LotsOnSale)
                .ThenBy(row => row.Target, StringComparer.Ordinal),
        ];
    }
}
