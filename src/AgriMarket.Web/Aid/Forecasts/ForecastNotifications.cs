using AgriMarket.Web.Farm.Addresses;
using AgriMarket.Web.People.Notifications;

namespace AgriMarket.Web.Aid.Forecasts;

/// <summary>What farmers are notified of about what is forecast.</summary>
internal static class ForecastNotifications
{
    /// <summary>To the farmer: at its present pace a lot will not sell out.</summary>
    public static readonly NotificationKind LotAtRisk = new("LotAtRisk", NotificationGroups.Lots, typeof(BacklogText), "Notify.LotAtRisk")
    {
        Links = about =>
            [
                new("Notify.LowerPrice", FarmAddresses.Lot(about.LotId ?? default)),
                new("Notify.OfferToCampaign", FarmAddresses.OfferLot(about.LotId ?? default)),
                new("Notify.ReportUnsold", $"{FarmAddresses.NewUnsold}?lot={about.LotId}"),
            ],
    };
}
