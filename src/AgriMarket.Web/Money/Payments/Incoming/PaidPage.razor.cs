using AgriMarket.Domain.Payments;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Money.Payments.Incoming;

/// <summary>Where the gateway's page leads back to. The buyer may be here before the gateway's event: then the gateway is asked.</summary>
public sealed partial class PaidPage(PaymentService payments, PaidForAddress addressOf, NavigationManager navigation)
{
    private bool isWaiting;

    [Parameter]
    public Guid Id { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        var payerId = (await Authentication).User.RequireMemberId();
        await payments.AskAsync(Id, payerId);
        switch (await payments.FindAsync(Id, payerId))
        {
            case null:
                navigation.NotFound();
                break;
            case { Status: PaymentStatus.Open or PaymentStatus.Declined }:
                isWaiting = true;
                break;
            default:
                navigation.NavigateTo(addressOf(Id));
                break;
        }
    }
}
