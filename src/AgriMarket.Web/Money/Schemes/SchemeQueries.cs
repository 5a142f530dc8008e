using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Schemes;

/// <summary>A scheme that may pay now or later.</summary>
internal sealed record StandingScheme(Scheme Scheme, bool IsFrozen)
{
    public string BudgetId { get; } = AccountIds.Budget(Scheme.Id);
}

/// <summary>Reads of schemes and what has become of them.</summary>
internal static class SchemeQueries
{
    /// <summary>Those of the schemes whose fund is closed.</summary>
    public static async Task<IReadOnlyCollection<Guid>> ClosedAsync(WriteScope scope, IReadOnlyCollection<Guid> schemeIds) =>
        await (
            from scheme in scope.Db.Set<Scheme>()
            join fund in scope.Db.Set<Fund>() on scheme.FundId equals fund.Id
            where schemeIds.Contains(scheme.Id) && fund.Status == FundStatus.Closed
            select scheme.Id
        ).ToListAsync();

    /// <summary>The schemes of open and frozen funds that have not ended; some may not have begun.</summary>
    public static async Task<IReadOnlyList<StandingScheme>> StandingSchemesAsync(this MarketDb db, DateTime now) =>
        await (
            from scheme in db.Set<Scheme>().AsNoTracking()
            join fund in db.Set<Fund>() on scheme.FundId equals fund.Id
            where (fund.Status == FundStatus.Open || fund.Status == FundStatus.Frozen) && now < scheme.EndsAt
            select new StandingScheme(scheme, fund.Status == FundStatus.Frozen)
        ).ToListAsync();

    /// <summary>
    /// Running schemes with what is left of their counted caps. Nothing is asked of the database where nothing is counted.
    /// </summary>
    /// <param name="budgets">What is left of each, by account. A scheme has a budget from the moment a second official approves it, and not
    /// before.</param>
    /// <param name="pending">What commands have noted and not written yet; null outside of commands.</param>
    public static async Task<IReadOnlyList<FundedScheme>> FundedAsync(
        this MarketDb db,
        IReadOnlyCollection<StandingScheme> running,
        IReadOnlyDictionary<string, long> budgets,
        DateTime now,
        BuyerIdentity? buyer,
        SchemeUses? pending = null
    )
    {
        var approved = new List<FundedScheme>(running.Count);
        foreach (var row in running)
        {
            if (budgets.TryGetValue(row.BudgetId, out var leftFen))
            {
                approved.Add(new(row.Scheme, leftFen) { IsFrozen = row.IsFrozen });
            }
        }

        var counted = approved.FindAll(row => CountedCap.IsCounted(row.Scheme));
        if (counted.Count == 0)
        {
            return approved;
        }

        var used = await db.UsedAsync(counted.ConvertAll(row => row.Scheme), buyer, ChinaTime.Day(now), pending);
        var hasOrdered =
            buyer is not null && counted.Exists(row => row.Scheme.Conditions.FirstOrderOnly) && await db.HasOrderedAsync(buyer.MemberId);
        return approved.ConvertAll(row => row with { BuyerHasOrdered = hasOrdered, Used = used.GetValueOrDefault(row.Scheme.Id) });
    }

    private static async Task<Dictionary<Guid, Dictionary<string, long>>> UsedAsync(
        this MarketDb db,
        IReadOnlyCollection<Scheme> schemes,
        BuyerIdentity? buyer,
        DateOnly day,
        SchemeUses? pending
    )
    {
        var caps = schemes.SelectMany(scheme => CountedCap.Of(scheme, buyer, day).Select(cap => (scheme.Id, cap.Key))).ToList();
        if (caps.Count == 0)
        {
            return [];
        }

        var (ids, keys) = (caps.Select(cap => cap.Id).Distinct().ToList(), caps.Select(cap => cap.Key).Distinct().ToList());
        var rows = await db.Set<SchemeUsageRow>()
            .AsNoTracking()
            .Where(row => ids.Contains(row.SchemeId) && keys.Contains(row.Key))
            .ToListAsync();
        var noted = pending is null ? [] : ids.SelectMany(id => pending.Of(id).Select(use => (SchemeId: id, use.Key, Used: use.Amount)));
        return rows.Select(row => (row.SchemeId, row.Key, row.Used))
            .Concat(noted)
            .GroupBy(use => use.SchemeId)
            .ToDictionary(
                scheme => scheme.Key,
                scheme => scheme.GroupBy(use => use.Key).ToDictionary(key => key.Key, key => key.Sum(use => use.Used))
            );
    }

    /// <summary>What is used of the counts of the owners of these lots, as stored.</summary>
    public static async Task<OwnerCounts> OwnersUsedAsync(
        this MarketDb db,
        IReadOnlyList<FundedScheme> schemes,
        IEnumerable<Lot> lots,
        DateOnly today
    )
    {
        var bounded = schemes.Where(funded => funded.Scheme.Caps.BoundsOwners).Select(funded => funded.Scheme).ToList();
        var keys = lots.SelectMany(lot => bounded.SelectMany(scheme => OwnerCap.Of(scheme, lot.Owner)))
            .Select(cap => cap.Key)
            .Distinct()
            .ToList();
        if (keys.Count == 0)
        {
            return static (_, _) => default;
        }

        var ids = bounded.ConvertAll(scheme => scheme.Id);
        var used = await db.Set<OwnerUsageRow>()
            .AsNoTracking()
            .Where(row => ids.Contains(row.SchemeId) && keys.Contains(row.Key))
            .ToDictionaryAsync(row => (row.SchemeId, row.Key), row => new OwnerCount(row.UsedFen, row.Day == today ? row.DayFen : 0));
        return (schemeId, key) => used.GetValueOrDefault((schemeId, key));
    }

    private static Task<bool> HasOrderedAsync(this MarketDb db, Guid buyerId) =>
        db.Set<Order>()
            .AnyAsync(order => order.BuyerId == buyerId && order.Status != OrderStatus.Cancelled && order.Status != OrderStatus.Expired);
}
