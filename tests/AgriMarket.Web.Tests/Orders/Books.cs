using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Stock;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Platform.Audit;
using AgriMarket.Web.Platform.Storage;
using AgriMarket.Web.Subsidies;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Orders;

/// <summary>What must be true of stock and money, computed from the rows alone: the market's own invariants.</summary>
internal static class Books
{
    private static readonly OrderStatus[] PaidFor = [OrderStatus.Paid, OrderStatus.Shipped, OrderStatus.Received, OrderStatus.Refunded];

    public static async Task AssertHoldAsync(MarketDb db)
    {
        await AssertStockAsync(db);
        await AssertLedgerAsync(db);
        await AssertOrdersAsync(db);
        await AssertGrantsAsync(db);
        await AssertHoldsAsync(db);
        await AssertRefundsAsync(db);
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
                (lot.ListedGrams, lot.AdjustedGrams, lot.AvailableGrams, lot.HeldGrams, lot.SoldGrams, lot.WrittenOffGrams),
                (entries.Sum(entry => entry.ListedGrams), entries.Sum(entry => entry.AdjustedGrams), entries.Sum(entry => entry.AvailableGrams), entries.Sum(entry => entry.HeldGrams), entries.Sum(entry => entry.SoldGrams), entries.Sum(entry => entry.WrittenOffGrams)));
            Assert.Equal(lot.ListedGrams + lot.AdjustedGrams, lot.AvailableGrams + lot.HeldGrams + lot.SoldGrams + lot.WrittenOffGrams);
            Assert.Equal(lot.Version, entries.Count);
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
        var posted = transfers.Where(entry => entry.Kind is TransferKind.Direct or TransferKind.Post or TransferKind.Correct).ToList();
        var byId = transfers.ToDictionary(entry => entry.Id);
        Assert.All(transfers.Where(entry => entry.IsResolution), end =>
            Assert.True(byId[end.PendingId!.Value] is { Kind: TransferKind.Pending } pending && pending.AmountFen >= end.AmountFen, $"{end.Id} resolves more than was pending."));
        Assert.All(transfers.Where(entry => entry.Kind == TransferKind.Correct), correction =>
            Assert.Equal(byId[correction.CorrectsId!.Value].Corrected(correction.Id, correction.At), correction));
        foreach (var account in await db.Set<Account>().AsNoTracking().ToListAsync())
        {
            Assert.Equal(
                (Debited(open, account), Debited(posted, account), Credited(open, account), Credited(posted, account)),
                (account.DebitsPendingFen, account.DebitsPostedFen, account.CreditsPendingFen, account.CreditsPostedFen));
            Assert.True(!account.MustBeCovered || account.AvailableFen >= 0, $"{account.Id} is overspent.");
        }
    }

    /// <summary>
    /// Each paid order left nothing in clearing and owes its farmers exactly the goods they still sell by it; no other moved any
    /// money through clearing. Entries that were taken back do not count, nor what took them back.
    /// </summary>
    private static async Task AssertOrdersAsync(MarketDb db)
    {
        var entries = await db.Set<Transfer>().AsNoTracking().Where(entry => entry.OrderId != null).ToListAsync();
        var corrected = entries.Select(entry => entry.CorrectsId).OfType<Guid>().ToHashSet();
        var transfers = entries.Where(entry => entry.Kind is TransferKind.Direct or TransferKind.Post && !corrected.Contains(entry.Id)).ToLookup(entry => entry.OrderId);
        var refunds = (await db.Set<Refund>().AsNoTracking().ToListAsync()).ToLookup(refund => refund.OrderId);
        foreach (var order in await db.Set<Order>().AsNoTracking().Include(order => order.Lines).Include(order => order.Parcels).Include(order => order.Grants).AsSplitQuery().ToListAsync())
        {
            Assert.Equal(
                (order.GoodsFen, order.ShippingFen, order.GoodsFen + order.ShippingFen),
                (order.Lines.Sum(line => line.GoodsFen), order.Parcels.Sum(parcel => parcel.ShippingFen), order.ToPayFen + order.ShippingSubsidyFen + order.FundSubsidyFen));
            var moved = transfers[order.Id].ToList();
            var back = refunds[order.Id].Sum(refund => refund.GoodsFen + refund.ShippingFen);
            var (goods, paidIn) = PaidFor.Contains(order.Status) ? (order.GoodsFen, order.GoodsFen + order.ShippingFen + back) : (0, 0);
            Assert.All(order.Lines.GroupBy(line => line.FarmerId), lines => Assert.Equal(
                goods == 0 ? 0 : lines.Sum(line => line.FenOf(line.KeptGrams)), Net(moved, AccountIds.Farmer(lines.Key))));
            Assert.Equal(goods == 0 ? 0 : order.ShippingFen - refunds[order.Id].Sum(refund => refund.ShippingFen), Net(moved, AccountIds.Carriers));
            Assert.Equal(goods == 0 ? 0 : order.ToPayFen - refunds[order.Id].Sum(refund => refund.BuyerFen), -Net(moved, AccountIds.Gateway));
            Assert.Equal(0, Net(moved, AccountIds.Refunds));
            Assert.Equal(goods, moved.Where(entry => entry.Reason == LedgerReasons.Goods).Sum(entry => entry.AmountFen));
            Assert.Equal(
                (paidIn, paidIn),
                (moved.Where(entry => entry.CreditAccountId == AccountIds.Clearing).Sum(entry => entry.AmountFen), moved.Where(entry => entry.DebitAccountId == AccountIds.Clearing).Sum(entry => entry.AmountFen)));
            Assert.Equal(order.ShippingSubsidyFen + order.FundSubsidyFen, order.Grants.Sum(grant => grant.AmountFen));
        }
    }

    /// <summary>
    /// Each grant is a pending entry of its own amount from its scheme's budget: posted once paid, let go once given up, open
    /// until then. One that was paid late has a second such entry, and the first has expired.
    /// </summary>
    private static async Task AssertGrantsAsync(MarketDb db)
    {
        var entries = await db.Set<Transfer>().AsNoTracking().Where(entry => entry.Reason == LedgerReasons.Grant).ToListAsync();
        var pending = entries.Where(entry => entry.Kind == TransferKind.Pending).ToDictionary(entry => entry.Id);
        var ends = entries.Where(entry => entry.PendingId is not null).ToDictionary(entry => entry.PendingId!.Value);
        var statuses = await db.Set<Order>().AsNoTracking().ToDictionaryAsync(order => order.Id, order => order.Status);
        var grants = await db.Set<Grant>().AsNoTracking().ToListAsync();
        Assert.All(pending.Keys.Except(grants.Select(grant => grant.TransferId)), first => Assert.Equal(TransferKind.Expire, ends[first].Kind));
        foreach (var grant in grants)
        {
            var entry = pending[grant.TransferId];
            Assert.Equal((grant.AmountFen, AccountIds.Budget(grant.SchemeId), grant.OrderId), (entry.AmountFen, entry.DebitAccountId, entry.OrderId));
            TransferKind? wanted = statuses[grant.OrderId] switch
            {
                OrderStatus.AwaitingPayment => null,
                OrderStatus.Cancelled => TransferKind.Void,
                OrderStatus.Expired => TransferKind.Expire,
                _ => TransferKind.Post,
            };
            Assert.Equal(wanted, ends.TryGetValue(entry.Id, out var end) ? end.Kind : null);
        }
    }

    /// <summary>Every hold of an order ended as the order did, and what the journal says was sold by it is what it kept.</summary>
    private static async Task AssertHoldsAsync(MarketDb db)
    {
        var holds = (await db.Set<Hold>().AsNoTracking().ToListAsync()).ToDictionary(hold => (hold.OrderId, hold.LotId));
        var sold = (await db.Set<StockJournalEntry>().AsNoTracking().Where(entry => entry.OrderId != null).ToListAsync()).ToLookup(entry => (entry.OrderId!.Value, entry.LotId));
        var cancelled = (await db.Set<Refund>().AsNoTracking().Where(refund => refund.Kind == RefundKind.Unshipped).Include(refund => refund.Lines).ToListAsync())
            .SelectMany(refund => refund.Lines.Select(line => (refund.OrderId, line.LotId, line.Grams))).ToLookup(line => (line.OrderId, line.LotId), line => line.Grams);
        foreach (var order in await db.Set<Order>().AsNoTracking().Include(order => order.Lines).ToListAsync())
        {
            foreach (var line in order.Lines)
            {
                var key = (order.Id, line.LotId);
                var (hold, entries) = (holds[key], sold[key].ToList());
                var isLate = entries.Exists(entry => entry.Reason == StockReason.SoldLate);
                Assert.Equal(line.Grams, hold.Grams);
                Assert.Equal(hold.Status == HoldStatus.Held, hold.EndedAt is null);
                Assert.Equal(order.Status switch
                {
                    OrderStatus.AwaitingPayment => HoldStatus.Held,
                    OrderStatus.Cancelled => HoldStatus.Released,
                    OrderStatus.Expired => HoldStatus.Expired,
                    _ => isLate ? HoldStatus.Expired : HoldStatus.Sold,
                }, hold.Status);
                Assert.Equal(PaidFor.Contains(order.Status) ? line.Grams - cancelled[key].Sum() : 0, entries.Sum(entry => entry.SoldGrams));
            }
        }
    }

    /// <summary>
    /// Refunds give back no more than was paid, to everybody what their rows say; an order of which all was cancelled before it
    /// was shipped gave back every fen.
    /// </summary>
    private static async Task AssertRefundsAsync(MarketDb db)
    {
        var refunds = (await db.Set<Refund>().AsNoTracking().Include(refund => refund.Lines).ToListAsync()).ToLookup(refund => refund.OrderId);
        var toSchemes = (await db.Set<Transfer>().AsNoTracking().Where(entry => entry.Reason == LedgerReasons.Refund && entry.DebitAccountId == AccountIds.Clearing).ToListAsync())
            .ToLookup(entry => (entry.OrderId, entry.CreditAccountId), entry => entry.AmountFen);
        foreach (var order in await db.Set<Order>().AsNoTracking().Include(order => order.Lines).Include(order => order.Grants).AsSplitQuery().ToListAsync())
        {
            var mine = refunds[order.Id].ToList();
            var lines = mine.SelectMany(refund => refund.Lines).ToLookup(line => line.LotId);
            Assert.All(mine, refund => Assert.Equal(
                (refund.GoodsFen, refund.GoodsFen + refund.ShippingFen), (refund.Lines.Sum(line => line.GoodsFen), refund.BuyerFen + refund.GrantFen)));
            Assert.All(order.Lines, line => Assert.Equal(
                (line.RefundedGrams, line.FenOf(line.RefundedGrams)), (lines[line.LotId].Sum(part => part.Grams), lines[line.LotId].Sum(part => part.GoodsFen))));
            Assert.All(order.Lines, line => Assert.True(line.GrantReturnedFen >= lines[line.LotId].Sum(part => part.GrantFen)));
            Assert.Equal(mine.Sum(refund => refund.GrantFen), order.Lines.Sum(line => line.GrantReturnedFen));
            Assert.Equal(order.Status == OrderStatus.Refunded, order.Lines.TrueForAll(line => line.KeptGrams == 0));
            Assert.All(order.Grants, grant => Assert.InRange(toSchemes[(order.Id, AccountIds.Budget(grant.SchemeId))].Sum(), 0, grant.AmountFen));
            Assert.Equal(mine.Sum(refund => refund.GrantFen), order.Grants.Sum(grant => toSchemes[(order.Id, AccountIds.Budget(grant.SchemeId))].Sum()));
            if (order.Status == OrderStatus.Refunded && mine.TrueForAll(refund => refund.Kind == RefundKind.Unshipped))
            {
                Assert.Equal((order.ToPayFen, order.ShippingFen), (mine.Sum(refund => refund.BuyerFen), mine.Sum(refund => refund.ShippingFen)));
                Assert.All(order.Grants, grant => Assert.Equal(grant.AmountFen, toSchemes[(order.Id, AccountIds.Budget(grant.SchemeId))].Sum()));
            }
        }
    }

    private static long Net(List<Transfer> entries, string accountId) =>
        entries.Where(entry => entry.CreditAccountId == accountId).Sum(entry => entry.AmountFen) - entries.Where(entry => entry.DebitAccountId == accountId).Sum(entry => entry.AmountFen);

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
    /// <summary>Every capability's invariants, as its module registers them.</summary>
    public static IReadOnlyList<IInvariants> Areas { get; } = [.. typeof(MarketDb).Assembly.GetTypes()
        .Where(type => type.IsClass && type.IsAssignableTo(typeof(IInvariants)))
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .Select(type => (IInvariants)Activator.CreateInstance(type)!)];

    /// <summary>With what is true of any database, which takes longer than all the rest.</summary>
    public static Auditor Everything { get; } = new(Areas);

    /// <summary>The capabilities' own rules.</summary>
    public static Auditor Rules { get; } = new([.. Areas.Where(area => area is not DatabaseInvariants)]);

    public static async Task AssertCleanAsync(Auditor auditor, MarketDb db) =>
        Assert.Empty(await auditor.FindAsync(db, TestContext.Current.CancellationToken).Select(finding => finding.ToString()).ToListAsync());
}
