using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Schemes;

/// <summary>What has been granted under one counted cap of a scheme. Only <see cref="SchemeUses"/> changes it.</summary>
internal sealed class SchemeUsageRow
{
    /// <summary>Room for the longest: what is counted, a buyer's id and a day.</summary>
    public const int KeyMaxLength = 64;

    public required Guid SchemeId { get; init; }

    /// <summary>See <see cref="CountedCap.Key"/>.</summary>
    public required string Key { get; init; }

    public required long UsedFen { get; init; }
}

/// <summary>
/// Counts grants against the caps of a day, of a buyer and of a first order, inside the command that places or ends the
/// order. The limit is in the statement itself, so that two processes cannot pass it together.
/// </summary>
internal static class SchemeUsage
{
    /// <summary>
    /// Adds grants to what has been used (<see cref="SchemeUses"/>). Refused with the cap's own reason when one does not fit; where it
    /// is deferred, the batch is told later.
    /// </summary>
    public static async Task<Result<Done>> TakeAsync(WriteScope scope, IEnumerable<SchemeUse> uses)
    {
        var pending = scope.Cached<SchemeUses>();
        foreach (var use in uses)
        {
            pending.Take(scope, use.SchemeId, use.Cap.Key, use.AmountFen, use.LimitFen);
            if (!scope.Defers && !await pending.WriteAsync(scope.Sql))
            {
                return use.Cap.Refuse(await UsedAsync(scope, use));
            }
        }

        return Done.Instance;
    }

    /// <summary>What the grants of an order count for.</summary>
    public static async Task<IReadOnlyList<SchemeUse>> OfAsync(WriteScope scope, Order order)
    {
        var grants = await (
            from grant in scope.Db.Set<Grant>().AsNoTracking()
            join scheme in scope.Db.Set<Scheme>().AsNoTracking() on grant.SchemeId equals scheme.Id
            where grant.OrderId == order.Id
            select new { grant.AmountFen, Scheme = scheme }
        ).ToListAsync();
        return
        [
            .. grants
                .SelectMany(grant => SchemeUse.Of(grant.Scheme, grant.AmountFen, order.BuyerId, order.PlacedAt))
                .OrderBy(use => use.SchemeId)
                .ThenBy(use => use.Cap.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether all of these still fit under their caps.</summary>
    public static async Task<bool> FitsAsync(WriteScope scope, IReadOnlyList<SchemeUse> uses)
    {
        foreach (var use in uses)
        {
            if (await UsedAsync(scope, use) + use.AmountFen > use.LimitFen)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Releases everything that the grants of an order have used. The caller lets an order go once only.</summary>
    public static async Task ReleaseAsync(WriteScope scope, Guid orderId, Guid buyerId, DateTime placedAt)
    {
        // A scheme has a row under exactly those of the keys that it counts, so that the schemes themselves need not be read.
        var keys = CountedCap.KeysOf(buyerId, ChinaTime.Day(placedAt));
        var uses = await scope.Sql.QueryAsync(
            $"""
            SELECT used.scheme_id, used.key, grants.amount_fen FROM grants JOIN scheme_usage AS used ON used.scheme_id = grants.scheme_id
            WHERE grants.order_id = {orderId} AND used.key IN ({keys[0]}, {keys[1]}, {keys[2]}, {keys[3]})
            """,
            row => (SchemeId: row.GetGuid(0), Key: row.GetString(1), AmountFen: row.GetInt64(2))
        );
        var pending = scope.Cached<SchemeUses>();
        foreach (var (schemeId, key, amountFen) in uses)
        {
            pending.Release(scope, schemeId, key, amountFen);
        }

        if (!scope.Defers && !await pending.WriteAsync(scope.Sql))
        {
            throw new InvalidOperationException($"Order {orderId} has not used what it is to release.");
        }
    }

    private static Task<long> UsedAsync(WriteScope scope, SchemeUse use) =>
        scope
            .Db.Set<SchemeUsageRow>()
            .Where(row => row.SchemeId == use.SchemeId && row.Key == use.Cap.Key)
            .Select(row => row.UsedFen)
            .SingleOrDefaultAsync();
}
