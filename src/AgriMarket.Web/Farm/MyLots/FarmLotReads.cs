using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.Forecasts;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Farm.MyLots;

/// <summary>A farmer's own lot and what becomes of it.</summary>
public sealed record FarmLot(Lot Lot, LotOutlook Outlook);

/// <summary>What one order took of a lot, less what was refunded of it.</summary>
public sealed record LotOrder(Guid OrderId, DateTime PlacedAt, OrderStatus Status, long Grams, long GoodsFen);

/// <summary>What farmers see of their own lots. Every read names the farmer, so a stranger's id finds nothing.</summary>
public sealed class FarmLotReads(IDbContextFactory<MarketDb> contexts, LotForecasts forecasts)
{
    public const int PageSize = 20;

    /// <summary>How many open lots the farmer's first page shows.</summary>
    public const int MaxOnFirstPage = 20;

    /// <summary>Lots on sale or paused, those with the fewest days left first; what is sold out comes last.</summary>
    public async Task<IReadOnlyList<FarmLot>> OnSaleAsync(Guid farmerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var lots = await db.Set<Lot>()
            .AsNoTracking()
            .Where(lot => lot.FarmerId == farmerId && lot.Status != LotStatus.Closed)
            .OrderBy(lot => lot.AvailableGrams + lot.HeldGrams == 0)
            .ThenBy(lot => lot.BestBeforeOn)
            .ThenBy(lot => lot.Id)
            .Take(MaxOnFirstPage)
            .ToListAsync();
        return await LookAheadAsync(db, lots);
    }

    /// <summary>All lots, closed ones too, the newest first.</summary>
    public async Task<PageOf<FarmLot>> AllAsync(Guid farmerId, int? page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var lots = await db.Set<Lot>()
            .AsNoTracking()
            .Where(lot => lot.FarmerId == farmerId)
            .OrderByDescending(lot => lot.ListedAt)
            .ThenBy(lot => lot.Id)
            .PageAsync(page, PageSize);
        return new(await LookAheadAsync(db, lots.Items), lots.Number, lots.Pages, lots.Count);
    }

    /// <summary>One lot of this farmer; null for another's and for an unknown id.</summary>
    public async Task<FarmLot?> FindAsync(Guid lotId, Guid farmerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var lots = await db.Set<Lot>().AsNoTracking().Where(lot => lot.Id == lotId && lot.FarmerId == farmerId).ToListAsync();
        return (await LookAheadAsync(db, lots)).SingleOrDefault();
    }

    /// <summary>The stock journal of one lot of this farmer, the newest row first.</summary>
    public async Task<PageOf<StockJournalEntry>> JournalAsync(Guid lotId, Guid farmerId, int? page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<StockJournalEntry>()
            .AsNoTracking()
            .Where(entry => entry.LotId == lotId && db.Set<Lot>().Any(lot => lot.Id == lotId && lot.FarmerId == farmerId))
            .OrderByDescending(entry => entry.Version)
            .PageAsync(page, PageSize);
    }

    /// <summary>The orders in one lot of this farmer, the newest first.</summary>
    public async Task<PageOf<LotOrder>> OrdersAsync(Guid lotId, Guid farmerId, int? page)
    {
        await using var db = await contexts.CreateDbContextAsync();

        // By way of the journal, which is kept by lot and has one hold for each line.
        return await db.Set<StockJournalEntry>()
            .Where(entry => entry.LotId == lotId && entry.Reason == StockReason.Held)
            .Join(
                db.Set<OrderLine>().Where(line => line.FarmerId == farmerId),
                entry => new { Order = entry.OrderId, entry.LotId },
                line => new { Order = (Guid?)line.OrderId, line.LotId },
                (_, line) => line
            )
            .Join(db.Set<Order>(), line => line.OrderId, order => order.Id, (line, order) => new { line, order })
            .Where(row => row.line.Grams > row.line.RefundedGrams)
            .OrderByDescending(row => row.order.PlacedAt)
            .ThenBy(row => row.order.Id)
            .Select(row => new LotOrder(
                row.order.Id,
                row.order.PlacedAt,
                row.order.Status,
                row.line.Grams - row.line.RefundedGrams,
                (row.line.Grams - row.line.RefundedGrams) / row.line.UnitGrams * row.line.UnitPriceFen
            ))
            .PageAsync(page, PageSize);
    }

    private async Task<IReadOnlyList<FarmLot>> LookAheadAsync(MarketDb db, IReadOnlyList<Lot> lots) =>
        [.. (await forecasts.ForAsync(db, lots)).Select(outlook => new FarmLot(outlook.Lot, outlook))];
}
