using AgriMarket.Domain.Orders;
using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Trade.OrderViews;

/// <summary>An order's steps in the words of its buyer.</summary>
public sealed partial class OrderTimeline
{
    [Inject]
    private IStringLocalizer<OrderText> T { get; set; } = null!;

    [Parameter, EditorRequired]
    public required Order Order { get; set; }

    private IReadOnlyList<Step> Steps =>
        Order.Status is OrderStatus.Cancelled or OrderStatus.Expired ? [Placed, new(T[$"Step.{Order.Status}"], Order.EndedAt)]
        : Order.Status == OrderStatus.Refunded ? [Placed, Paid, new(T[$"Step.{Order.Status}"], Order.EndedAt)]
        : [Placed, Paid, Shipped, Received];

    /// <summary>The first that has not happened; null when everything has.</summary>
    private Step? Now => Steps.FirstOrDefault(step => step.At is null);

    private Step Placed => new(T["Step.Placed"], Order.PlacedAt);

    private Step Paid => Order.PaidAt is { } at ? new(T["Step.Paid"], at) : new(T["Step.ToPay"], null);

    private Step Shipped
    {
        get
        {
            var (sent, all) = (Order.Parcels.Count(parcel => parcel.IsSent), Order.Parcels.Count(parcel => !parcel.IsUndone));
            return sent == all
                ? new(T["Step.Shipped"], Order.Parcels.Max(parcel => parcel.ShippedAt))
                : new(sent == 0 ? T["Step.ToShip"] : Reader.Fill(T["Step.ShippedPart"], sent, all), null);
        }
    }

    private Step Received => Order.Status == OrderStatus.Received ? new(T["Step.Received"], Order.EndedAt) : new(T["Step.ToReceive"], null);

    /// <param name="At">When it happened; null when it has not.</param>
    private sealed record Step(string What, DateTime? At);
}
