using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderSettlement;

/// <summary>
/// Tells the officials of the places an order came from, and the administrators, that its payment is disputed, and how that ended.
/// </summary>
internal sealed class DisputeNotifier(NotificationService notifications, RegionCatalogue regions)
{
    public async Task NotifyAsync(WriteScope scope, Dispute dispute)
    {
        var lotIds = scope.Db.Set<OrderLine>().Where(line => line.OrderId == dispute.PaymentId).Select(line => line.LotId);
        var origins = await scope
            .Db.Set<Lot>()
            .Where(lot => lotIds.Contains(lot.Id))
            .Select(lot => lot.OriginCode)
            .Distinct()
            .ToListAsync();
        var officials = await scope.Db.OfficialsOfAsync(regions, Duties.Edit, origins);
        var administrators = await scope.Db.AdministratorsAsync();
        await notifications.NotifyAsync(
            scope,
            [.. officials.Union(administrators)],
            new NotificationDraft(
                dispute.Status == DisputeStatus.Open ? DisputeNotifications.PaymentDisputed : DisputeNotifications.DisputeEnded,
                Subject(dispute),
                new NotificationSubject
                {
                    OrderId = dispute.PaymentId,
                    Fen = dispute.AmountFen,
                    Outcome = dispute.Status.ToString(),
                    ForOfficial = true,
                }
            )
        );
    }

    /// <summary>A payment can be disputed more than once; a gateway's own id may be too long.</summary>
    private static string Subject(Dispute dispute) => $"{dispute.PaymentId:N}{dispute.OpenedAt:yyyyMMddHHmmss}";
}
