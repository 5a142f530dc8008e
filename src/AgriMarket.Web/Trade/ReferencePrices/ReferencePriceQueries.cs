using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Prices;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.ReferencePrices;

internal static class ReferencePriceQueries
{
    /// <summary>What officials have set last for each kind and category, taken back or not.</summary>
    public static async Task<IReadOnlyList<OfficialReference>> LastReferencesAsync(this MarketDb db) =>
        await db.Set<OfficialReference>()
            .AsNoTracking()
            .Where(row =>
                !db.Set<OfficialReference>()
                    .Any(later => later.IsCategory == row.IsCategory && later.Target == row.Target && later.Version > row.Version)
            )
            .ToListAsync();

    /// <summary>What officials have set and not taken back.</summary>
    public static async Task<IReadOnlyList<OfficialReference>> StandingReferencesAsync(this MarketDb db) =>
        [.. (await db.LastReferencesAsync()).Where(row => row.FenPerKg is not null)];

    /// <summary>On what grounds an official set this reference price of a kind; empty for one that comes from elsewhere.</summary>
    public static async Task<string> ReferenceReasonAsync(this MarketDb db, Produce kind, ReferencePrice? price)
    {
        var isCategory = price?.Source == ReferenceSource.OfficialCategory;
        if (!isCategory && price?.Source != ReferenceSource.OfficialKind)
        {
            return "";
        }

        var target = isCategory ? kind.Category.ToString() : kind.Code;
        return await db.Set<OfficialReference>()
                .Where(row => row.IsCategory == isCategory && row.Target == target)
                .OrderByDescending(row => row.Version)
                .Select(row => row.Reason)
                .FirstOrDefaultAsync()
            ?? "";
    }

    /// <summary>
    /// What sellers got in paid orders of the last <see cref="SalesReference.Days"/> days, what was refunded whole left aside.
    /// </summary>
    public static async Task<IReadOnlyList<SoldPrice>> SoldPricesAsync(this MarketDb db, DateTime now, CancellationToken stop)
    {
        var since = ChinaTime.StartOfDay(ChinaTime.Day(now).AddDays(1 - SalesReference.Days));
        var sold = await (
            from line in db.Set<OrderLine>()
            join order in db.Set<Order>() on line.OrderId equals order.Id
            where order.PaidAt >= since && line.RefundedGrams < line.Grams
            group line by new
            {
                line.ProduceCode,
                line.FarmerId,
                line.UnitPriceFen,
                line.UnitGrams,
            } into lines
            select new { lines.Key, Orders = lines.Count() }
        ).ToListAsync(stop);
        return
        [
            .. sold.Select(row => new SoldPrice(
                row.Key.ProduceCode,
                row.Key.FarmerId,
                Rounding.HalfUp(row.Key.UnitPriceFen, Weights.KilogramGrams, row.Key.UnitGrams),
                row.Orders
            )),
        ];
    }
}
