using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Stock;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Platform.Storage;
using AgriMarket.Web.Subsidies;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Orders;

/// <summary>
/// Recomputes what must be true of stock and money from the rows alone: quantities against the journal and the holds, accounts
/// against transfers, orders against their lines, parcels, grants and entries.
/// </summary>
internal static class Books
{
    private static readonly OrderStatus[] PaidFor = [OrderStatus.Paid, OrderStatus.Shipped, OrderStatus.Received];

    public static async Task AssertHoldAsync(MarketDb db)
    {
        await AssertStockAsync(db);
        await AssertLedgerAsync(db);
        await AssertOrdersAsync(db);
        await AssertGrantsAsync(db);
        await AssertUsageAsync(db);
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
                (lot.ListedGrams + lot.AdjustedGrams, lot.AvailableGrams, lot.HeldGrams, lot.SoldGrams, lot.WrittenOffGrams),
                (entries.Sum(entry => entry.ListedGrams), entries.Sum(entry => entry.AvailableGrams), entries.Sum(entry => entry.HeldGrams), entries.Sum(entry => entry.SoldGrams), entries.Sum(entry => entry.WrittenOffGrams)));
            Assert.Equal(lot.ListedGrams + lot.AdjustedGrams, lot.AvailableGrams + lot.HeldGrams + lot.SoldGrams + lot.WrittenOffGrams);
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
        foreach (var order in await db.Set<Order>().AsNoTracking().Include(order => order.Lines).Include(order => order.Parcels).Include(order => order.Grants).AsSplitQuery().ToListAsync())
        {
            Assert.Equal(
                (order.GoodsFen, order.ShippingFen, order.GoodsFen + order.ShippingFen),
                (order.Lines.Sum(line => line.GoodsFen), order.Parcels.Sum(parcel => parcel.ShippingFen), order.ToPayFen + order.ShippingSubsidyFen + order.FundSubsidyFen));
            var moved = transfers[order.Id].ToList();
            var (goods, paidIn) = PaidFor.Contains(order.Status) ? (order.GoodsFen, order.GoodsFen + order.ShippingFen) : (0, 0);
            Assert.Equal(goods, moved.Where(entry => entry.Reason == LedgerReasons.Goods).Sum(entry => entry.AmountFen));
            Assert.Equal(
                (paidIn, paidIn),
                (moved.Where(entry => entry.CreditAccountId == AccountIds.Clearing).Sum(entry => entry.AmountFen), moved.Where(entry => entry.DebitAccountId == AccountIds.Clearing).Sum(entry => entry.AmountFen)));
            Assert.Equal(order.ShippingSubsidyFen + order.FundSubsidyFen, order.Grants.Sum(grant => grant.AmountFen));
        }
    }

    /// <summary>Each grant is a pending entry of its own amount from its scheme's budget: posted once paid, let go once given up, open until then.</summary>
    private static async Task AssertGrantsAsync(MarketDb db)
    {
        var entries = await db.Set<Transfer>().AsNoTracking().Where(entry => entry.Reason == LedgerReasons.Grant).ToListAsync();
        var pending = entries.Where(entry => entry.Kind == TransferKind.Pending).ToDictionary(entry => entry.Id);
        var ends = entries.Where(entry => entry.PendingId is not null).ToDictionary(entry => entry.PendingId!.Value);
        var statuses = await db.Set<Order>().AsNoTracking().ToDictionaryAsync(order => order.Id, order => order.Status);
        var grants = await db.Set<Grant>().AsNoTracking().ToListAsync();
        Assert.Equal(pending.Count, grants.Count);
        foreach (var grant in grants)
        {
            var entry = pending[grant.TransferId];
            Assert.Equal((grant.AmountFen, AccountIds.Budget(grant.SchemeId), grant.OrderId), (entry.AmountFen, entry.DebitAccountId, entry.OrderId));
            TransferKind? wanted = statuses[grant.OrderId] switch
            {
                OrderStatus.AwaitingPayment => null,
                OrderStatus.Cancelled or OrderStatus.Expired => TransferKind.Void,
                _ => TransferKind.Post,
            };
            Assert.Equal(wanted, ends.TryGetValue(entry.Id, out var end) ? end.Kind : null);
        }
    }

    /// <summary>What is counted against the caps of schemes is what the orders that live have been granted, and within the caps.</summary>
    private static async Task AssertUsageAsync(MarketDb db)
    {
        var schemes = await db.Set<Scheme>().AsNoTracking().ToDictionaryAsync(scheme => scheme.Id);
        var orders = await db.Set<Order>().AsNoTracking().Where(order => order.Status != OrderStatus.Cancelled && order.Status != OrderStatus.Expired).Include(order => order.Grants).ToListAsync();
        var granted = orders
            .SelectMany(order => order.Grants.SelectMany(grant => SchemeUse.Of(schemes[grant.SchemeId], grant.AmountFen, order.BuyerId, order.PlacedAt)))
            .GroupBy(use => (use.SchemeId, use.Cap.Key)).ToDictionary(uses => uses.Key, uses => (UsedFen: uses.Sum(use => use.AmountFen), uses.First().LimitFen));
        var rows = await db.Set<SchemeUsageRow>().AsNoTracking().Where(row => row.UsedFen > 0).ToListAsync();
        Assert.Equal(granted.ToDictionary(uses => uses.Key, uses => uses.Value.UsedFen), rows.ToDictionary(row => (row.SchemeId, row.Key), row => row.UsedFen));
        Assert.All(granted.Values, uses => Assert.True(uses.UsedFen <= uses.LimitFen));
    }

    private static long Debited(List<Transfer> entries, Account account) => entries.Where(entry => entry.DebitAccountId == account.Id).Sum(entry => entry.AmountFen);

    private static long Credited(List<Transfer> entries, Account account) => entries.Where(entry => entry.CreditAccountId == account.Id).Sum(entry => entry.AmountFen);
}
