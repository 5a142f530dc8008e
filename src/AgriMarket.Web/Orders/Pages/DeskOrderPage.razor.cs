using AgriMarket.Domain.Orders;
using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Orders.Pages;

/// <summary>An order for those in office, who give money back where the farmer of their place does not or cannot.</summary>
public sealed partial class DeskOrderPage(DeskOrderReads orders, ISnackbar snackbar, NavigationManager navigation)
{
    private DeskOrder? shown;
    private Guid memberId;

    [Parameter]
    public Guid Id { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    private Order Order => shown!.View.Order;

    protected override async Task OnInitializedAsync()
    {
        memberId = (await Authentication).User.RequireMemberId();
        Follow(LiveTopics.Order(Id));
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
