using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Subsidies;

/// <summary>Reads of schemes and what is left of their budgets.</summary>
internal static class SchemeQueries
{
    /// <summary>Every scheme of an open fund that has not ended; some may not have begun.</summary>
    public static async Task<IReadOnlyList<Scheme>> OpenSchemesAsync(this MarketDb db, DateTime now) => await (
        from scheme in db.Set<Scheme>().AsNoTracking()
        join fund in db.Set<Fund>() on scheme.FundId equals fund.Id
        where fund.Status == FundStatus.Open && now < scheme.EndsAt
        select scheme).ToListAsync();

    /// <summary>Every scheme of an open fund that has begun and not ended, with what is left of its budget.</summary>
    public static async Task<IReadOnlyList<FundedScheme>> FundedSchemesAsync(this MarketDb db, DateTime now)
    {
        var schemes = (await db.OpenSchemesAsync(now)).Where(scheme => scheme.IsRunning(now)).ToList();
        var budgetIds = schemes.Select(scheme => AccountIds.Budget(scheme.Id)).ToList();
        var budgets = await db.Set<Account>().AsNoTracking().Where(account => budgetIds.Contains(account.Id)).ToDictionaryAsync(account => account.Id);
        return [.. schemes.Select(scheme => new FundedScheme(scheme, budgets.TryGetValue(AccountIds.Budget(scheme.Id), out var budget) ? budget.AvailableFen : 0))];
    }
}
