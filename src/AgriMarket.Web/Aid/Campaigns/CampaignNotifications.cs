using AgriMarket.Web.Government.Addresses;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Shop.Addresses;

namespace AgriMarket.Web.Aid.Campaigns;

/// <summary>What officials are notified of about campaigns.</summary>
internal static class CampaignNotifications
{
    /// <summary>To the officials of a region: a farmer asks for a lot to be taken into a campaign.</summary>
    public static readonly NotificationKind LotOffered = new(
        "LotOffered",
        NotificationGroups.Lots,
        typeof(CampaignText),
        "Notify.LotOffered"
    )
    {
        Links = about =>
            [new("Notify.SeeCampaigns", GovernmentAddresses.Campaigns), new("Notify.SeeLot", ShopAddresses.Lot(about.LotId ?? default))],
    };
}
