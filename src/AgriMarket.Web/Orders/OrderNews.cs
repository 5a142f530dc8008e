using AgriMarket.Domain.Orders;
using AgriMarket.Web.Platform.Live;
using AgriMarket.Web.Platform.Storage;

namespace AgriMarket.Web.Orders;

/// <summary>Tells those whom it concerns what has become of an order, once it is durable.</summary>
internal static class OrderNews
{
    /// <summary>An order has moved on, or one of its parcels: its buyer and its farmers look again.</summary>
    public static void Moved(WriteScope scope, Order order) => Moved(scope, order.Id, order.Parcels.Select(parcel => parcel.FarmerId));

    public static void Moved(WriteScope scope, Guid orderId, IEnumerable<Guid> farmerIds)
    {
        scope.Announce(new LiveSignal(LiveTopics.Order(orderId), scope.Now));
        foreach (var farmerId in farmerIds.Distinct())
        {
            scope.Announce(new LiveSignal(LiveTopics.Farmer(farmerId), scope.Now));
        }
    }

    /// <summary>An order was paid, or paid back: besides, the funds and the figures of campaigns have changed.</summary>
    public static void Sold(WriteScope scope, Order order) =>
        Sold(scope, order.Id, order.Parcels.Select(parcel => parcel.FarmerId), order.Lines.Exists(line => line.CampaignId is not null));

    public static void Sold(WriteScope scope, Guid orderId, IEnumerable<Guid> farmerIds, bool isOfCampaign)
    {
        Moved(scope, orderId, farmerIds);
        scope.Announce(new LiveSignal(LiveTopics.Funds, scope.Now));
        if (isOfCampaign)
        {
            scope.Announce(new LiveSignal(LiveTopics.CampaignSales, scope.Now));
        }
    }
}
