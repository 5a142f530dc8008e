using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Refunds;

/// <summary>
/// Who may refund what. A buyer cancels what is not shipped of an order of their own. What cannot be sent, and what was
/// shipped, is refunded by the farmer of those lines, by an official of the place they come from, or by an administrator.
/// </summary>
public sealed class RefundRights(RegionCatalogue regions)
{
    /// <summary>The orders of which this member may refund these lines, in this way.</summary>
    internal async Task<IQueryable<Order>> OrdersAsync(MarketDb db, RefundIntent intent)
    {
        var (orders, memberId) = (db.Set<Order>(), intent.MemberId);
        if (intent.Kind == RefundKind.Unshipped)
        {
            return orders.Where(order => order.BuyerId == memberId);
        }

        List<Guid> lotIds = [.. intent.Lines.Select(line => line.LotId)];
        var origins = await db.Set<Lot>().Where(lot => lotIds.Contains(lot.Id)).Select(lot => lot.OriginCode).Distinct().ToListAsync();
        if (origins.Count > 0 && await OfficeAsync(db, memberId) is { MayRefund: true } office && origins.TrueForAll(office.IsFor))
        {
            return orders.Where(order => order.Lines.Any(line => lotIds.Contains(line.LotId)));
        }

        return orders.Where(order =>
            order.Lines.Any(line => lotIds.Contains(line.LotId) && line.FarmerId == memberId)
            && !order.Lines.Any(line => lotIds.Contains(line.LotId) && line.FarmerId != memberId)
        );
    }

    /// <summary>For which places this member answers; null for who is neither official nor administrator.</summary>
    internal async Task<RefundOffice?> OfficeAsync(MarketDb db, Guid memberId)
    {
        if ((await db.RolesOfAsync(memberId)).Contains(MemberRole.Administrator))
        {
            return new RefundOffice(regions.PrefixOf(RegionCatalogue.Country), MayRefund: true);
        }

        return await db.OfficeOfAsync(memberId) is { } post
            ? new RefundOffice(regions.PrefixOf(post.RegionCode), post.Has(Duties.Edit))
            : null;
    }
}

/// <summary>Somebody in office who may refund money of orders.</summary>
/// <param name="Region">How the codes of the places begin that the office is for; empty for all.</param>
/// <param name="MayRefund">Whether it is among their duties.</param>
internal sealed record RefundOffice(string Region, bool MayRefund)
{
    /// <summary>Whether goods from a county are within the office.</summary>
    public bool IsFor(string originCode) => originCode.StartsWith(Region, StringComparison.Ordinal);
}
