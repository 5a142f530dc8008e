using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Live;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Government.Orders;

/// <summary>An order for those in office, who give money back where the farmer of their place does not or cannot.</summary>
public sealed partial class OfficialOrderPage(OfficialOrderReads orders, ISnackbar snackbar, NavigationManager navigation)
{
    private OfficialOrder? shown;
    private Guid memberId;

    [Parameter]
    public Guid Id { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    private Order Order => shown!.View.Order;

    protected override async Task OnInitializedAsync()
    {
        memberId = (await Authentication).User.RequireMemberId();
        Follow(OrderTopics.Order(Id), PaymentTopics.Payment(Id));
        await ReadAsync();
        if (shown is null)
        {
            navigation.NotFound();
        }
    }

    protected override async Task ReadAsync() => shown = await orders.FindAsync(Id, memberId);

    private async Task ShowRefundAsync(Refund refund)
    {
        snackbar.Add(Reader.Fill(T["Give.Done.Buyer"], refund.BuyerFen), Severity.Success);
        await ReadAsync();
    }
}
