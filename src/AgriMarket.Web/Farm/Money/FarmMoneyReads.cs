using AgriMarket.Domain.Ledger;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Ledger;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Farm.Money;

/// <summary>Where a farmer's money is, as the books have it, in fen.</summary>
/// <param name="OwedFen">What the farmer is owed and what is not on its way yet; below zero while some of what was paid is to be taken
/// back.</param>
/// <param name="OnItsWayFen">Reserved, and with the gateway.</param>
/// <param name="PaidOutFen">What the farmer has got, less what was taken back.</param>
public sealed record FarmMoney(long OwedFen, long OnItsWayFen, long PaidOutFen);

/// <summary>A farmer's own account.</summary>
public sealed class FarmMoneyReads(IDbContextFactory<MarketDb> contexts)
{
    public async Task<FarmMoney> ReadAsync(Guid farmerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var accountId = AccountIds.Farmer(farmerId);
        var account = await db.Set<Account>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == accountId);
        var paidOut = (await db.SumsAsync([accountId], [LedgerReasons.Payout])).Sum(sum => sum.DebitsFen - sum.CreditsFen);
        return new(account?.AvailableFen ?? 0, account?.DebitsPendingFen ?? 0, paidOut);
    }
}
