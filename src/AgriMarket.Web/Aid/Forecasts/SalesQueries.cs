using System.Runtime.InteropServices;
using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Aid.Forecasts;

/// <summary>Reads of what lots sold, day by day, from the stock journal.</summary>
internal static class SalesQueries
{
    /// <summary>What these lots sold on each China day since an instant. A sale counts on the day it was paid for.</summary>
    public static Task<ILookup<Guid, DaySales>> SalesAsync(this MarketDb db, IReadOnlyCollection<Guid> lotIds, DateTime since) =>
        ByDayAsync(db.Set<StockJournalEntry>().Where(entry => lotIds.Contains(entry.LotId) && entry.At >= since));

    /// <summary>How all lots of the last weeks sold while they could be bought; the day that is not over yet does not count.</summary>
    /// <param name="days">China days looked back, today not included.</param>
    public static async Task<MarketDemandSnapshot> DemandPictureAsync(this MarketDb db, DateTime now, int days)
    {
        var first = ChinaTime.Day(now).AddDays(-days);
        var sales = await ByDayAsync(db.Set<StockJournalEntry>().Where(entry => entry.At >= ChinaTime.StartOfDay(first)));
        var lots = await db.Set<Lot>()
            .Where(lot => lot.BestBeforeOn >= first && lot.ListedAt < now)
            .Select(lot => new
            {
                lot.Id,
                lot.ProduceCode,
                lot.ListedAt,
                lot.BestBeforeOn,
                IsOver = lot.Status != LotStatus.Open || lot.AvailableGrams == 0,
                LastAt = db.Set<StockJournalEntry>().Where(entry => entry.LotId == lot.Id).Max(entry => entry.At),
            })
            .ToListAsync();
        return MarketDemandSnapshot.Of([
            .. lots.Select(lot =>
                (
                    lot.ProduceCode,
                    WholeDays(ChinaTime.Day(lot.ListedAt), lot.IsOver ? ChinaTime.Day(lot.LastAt) : null, lot.BestBeforeOn, sales[lot.Id])
                )
            ),
        ]);

        // The first and the last day were not whole ones.
        LotSales WholeDays(DateOnly listedOn, DateOnly? overOn, DateOnly bestBeforeOn, IEnumerable<DaySales> sold) =>
            new(
                Later(first, listedOn.AddDays(1)),
                Earlier(Earlier(ChinaTime.Day(now), overOn ?? DateOnly.MaxValue).AddDays(-1), bestBeforeOn),
                [.. sold]
            );
    }

    private static async Task<ILookup<Guid, DaySales>> ByDayAsync(IQueryable<StockJournalEntry> entries)
    {
        var days = new Dictionary<(Guid LotId, DateOnly Day), (int Orders, long Grams)>();
        await foreach (
            var sale in entries
                .Where(entry => entry.SoldGrams > 0)
                .Select(entry => new
                {
                    entry.LotId,
                    entry.At,
                    entry.SoldGrams,
                })
                .AsAsyncEnumerable()
        )
        {
            ref var day = ref CollectionsMarshal.GetValueRefOrAddDefault(days, (sale.LotId, ChinaTime.Day(sale.At)), out _);
            day = (day.Orders + 1, day.Grams + sale.SoldGrams);
        }

        return days.ToLookup(day => day.Key.LotId, day => new DaySales(day.Key.Day, day.Value.Orders, day.Value.Grams));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
