using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.People.Members;

namespace AgriMarket.Web.Trade.OrderRecords;

/// <summary>Tells those whom it concerns what has become of an order, once it is durable.</summary>
internal static class OrderEvents
{
    /// <summary>An order has moved on, or one of its parcels: its buyer and its farmers look again.</summary>
    public static void Moved(WriteScope scope, Order order) => Moved(scope, order.Id, order.Parcels.Select(parcel => parcel.FarmerId));

    public static void Moved(WriteScope scope, Guid orderId, IEnumerable<Guid> farmerIds)
    {
        scope.Announce(new LiveSignal(OrderTopics.Order(orderId), scope.Now));
        foreach (var farmerId in farmerIds.Distinct())
        {
            scope.Announce(new LiveSignal(MemberTopics.Farmer(farmerId), scope.Now));
        }
    }

    /// <summary>An order was paid, or paid back: besides, the funds and the figures of campaigns have changed.</summary>
    public static void Sold(WriteScope scope, Order order) =>
        Sold(scope, order.Id, order.Parcels.Select(parcel => parcel.FarmerId), order.Lines.Exists(line => line.CampaignId is not null));

    public static void Sold(WriteScope scope, Guid orderId, IEnumerable<Guid> farmerIds, bool isOfCampaign)
    {
        Moved(scope, orderId, farmerIds);
        scope.Announce(new LiveSignal(FundTopics.Funds, scope.Now));
        if (isOfCampaign)
        {
            scope.Announce(new LiveSignal(OrderTopics.CampaignSales, scope.Now));
        }
    }
}
