using AgriMarket.Domain.Lots;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.PriceReviews;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Government.PriceReviews;

/// <summary>One decision on one price.</summary>
public sealed partial class PriceReviewDialog
{
    private string note = "";

    [Inject]
    private PriceReviewService Reviews { get; set; } = null!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [Parameter, EditorRequired]
    public required PriceReview Review { get; set; }

    [Parameter, EditorRequired]
    public required PriceReviewAction Action { get; set; }

    private Task SendAsync() =>
        RunAsync(async () => await Reviews.DecideAsync(Review.Id, Action, note, (await SignedIn).User.RequireMemberId()));
}
