using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
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

    /// <summary>Fen, or grants where they are counted: <see cref="CountedCap.CountsGrants"/>.</summary>
    public required long Used { get; init; }
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
            pending.Take(scope, use.SchemeId, use.Cap.Key, use.Amount, use.Cap.Limit);
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
                .SelectMany(grant => SchemeUse.Of(grant.Scheme, grant.AmountFen, order.Identity, order.PlacedAt))
                .OrderBy(use => use.SchemeId)
                .ThenBy(use => use.Cap.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether all of these still fit under their caps.</summary>
    public static async Task<bool> FitsAsync(WriteScope scope, IReadOnlyList<SchemeUse> uses)
    {
        foreach (var use in uses)
        {
            if (await UsedAsync(scope, use) + use.Amount > use.Cap.Limit)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Releases everything that the grants of an order have used. The caller lets an order go once only.</summary>
    public static async Task ReleaseAsync(WriteScope scope, Guid orderId, BuyerIdentity buyer, DateTime placedAt)
    {
        var (schemes, ofOwners) = await OwnersOfAsync(scope, orderId, ChinaTime.Day(placedAt));
        if (ofOwners.Count > 0)
        {
            await scope.Cached<OwnerUses>().ReleaseAsync(scope, ofOwners);
        }

        if (!schemes.Any(CountedCap.IsCounted))
        {
            return;
        }

        var grants = await scope.Sql.QueryAsync(
            $"SELECT scheme_id, amount_fen FROM grants WHERE order_id = {orderId}",
            row => (SchemeId: row.GetGuid(0), AmountFen: row.GetInt64(1))
        );
        var pending = scope.Cached<SchemeUses>();
        foreach (var (schemeId, amountFen) in grants)
        {
            foreach (var use in SchemeUse.Of(schemes.Single(scheme => scheme.Id == schemeId), amountFen, buyer, placedAt))
            {
                pending.Release(scope, schemeId, use.Cap.Key, use.Amount);
            }
        }

        if (!scope.Defers && !await pending.WriteAsync(scope.Sql))
        {
            throw new InvalidOperationException($"Order {orderId} has not used what it is to release.");
        }
    }

    /// <summary>The schemes that granted something to an order, and what that counts for those whose goods are bought.</summary>
    public static async Task<(IReadOnlyCollection<Scheme> Schemes, IReadOnlyList<OwnerUse> Uses)> OwnersOfAsync(
        WriteScope scope,
        Guid orderId,
        DateOnly placedOn
    )
    {
        var rows = await scope.Sql.QueryAsync(
            $"""
            SELECT grants.scheme_id, grants.line_fen, line.lot_id, line.farmer_id,
                CASE WHEN line.household = lots.farmer_name THEN '' ELSE line.household END
            FROM grants JOIN order_lines AS line ON line.order_id = grants.order_id JOIN lots ON lots.id = line.lot_id
            WHERE grants.order_id = {orderId}
            """,
            row =>
                (SchemeId: row.GetGuid(0), LineFen: row.GetInt64s(1), Owner: new LotOwner(row.GetGuid(2), row.GetGuid(3), row.GetString(4)))
        );
        if (rows.Count == 0)
        {
            return ([], []);
        }

        var schemes = await scope.Cached<SchemeCache>().FindAsync(scope, rows.Select(row => row.SchemeId).ToHashSet());
        var uses = new List<OwnerUse>();
        foreach (var grant in rows.GroupBy(row => row.SchemeId))
        {
            LotOwner[] owners = [.. grant.Select(row => row.Owner).OrderBy(owner => owner.LotId)];
            uses.AddRange(OwnerUse.Of(schemes[grant.Key], grant.First().LineFen, owners, placedOn));
        }

        return ([.. schemes.Values], uses);
    }

    private static Task<long> UsedAsync(WriteScope scope, SchemeUse use) =>
        scope
            .Db.Set<SchemeUsageRow>()
            .Where(row => row.SchemeId == use.SchemeId && row.Key == use.Cap.Key)
            .Select(row => row.Used)
            .SingleOrDefaultAsync();
}
