using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Ledger;

/// <summary>One entry of a farmer's account.</summary>
/// <param name="AmountFen">Above zero for what came in, below for what went out.</param>
/// <param name="Goods">The kinds and grams of the order it is for.</param>
/// <param name="IsRefund">It takes back a part of what the order brought in.</param>
public sealed record MoneyEntry(Guid Id, DateTime At, Guid? OrderId, long AmountFen, bool IsRefund, IReadOnlyList<MoneyGoods> Goods);

public sealed record MoneyGoods(Guid OrderId, string ProduceCode, long Grams);

/// <summary>What a farmer is owed, and the entries it is the sum of.</summary>
public sealed record FarmMoney(long BalanceFen, PageOf<MoneyEntry> Entries);

/// <summary>A farmer's own account, as the books have it.</summary>
public sealed class FarmMoneyReads(IDbContextFactory<MarketDb> contexts)
{
    public const int PageSize = 20;

    /// <summary>What has come in for a farmer and not gone out.</summary>
    public async Task<long> BalanceFenAsync(Guid farmerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await BalanceFenAsync(db, AccountIds.Farmer(farmerId));
    }

    public async Task<FarmMoney> ReadAsync(Guid farmerId, int? page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var accountId = AccountIds.Farmer(farmerId);
        // Pending entries, voids and expiries move nothing, so they are no part of the balance and not of the list either.
        var entries = await db.Set<Transfer>().AsNoTracking()
            .Where(entry => (entry.CreditAccountId == accountId || entry.DebitAccountId == accountId)
                && (entry.Kind == TransferKind.Direct || entry.Kind == TransferKind.Post || entry.Kind == TransferKind.Correct))
            .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id)
            .PageAsync(page, PageSize);
        Guid[] orderIds = [.. entries.Items.Select(entry => entry.OrderId).OfType<Guid>().Distinct()];
        var goods = (await db.Set<OrderLine>()
            .Where(line => orderIds.Contains(line.OrderId) && line.FarmerId == farmerId)
            .Select(line => new MoneyGoods(line.OrderId, line.ProduceCode, line.Grams))
            .ToListAsync()).ToLookup(line => line.OrderId);
        return new(await BalanceFenAsync(db, accountId), entries.With(entry => new MoneyEntry(
            entry.Id, entry.At, entry.OrderId, entry.CreditAccountId == accountId ? entry.AmountFen : -entry.AmountFen, entry.Reason == LedgerReasons.Refund,
            entry.OrderId is { } orderId ? [.. goods[orderId]] : [])));
    }

    private static Task<long> BalanceFenAsync(MarketDb db, string accountId) => db.Set<Account>()
        .Where(account => account.Id == accountId)
        .Select(account => account.CreditsPostedFen - account.DebitsPostedFen)
        .FirstOrDefaultAsync();
}
