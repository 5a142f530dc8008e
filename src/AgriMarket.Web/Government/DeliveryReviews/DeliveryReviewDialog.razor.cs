using AgriMarket.Web.Trade.Deliveries;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Government.DeliveryReviews;

/// <summary>One decision on one delivery.</summary>
public sealed partial class DeliveryReviewDialog
{
    private string note = "";

    [Inject]
    private DeliveryReviewService Reviews { get; set; } = null!;

    [Parameter, EditorRequired]
    public required Guid ParcelId { get; set; }

    /// <summary>Otherwise everything goes back.</summary>
    [Parameter, EditorRequired]
    public required bool IsRelease { get; set; }

    private Task SendAsync() => RunAsync((memberId, sessionId) => Reviews.DecideAsync(ParcelId, IsRelease, note, memberId, sessionId));
}
