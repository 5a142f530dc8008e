using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Reference.Regions;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.PriceReviews;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Government.PriceReviews;

/// <summary>Prices far above the reference, which an official of the county has to allow for each lot.</summary>
public sealed partial class PriceReviewsPage(
    PriceReviewReads reads,
    ProduceCatalogue produce,
    RegionCatalogue regions,
    IDialogService dialogs
)
{
    private IReadOnlyList<PriceReview>? reviews;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    private ProduceCatalogue Produce => produce;

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync() => reviews = await reads.ForOfficialAsync((await SignedIn).User.RequireMemberId());

    private string WhoAndWhere(PriceReview review) =>
        string.Join(
            " · ",
            new[] { review.Intent.FarmerName, review.Intent.Household, regions.FullName(review.OriginCode), review.Intent.Village }.Where(
                part => part.Length > 0
            )
        );

    private static long WorthFen(PriceReview review) =>
        Rounding.HalfUp(review.ReferenceFenPerKg, review.Intent.UnitGrams, Weights.KilogramGrams);

    private static string Times(PriceReview review) =>
        ((decimal)review.Intent.UnitPriceFen * Weights.KilogramGrams / review.Intent.UnitGrams / review.ReferenceFenPerKg).ToString(
            "0.#",
            CultureInfo.InvariantCulture
        );

    private static string Colour(PriceReviewStatus status) =>
        status switch
        {
            PriceReviewStatus.Waiting => "amber",
            PriceReviewStatus.Allowed => "green",
            _ => "",
        };

    private async Task DecideAsync(PriceReview review, PriceReviewAction action)
    {
        var parameters = new DialogParameters<PriceReviewDialog>
        {
            { dialog => dialog.Review, review },
            { dialog => dialog.Action, action },
        };
        var dialog = await dialogs.ShowAsync<PriceReviewDialog>(null, parameters);
        await dialog.Result;
        await ReadAsync();
    }
}
