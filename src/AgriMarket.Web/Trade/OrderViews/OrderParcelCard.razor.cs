using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Trade.OrderViews;

/// <summary>What a buyer, or somebody in office, is told of one parcel.</summary>
public sealed partial class OrderParcelCard
{
    [Inject]
    private Reader Reader { get; set; } = null!;

    [Inject]
    private IStringLocalizer<OrderText> T { get; set; } = null!;

    [Parameter, EditorRequired]
    public required ParcelView View { get; set; }

    [Parameter, EditorRequired]
    public required OrderStatus OrderStatus { get; set; }

    /// <summary>Why this parcel's last command was refused.</summary>
    [Parameter]
    public IReadOnlyList<Rejection> Rejections { get; set; } = [];

    [Parameter]
    public bool IsBusy { get; set; }

    [Parameter]
    public EventCallback OnReceive { get; set; }

    /// <summary>Called with what went back once a part was cancelled or refunded.</summary>
    [Parameter]
    public EventCallback<Refund> OnRefunded { get; set; }

    /// <summary>The lots for which somebody in office may give money back; null where the buyer looks at it.</summary>
    [Parameter]
    public IReadOnlySet<Guid>? OfficeLots { get; set; }

    private Parcel Parcel => View.Parcel;

    /// <summary>In which way the reader may refund a line; null where they may not, or not now.</summary>
    private RefundKind? KindFor(OrderLine line) =>
        (OfficeLots, OrderStatus) switch
        {
            (null, OrderStatus.Paid) when Parcel.Status == ParcelStatus.ToShip => RefundKind.Unshipped,
            ({ } lots, OrderStatus.Paid or OrderStatus.Shipped or OrderStatus.Received) when lots.Contains(line.LotId) => Parcel.IsSent
                ? RefundKind.Shipped
                : RefundKind.Undelivered,
            _ => null,
        };

    private bool HasEnded => OrderStatus is OrderStatus.Cancelled or OrderStatus.Expired or OrderStatus.Refunded;

    private string StatusText =>
        HasEnded && Parcel.Status == ParcelStatus.ToShip ? T["Parcel.Ended"]
        : OrderStatus == OrderStatus.AwaitingPayment ? T["Parcel.NotYet"]
        : T[$"Parcel.{Parcel.Status}"];

    private IEnumerable<string> Facts
    {
        get
        {
            if (Parcel.IsUndone)
            {
                yield break;
            }

            yield return T[$"Service.{Parcel.Service}"];
            yield return Reader.Fill(T["Parcel.Facts"], View.Lines.Sum(line => line.KeptGrams), Parcel.DistanceKm);
            yield return $"{T["Sums.Shipping"]} {Reader.Yuan(Parcel.ShippingFen)}";
            if (Parcel.Status is ParcelStatus.ToShip or ParcelStatus.Shipped && !HasEnded)
            {
                yield return Reader.Fill(T["Parcel.TransitTo"], Parcel.TransitDaysTo);
            }
        }
    }
}
