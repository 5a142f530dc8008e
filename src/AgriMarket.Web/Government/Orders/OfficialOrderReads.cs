using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.Refunds;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Government.Orders;

/// <summary>An order as those in office see it: its goods and its money, and neither its buyer nor the address.</summary>
/// <param name="OwnLots">The lots of it for which this member may give money back.</param>
/// <param name="Refunds">What was refunded, the oldest first.</param>
public sealed record OfficialOrder(OrderView View, IReadOnlySet<Guid> OwnLots, IReadOnlyList<SignedRefund> Refunds);

/// <summary>A refund and who answers for it. Set by name, so that the database can sort by its parts.</summary>
public sealed record SignedRefund
{
    public required Refund Refund { get; init; }

    /// <summary>Null where it was the buyer, who stays unnamed.</summary>
    public required string? ByName { get; init; }
}

/// <summary>What officials and administrators see of orders and refunds.</summary>
public sealed class OfficialOrderReads(IDbContextFactory<MarketDb> contexts, RefundRights rights)
{
    public const int PageSize = 20;

    private const int NumberLength = 8;
    private const int MostFound = 10;

    /// <summary>A paid order with goods from the member's region; null when there is none.</summary>
    public async Task<OfficialOrder?> FindAsync(Guid orderId, Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (
            await rights.OfficeAsync(db, memberId) is not { } office
            || await Within(db, office)
                .AsNoTracking()
                .Include(row => row.Lines)
                .Include(row => row.Parcels)
                .Include(row => row.Grants)
                .AsSplitQuery()
                .FirstOrDefaultAsync(row => row.Id == orderId && row.PaidAt != null)
                is not { } order
        )
        {
            return null;
        }

        var lotIds = order.Lines.ConvertAll(line => line.LotId);
        var origins = await db.Set<Lot>().Where(lot => lotIds.Contains(lot.Id)).Select(lot => new { lot.Id, lot.OriginCode }).ToListAsync();
        return new OfficialOrder(
            await OrderReads.ViewAsync(db, order),
            origins.Where(lot => office.IsFor(lot.OriginCode)).Select(lot => lot.Id).ToHashSet(),
            await Signed(db.Set<Refund>().Where(refund => refund.OrderId == orderId), db)
                .OrderBy(row => row.Refund.At)
                .ThenBy(row => row.Refund.Id)
                .ToListAsync()
        );
    }

    /// <summary>The paid orders with goods from the member's region and a number as people read it out, usually one.</summary>
    public async Task<IReadOnlyList<Guid>> FindNumberAsync(string? number, Guid memberId)
    {
        var wanted = SingleLine.Closed(number).ToUpperInvariant();
        await using var db = await contexts.CreateDbContextAsync();
        if (wanted.Length != NumberLength || !wanted.All(char.IsAsciiHexDigit) || await rights.OfficeAsync(db, memberId) is not { } office)
        {
            return [];
        }

        // Seldom asked, so that all ids may be looked through.
        var digits = wanted.ToLowerInvariant();
        return await Within(db, office)
            .Where(order => order.PaidAt != null && IdDigits.Of(order.Id).EndsWith(digits))
            .OrderByDescending(order => order.PlacedAt)
            .Take(MostFound)
            .Select(order => order.Id)
            .ToListAsync();
    }

    /// <summary>A page of what was refunded of orders with goods from the member's region, the newest first.</summary>
    public async Task<PageOf<SignedRefund>> RefundsAsync(int? page, Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (await rights.OfficeAsync(db, memberId) is not { } office)
        {
            return PageOf<SignedRefund>.Empty;
        }

        var orders = Within(db, office).Select(order => order.Id);
        return await Signed(db.Set<Refund>().Where(refund => orders.Contains(refund.OrderId)), db)
            .OrderByDescending(row => row.Refund.At)
            .ThenByDescending(row => row.Refund.Id)
            .PageAsync(page, PageSize);
    }

    /// <summary>Orders with goods from the region of an office.</summary>
    private static IQueryable<Order> Within(MarketDb db, RefundOffice office) =>
        office.Region.Length == 0
            ? db.Set<Order>()
            : db.Set<Order>()
                .Where(order =>
                    order.Lines.Any(line => db.Set<Lot>().Any(lot => lot.Id == line.LotId && lot.OriginCode.StartsWith(office.Region)))
                );

    private static IQueryable<SignedRefund> Signed(IQueryable<Refund> refunds, MarketDb db) =>
        from refund in refunds.AsNoTracking()
        join member in db.Set<Member>() on refund.MemberId equals member.Id
        select new SignedRefund { Refund = refund, ByName = refund.Kind == RefundKind.Unshipped ? null : member.DisplayName };
}
