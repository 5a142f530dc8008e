using AgriMarket.Web.Farm.Addresses;
using AgriMarket.Web.Government.Addresses;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Trade.ReferencePrices;

namespace AgriMarket.Web.Trade.PriceReviews;

/// <summary>What sellers are notified of about prices that an official had to allow.</summary>
internal static class PriceReviewNotifications
{
    /// <summary>To the officials of the county: a seller asks for a price far above the reference.</summary>
    public static readonly NotificationKind PriceAsked = new("PriceAsked", NotificationGroups.Lots, typeof(PriceText), "Notify.PriceAsked")
    {
        Links = _ => [new("Notify.SeeReviews", GovernmentAddresses.PriceReviews)],
    };

    /// <summary>To the seller: a price far above the reference was allowed, or declined.</summary>
    public static readonly NotificationKind PriceDecided = new(
        "PriceDecided",
        NotificationGroups.Lots,
        typeof(PriceText),
        "Notify.PriceDecided"
    )
    {
        Outcomes = ["Notify.Price.Allowed", "Notify.Price.Declined"],
        Links = about =>
            [about.LotId is { } lotId ? new("Notify.SeeLot", FarmAddresses.Lot(lotId)) : new("Notify.SeeLots", FarmAddresses.Lots)],
    };
}
