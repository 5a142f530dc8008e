using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Trade.Lots;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Quotes;

/// <summary>Lots on sale that some place no longer gets by their best-before date.</summary>
public sealed class EndingLots(
    RegionCatalogue regions,
    ProduceCatalogue produce,
    FreightTariff tariff,
    IDbContextFactory<MarketDb> contexts,
    MarketWriter writer,
    TimeProvider clock
)
{
    /// <summary>
    /// How many are left out of a list at the most, those that end first: each is named in the list's query. What is beyond is listed and
    /// says itself that it comes too late.
    /// </summary>
    public const int MostLeftOut = 1_000;

    private readonly CommitCache<DateOnly, IReadOnlyList<EndingLot>> kept = new(writer, clock);

    /// <summary>Lots of which an order made now may be there after their best-before date; none for an unknown place.</summary>
    public async Task<IReadOnlyList<Guid>> LateForAsync(string destinationCode)
    {
        if (!regions.IsLeaf(destinationCode))
        {
            return [];
        }

        var today = ChinaTime.Day(clock.GetUtcNow().UtcDateTime);
        var ending = await kept.GetAsync(today, () => ReadAsync(today));
        var days = new Dictionary<(string Origin, FreightService Service), int?>();
        return
        [
            .. ending
                .Where(lot =>
                    DaysTo(lot, destinationCode, days) is { } transitDays
                    && SellingDays.ArrivesOn(lot.ReadyOn, today, transitDays) > lot.BestBeforeOn
                )
                .Take(MostLeftOut)
                .Select(lot => lot.Id),
        ];
    }

    /// <summary>The most days that a parcel of the lot takes there; null where nobody delivers.</summary>
    private int? DaysTo(EndingLot lot, string destinationCode, Dictionary<(string, FreightService), int?> known)
    {
        var way = (lot.OriginCode, Service: produce.Find(lot.ProduceCode)!.Express);
        if (!known.TryGetValue(way, out var days))
        {
            known[way] = days = tariff.RateOf(way.Service, way.OriginCode, destinationCode, regions)?.TransitDaysTo;
        }

        return days;
    }

    /// <summary>What the longest way may bring too late.</summary>
    private async Task<IReadOnlyList<EndingLot>> ReadAsync(DateOnly today)
    {
        var longest = today.AddDays(tariff.MostExpressDays);
        await using var db = await contexts.CreateDbContextAsync();
        return await db.LotsOnSale(today)
            .Where(lot => lot.BestBeforeOn < longest || lot.ReadyOn > today)
            .OrderBy(lot => lot.BestBeforeOn)
            .ThenBy(lot => lot.Id)
            .Select(lot => new EndingLot(lot.Id, lot.OriginCode, lot.ProduceCode, lot.ReadyOn, lot.BestBeforeOn))
            .ToListAsync();
    }

    private sealed record EndingLot(Guid Id, string OriginCode, string ProduceCode, DateOnly ReadyOn, DateOnly BestBeforeOn);
}
