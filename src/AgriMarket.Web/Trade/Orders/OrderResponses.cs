using System.ComponentModel;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Web.Trade.OrderRecords;

namespace AgriMarket.Web.Trade.Orders;

/// <summary>An order just placed, waiting for its payment.</summary>
internal sealed record PlacedResponse(Guid Id, string Number, long ToPayFen, DateTime PayBefore)
{
    public static PlacedResponse Of(Payment payment) => new(payment.Id, Order.NumberOf(payment.Id), payment.AmountFen, payment.PayBefore);
}

/// <summary>An order as its buyer follows it.</summary>
internal sealed record OrderResponse(
    Guid Id,
    string Number,
    OrderStatus Status,
    DateTime PlacedAt,
    DateTime PayBefore,
    DateTime? PaidAt,
    DateTime? EndedAt,
    long GoodsFen,
    long ShippingFen,
    long ShippingSubsidyFen,
    long FundSubsidyFen,
    long ToPayFen,
    bool IsSentBack,
    Address ShipTo,
    IReadOnlyList<ParcelResponse> Parcels,
    IReadOnlyList<OrderGrantResponse> Grants,
    IReadOnlyList<RefundResponse> Refunds
)
{
    public static OrderResponse Of(OrderView view)
    {
        var order = view.Order;
        return new(
            order.Id,
            order.Number,
            order.Status,
            order.PlacedAt,
            order.PayBefore,
            order.PaidAt,
            order.EndedAt,
            order.GoodsFen,
            order.ShippingFen,
            order.ShippingSubsidyFen,
            order.FundSubsidyFen,
            order.ToPayFen,
            view.IsSentBack,
            order.ShipTo,
            [.. view.Parcels.Select(ParcelResponse.Of)],
            [
                .. view.Grants.Select(grant => new OrderGrantResponse(
                    grant.Scheme.Id,
                    grant.Scheme.NameZh,
                    grant.Scheme.NameEn,
                    grant.AmountFen
                )),
            ],
            [.. view.Refunds.Select(RefundResponse.Of)]
        );
    }
}

/// <summary>A stretch of a member's orders.</summary>
internal sealed record OrdersResponse(
    IReadOnlyList<ListedOrderResponse> Items,
    [property: Description("Send it as cursor for what comes behind; null at the end.")] string? Next
)
{
    public static OrdersResponse Of(OrderSlice stretch) => new([.. stretch.Orders.Select(ListedOrderResponse.Of)], stretch.Next?.Text);
}

/// <summary>An order in a list, with the parcels that whoever asks has to do with.</summary>
internal sealed record ListedOrderResponse(
    Guid Id,
    string Number,
    OrderStatus Status,
    DateTime PlacedAt,
    DateTime? PaidAt,
    Address ShipTo,
    IReadOnlyList<ParcelResponse> Parcels
)
{
    public static ListedOrderResponse Of(ListedOrder listed)
    {
        var order = listed.Order;
        return new(
            order.Id,
            order.Number,
            order.Status,
            order.PlacedAt,
            order.PaidAt,
            order.ShipTo,
            [.. listed.Parcels.Select(ParcelResponse.Of)]
        );
    }
}

/// <summary>What one farmer sends from one county.</summary>
internal sealed record ParcelResponse(
    Guid Id,
    string Farmer,
    string OriginCode,
    ParcelStatus Status,
    FreightService Service,
    long Grams,
    long ShippingFen,
    string Carrier,
    string TrackingNumber,
    DateTime? ShippedAt,
    DateTime? ReceivedAt,
    IReadOnlyList<OrderLineResponse> Lines
)
{
    public static ParcelResponse Of(ParcelView view)
    {
        var parcel = view.Parcel;
        return new(
            parcel.Id,
            view.FarmerName,
            parcel.OriginCode,
            parcel.Status,
            parcel.Service,
            parcel.Grams,
            parcel.ShippingFen,
            parcel.Carrier,
            parcel.TrackingNumber,
            parcel.ShippedAt,
            parcel.ReceivedAt,
            [
                .. view.Lines.Select(line => new OrderLineResponse(
                    line.LotId,
                    line.ProduceCode,
                    line.Household,
                    line.Grams,
                    line.RefundedGrams,
                    line.UnitGrams,
                    line.UnitPriceFen,
                    line.GoodsFen
                )),
            ]
        );
    }
}

internal sealed record OrderLineResponse(
    Guid LotId,
    string ProduceCode,
    string Household,
    long Grams,
    long RefundedGrams,
    long UnitGrams,
    long UnitPriceFen,
    long GoodsFen
);

/// <summary>What a scheme pays of an order.</summary>
internal sealed record OrderGrantResponse(Guid SchemeId, string NameZh, string NameEn, long AmountFen);

/// <summary>What was refunded: goods + shipping = to the buyer + to the schemes.</summary>
internal sealed record RefundResponse(Guid Id, DateTime At, RefundKind Kind, long GoodsFen, long ShippingFen, long BuyerFen, long GrantFen)
{
    public static RefundResponse Of(Refund refund) =>
        new(refund.Id, refund.At, refund.Kind, refund.GoodsFen, refund.ShippingFen, refund.BuyerFen, refund.GrantFen);
}

/// <summary>A parcel as its farmer sent it.</summary>
internal sealed record ShipmentResponse(Guid ParcelId, ParcelStatus Status, string Carrier, string TrackingNumber, DateTime? ShippedAt)
{
    public static ShipmentResponse Of(Parcel parcel) =>
        new(parcel.Id, parcel.Status, parcel.Carrier, parcel.TrackingNumber, parcel.ShippedAt);
}
