using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Subsidies;

/// <summary>Finds the lots that a scheme could be limited to.</summary>
public sealed class SchemeLotReads(IDbContextFactory<MarketDb> contexts, ProduceCatalogue produce, RegionCatalogue regions, TimeProvider clock)
{
    /// <summary>Hits of one search; whoever wants others types more.</summary>
    public const int MostHits = 12;

    private const int MostKinds = 50;
    private const int MostPlaces = 50;

    /// <summary>Lots on sale whose produce, county, farmer, household or village is what was typed; those with the fewest days left first.</summary>
    /// <param name="except">Those that are chosen already.</param>
    public async Task<IReadOnlyList<Lot>> SearchAsync(string text, IReadOnlyCollection<Guid> except)
    {
        var wanted = SingleLine.Of(text);
        if (wanted.Length == 0)
        {
            return [];
        }

        List<string> kinds = [.. produce.Search(wanted, MostKinds).Select(kind => kind.Code)];
        List<string> places = [.. regions.All.Where(region => region.Level == RegionLevel.County && region.FullName.Contains(wanted, StringComparison.Ordinal)).Take(MostPlaces).Select(region => region.Code)];
        var today = ChinaTime.Day(clock.GetUtcNow().UtcDateTime);
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<Lot>().AsNoTracking()
            .Where(lot => lot.Status == LotStatus.Open && lot.BestBeforeOn >= today && lot.AvailableGrams > 0 && !except.Contains(lot.Id)
                && (kinds.Contains(lot.ProduceCode) || places.Contains(lot.OriginCode)
                    || lot.FarmerName.Contains(wanted) || lot.Household.Contains(wanted) || lot.Village.Contains(wanted)))
            .OrderBy(lot => lot.BestBeforeOn).ThenBy(lot => lot.Id).Take(MostHits).ToListAsync();
    }

    /// <summary>The lots with these ids, in their order.</summary>
    public async Task<IReadOnlyList<Lot>> FindAsync(IReadOnlyList<Guid> lotIds)
    {
        var asked = lotIds.Take(SchemeConditions.MaxLots).ToList();
        await using var db = await contexts.CreateDbContextAsync();
        var lots = await db.Set<Lot>().AsNoTracking().Where(lot => asked.Contains(lot.Id)).ToDictionaryAsync(lot => lot.Id);
        return [.. asked.Where(lots.ContainsKey).Select(id => lots[id])];
    }
}
