using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Live;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.Orders;
using AgriMarket.Web.Trade.Refunds;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Shop.MyOrders;

/// <summary>An order as its buyer follows it; it changes by itself when a farmer ships or the time to pay is over.</summary>
public sealed partial class OrderPage
{
    private OrderView? view;
    private Guid buyerId;
    private IReadOnlyList<Rejection> rejections = [];
    private IReadOnlyList<Rejection> parcelRejections = [];
    private Guid? refusedParcel;

    /// <summary>Made once for "cancel all that is not sent", so that a second click is the same command.</summary>
    private Guid refundId = Guid.CreateVersion7();
    private bool isBusy;

    [Inject]
    private OrderReads Orders { get; set; } = null!;

    [Inject]
    private OrderService Service { get; set; } = null!;

    [Inject]
    private RefundService Refunds { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [Parameter]
    public Guid Id { get; set; }

    private Order Order => view!.Order;

    /// <summary>It goes by truck, as what institutions order does.</summary>
    private bool IsBulk => Order.Parcels.TrueForAll(parcel => parcel.Service == FreightService.Bulk);

    /// <summary>What can still be cancelled of a paid order.</summary>
    private IReadOnlyList<WantedLine> Unsent =>
        Order.Status != OrderStatus.Paid
            ? []
            :
            [
                .. view!
                    .Parcels.Where(row => row.Parcel.Status == ParcelStatus.ToShip)
                    .SelectMany(row => row.Lines)
                    .Where(line => line.KeptGrams > 0)
                    .Select(line => new WantedLine(line.LotId, line.KeptGrams)),
            ];

    protected override async Task OnInitializedAsync()
    {
        buyerId = (await Authentication).User.RequireMemberId();
        Follow(OrderTopics.Order(Id), PaymentTopics.Payment(Id));
        await ReadAsync();
        if (view is null)
        {
            Navigation.NotFound();
        }
    }

    protected override async Task ReadAsync() => view = await Orders.FindAsync(Id, buyerId);

    private async Task CancelAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        var sure = await Dialogs.ShowMessageBoxAsync(
            T["Order.CancelAsk.Title"],
            T["Order.CancelAsk.Text"],
            T["Order.CancelAsk.Yes"],
            cancelText: T["Order.CancelAsk.No"]
        );
        if (sure == true)
        {
            rejections = (await Service.CancelAsync(Id, buyerId)).Rejections;
            await ReadAsync();
        }

        isBusy = false;
    }

    private async Task CancelUnsentAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        if (
            await Dialogs.ShowMessageBoxAsync(T["Give.All.Title"], T["Give.All.Text"], T["Give.All.Yes"], cancelText: T["Give.All.No"])
            == true
        )
        {
            var cancelled = await Refunds.CancelAsync(refundId, Id, buyerId, Unsent);
            rejections = [.. cancelled.Rejections.Select(rejection => rejection with { Field = null })];
            if (cancelled.IsOk)
            {
                refundId = Guid.CreateVersion7();
                await ShowRefundAsync(cancelled.Value);
            }
        }

        isBusy = false;
    }

    private async Task ShowRefundAsync(Refund refund)
    {
        Snackbar.Add(Reader.Fill(T["Give.Done"], refund.BuyerFen), Severity.Success);
        await ReadAsync();
    }

    /// <summary>In two steps: it cannot be undone, and the farmer is paid by it.</summary>
    private async Task ReceiveAsync(Guid parcelId)
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        var sure = await Dialogs.ShowMessageBoxAsync(
            T["Order.ReceiveAsk.Title"],
            T["Order.ReceiveAsk.Text"],
            T["Order.ReceiveAsk.Yes"],
            cancelText: T["Order.ReceiveAsk.No"]
        );
        if (sure == true)
        {
            (refusedParcel, parcelRejections) = (parcelId, (await Service.ReceiveAsync(parcelId, buyerId)).Rejections);
            await ReadAsync();
        }

        isBusy = false;
    }
}
