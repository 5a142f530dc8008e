using AgriMarket.Domain.Common;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Money.Payments.Outgoing;

/// <summary>
/// Where a member's money goes. The form is an enhanced one: the gateway's own page is another site, to which the market's
/// forms may not lead.
/// </summary>
public sealed partial class PayoutAccountCard(PayoutAccounts accounts, IOptions<PaymentOptions> options, NavigationManager navigation)
{
    private IReadOnlyList<Rejection> rejections = [];

    [Parameter, EditorRequired]
    public required Guid MemberId { get; set; }

    [Parameter, EditorRequired]
    public required PayoutRoute Way { get; set; }

    /// <summary>The page of the market that the gateway leads back to.</summary>
    [Parameter, EditorRequired]
    public required string ReturnPath { get; set; }

    /// <summary>True for a member who sells nothing himself, and takes money for others only.</summary>
    [Parameter]
    public bool IsForOthers { get; set; }

    /// <summary>Typed after it was refused for want of it.</summary>
    [SupplyParameterFromForm(FormName = "open-account")]
    public string? FactorCode { get; set; }

    [Inject]
    private FactorChecks Factors { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState> SignedIn { get; set; } = null!;

    private bool IsSandbox => options.Value.IsSandbox;

    /// <summary>The word of the texts that say how it stands.</summary>
    private string State => Way.Account?.Status.ToString() ?? "None";

    private async Task OpenAsync()
    {
        var user = (await SignedIn).User;
        var opened = await Factors.ThenAsync(
            user,
            FactorCode,
            () => accounts.OpenAsync(MemberId, navigation.ToAbsoluteUri(ReturnPath).ToString(), user.SessionId())
        );
        rejections = opened.Rejections;
        if (opened.IsOk)
        {
            navigation.NavigateTo(opened.Value);
        }
    }
}
