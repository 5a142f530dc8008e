using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Stock;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Orders;

/// <summary>Recomputes what must be true of stock and money from the rows alone.</summary>
internal static class Books
{
    private static readonly OrderStatus[] PaidFor = [OrderStatus.Paid, OrderStatus.Shipped, OrderStatus.Received];

    public static async Task AssertHoldAsync(MarketDb db)
    {
        await AssertStockAsync(db);
        await AssertLedgerAsync(db);
        await AssertOrdersAsync(db);
    }

    /// <summary>Every lot's quantities are the sums of its journal, its holds are what it holds, and no version is missing.</summary>
    private static async Task AssertStockAsync(MarketDb db)
    {
        var journal = (await db.Set<StockJournalEntry>().AsNoTracking().ToListAsync()).ToLookup(entry => entry.LotId);
        var holds = (await db.Set<Hold>().AsNoTracking().Where(hold => hold.Status == HoldStatus.Held).ToListAsync()).ToLookup(hold => hold.LotId);
        foreach (var lot in await db.Set<Lot>().AsNoTracking().ToListAsync())
        {
            var entries = journal[lot.Id].ToList();
            Assert.Equal(
                (lot.ListedGrams, lot.AvailableGrams, lot.HeldGrams, lot.SoldGrams),
                (entries.Sum(entry => entry.ListedGrams), entries.Sum(entry => entry.AvailableGrams), entries.Sum(entry => entry.HeldGrams), entries.Sum(entry => entry.SoldGrams)));
            Assert.Equal(lot.HeldGrams, holds[lot.Id].Sum(hold => hold.Grams));
            Assert.Equal(Enumerable.Range(1, entries.Count).Select(version => (long)version), entries.Select(entry => entry.Version).Order());
        }
    }

    /// <summary>Every account's sums are those of its transfers, and what must be covered is.</summary>
    private static async Task AssertLedgerAsync(MarketDb db)
    {
        var transfers = await db.Set<Transfer>().AsNoTracking().ToListAsync();
        var resolved = transfers.Select(entry => entry.PendingId).OfType<Guid>().ToHashSet();
        var open = transfers.Where(entry => entry.Kind == TransferKind.Pending && !resolved.Contains(entry.Id)).ToList();
        var posted = transfers.Where(entry => entry.Kind is TransferKind.Direct or TransferKind.Post).ToList();
        foreach (var account in await db.Set<Account>().AsNoTracking().ToListAsync())
        {
            Assert.Equal(
                (Debited(open, account), Debited(posted, account), Credited(open, account), Credited(posted, account)),
                (account.DebitsPendingFen, account.DebitsPostedFen, account.CreditsPendingFen, account.CreditsPostedFen));
            Assert.True(!account.MustBeCovered || account.AvailableFen >= 0, $"{account.Id} is overspent.");
        }
    }

    /// <summary>Each paid order left nothing in clearing and owes its farmers exactly the goods; no other moved any money.</summary>
    private static async Task AssertOrdersAsync(MarketDb db)
    {
        var transfers = (await db.Set<Transfer>().AsNoTracking().Where(entry => entry.OrderId != null && entry.Kind != TransferKind.Pending && entry.Kind != TransferKind.Void).ToListAsync())
            .ToLookup(entry => entry.OrderId);
        foreach (var order in await db.Set<Order>().AsNoTracking().Include(order => order.Grants).ToListAsync())
        {
            var moved = transfers[order.Id].ToList();
            var (goods, paidIn) = PaidFor.Contains(order.Status) ? (order.GoodsFen, order.GoodsFen + order.ShippingFen) : (0, 0);
            Assert.Equal(goods, moved.Where(entry => entry.Reason == LedgerReasons.Goods).Sum(entry => entry.AmountFen));
            Assert.Equal(
                (paidIn, paidIn),
                (moved.Where(entry => entry.CreditAccountId == AccountIds.Clearing).Sum(entry => entry.AmountFen), moved.Where(entry => entry.DebitAccountId == AccountIds.Clearing).Sum(entry => entry.AmountFen)));
            Assert.Equal(order.ShippingSubsidyFen + order.FundSubsidyFen, order.Grants.Sum(grant => grant.AmountFen));
        }
    }

    private static long Debited(List<Transfer> entries, Account account) => entries.Where(entry => entry.DebitAccountId == account.Id).Sum(entry => entry.AmountFen);

    private static long Credited(List<Transfer> entries, Account account) => entries.Where(entry => entry.CreditAccountId == account.Id).Sum(entry => entry.AmountFen);
}
