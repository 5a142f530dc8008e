using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.Deliveries;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Government.DeliveryReviews;

/// <summary>One decision on one delivery.</summary>
public sealed partial class DeliveryReviewDialog
{
    private string note = "";
    private string? factorCode;

    [Inject]
    private FactorChecks Factors { get; set; } = null!;

    [Inject]
    private DeliveryReviewService Reviews { get; set; } = null!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [Parameter, EditorRequired]
    public required Guid ParcelId { get; set; }

    /// <summary>Otherwise everything goes back.</summary>
    [Parameter, EditorRequired]
    public required bool IsRelease { get; set; }

    private async Task SendAsync()
    {
        var user = (await SignedIn).User;
        await RunAsync(() =>
            Factors.ThenAsync(
                user,
                factorCode,
                () => Reviews.DecideAsync(ParcelId, IsRelease, note, user.RequireMemberId(), user.SessionId())
            )
        );
    }
}
