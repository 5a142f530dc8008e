using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Notices;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Web.Members;
using AgriMarket.Web.Notices;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Orders;

/// <summary>Tells the officials of the places an order came from, and the administrators, that its payment is disputed, and how that ended.</summary>
internal sealed class DisputeNews(NoticeService notices, RegionCatalogue regions)
{
    public async Task TellAsync(WriteScope scope, Dispute dispute)
    {
        var lotIds = scope.Db.Set<OrderLine>().Where(line => line.OrderId == dispute.PaymentId).Select(line => line.LotId);
        var origins = await scope.Db.Set<Lot>().Where(lot => lotIds.Contains(lot.Id)).Select(lot => lot.OriginCode).Distinct().ToListAsync();
        var officials = await scope.Db.OfficialsOfAsync([.. origins.SelectMany(origin => regions.Path(origin)).Select(region => region.Code).Distinct()]);
        var administrators = await scope.Db.AdministratorsAsync();
        await notices.TellAsync(scope, [.. officials.Union(administrators)], new News(
            dispute.Status == DisputeStatus.Open ? NoticeKind.PaymentDisputed : NoticeKind.DisputeEnded,
            Subject(dispute),
            new NoticeAbout { OrderId = dispute.PaymentId, Fen = dispute.AmountFen, Outcome = dispute.Status.ToString(), AtDesk = true }));
    }

    /// <summary>A payment can be disputed more than once; a gateway's own id may be too long.</summary>
    private static string Subject(Dispute dispute) => $"{dispute.PaymentId:N}{dispute.OpenedAt:yyyyMMddHHmmss}";
}
