using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Platform.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Orders.Pages;

/// <summary>What a buyer is told of one parcel.</summary>
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

    /// <summary>Called with what went back once a part was cancelled.</summary>
    [Parameter]
    public EventCallback<Refund> OnCancelled { get; set; }

    private bool CanCancel => OrderStatus == OrderStatus.Paid && Parcel.Status == ParcelStatus.ToShip;

    private Parcel Parcel => View.Parcel;

    private bool HasEnded => OrderStatus is OrderStatus.Cancelled or OrderStatus.Expired or OrderStatus.Refunded;

    private string StatusWords =>
        HasEnded && Parcel.Status == ParcelStatus.ToShip ? T["Parcel.Ended"] : OrderStatus == OrderStatus.AwaitingPayment ? T["Parcel.NotYet"] : T[$"Parcel.{Parcel.Status}"];

    private IEnumerable<string> Facts
    {
        get
        {
            if (Parcel.Status == ParcelStatus.Cancelled)
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
