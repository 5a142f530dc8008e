using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.PriceReviews;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Farm.MyLots;

/// <summary>All lots of a farmer, and those whose price an office has to allow first.</summary>
public sealed partial class FarmLotsPage(FarmLotReads reads, PriceReviewReads waiting, PriceReviewService service)
{
    private PageOf<FarmLot> lots = PageOf<FarmLot>.Empty;
    private IReadOnlyList<PriceReview> reviews = [];
    private IReadOnlyList<Rejection> rejections = [];
    private Guid memberId;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? Page { get; set; }

    protected override async Task OnInitializedAsync()
    {
        memberId = (await Authentication).User.RequireMemberId();
        lots = await reads.AllAsync(memberId, QueryValue.Page(Page));
        reviews = await waiting.OfSellerAsync(memberId);
    }

    private async Task WithdrawAsync(Guid reviewId)
    {
        rejections = (await service.WithdrawAsync(reviewId, memberId)).Rejections;
        reviews = await waiting.OfSellerAsync(memberId);
    }
}
