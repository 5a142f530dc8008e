using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Logistics;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Reference.Regions;
using AgriMarket.Web.Trade.Deliveries;
using AgriMarket.Web.Trade.OrderViews;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Government.DeliveryReviews;

/// <summary>Deliveries with public money that an official of the county looks at before the money is final.</summary>
public sealed partial class DeliveryReviewsPage
{
    private IReadOnlyList<DeliveryCase>? cases;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [Inject]
    private DeliveryReviewReads Reads { get; set; } = null!;

    [Inject]
    private CarrierNames Carriers { get; set; } = null!;

    [Inject]
    private RegionCatalogue Regions { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync() => cases = await Reads.ForOfficialAsync((await SignedIn).User.RequireMemberId());

    private string PlaceOf(string regionCode) => Regions.FullName(regionCode);

    private string TimesOf(DeliveryCase shown) =>
        shown.Parcel.ReceivedAt is { } received
            ? Reader.Fill(T["Reviews.TimesBoth"], shown.Parcel.ShippedAt, received)
            : Reader.Fill(T["Reviews.Times"], shown.Parcel.ShippedAt);

    private static string Colour(DeliveryReviewStatus status) =>
        status switch
        {
            DeliveryReviewStatus.Waiting => "amber",
            DeliveryReviewStatus.Released => "green",
            _ => "",
        };

    private async Task DecideAsync(DeliveryCase shown, bool release)
    {
        var parameters = new DialogParameters<DeliveryReviewDialog>
        {
            { dialog => dialog.ParcelId, shown.Review.ParcelId },
            { dialog => dialog.IsRelease, release },
        };
        var dialog = await Dialogs.ShowAsync<DeliveryReviewDialog>(null, parameters);
        await dialog.Result;
        await ReadAsync();
    }
}
