using AgriMarket.Domain.Common;
using AgriMarket.Web.Money.Payments.Gateways;
using Microsoft.AspNetCore.Components;
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

    private bool IsSandbox => options.Value.IsSandbox;

    /// <summary>The word of the texts that say how it stands.</summary>
    private string State => Way.Account?.Status.ToString() ?? "None";

    private async Task OpenAsync()
    {
        var opened = await accounts.OpenAsync(MemberId, navigation.ToAbsoluteUri(ReturnPath).ToString());
        rejections = opened.Rejections;
        if (opened.IsOk)
        {
            navigation.NavigateTo(opened.Value);
        }
    }
}
