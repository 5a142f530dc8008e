using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.Deliveries;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Government.DeliveryReviews;

/// <summary>One decision on one delivery.</summary>
public sealed partial class DeliveryReviewDialog
{
    private string note = "";

    [Inject]
    private DeliveryReviewService Reviews { get; set; } = null!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [Parameter, EditorRequired]
    public required Guid ParcelId { get; set; }

    /// <summary>Otherwise everything goes back.</summary>
    [Parameter, EditorRequired]
    public required bool IsRelease { get; set; }

    private Task SendAsync() =>
        RunAsync(async () => await Reviews.DecideAsync(ParcelId, IsRelease, note, (await SignedIn).User.RequireMemberId()));
}
