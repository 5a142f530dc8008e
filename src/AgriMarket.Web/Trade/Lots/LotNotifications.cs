using AgriMarket.Web.Farm.Addresses;
using AgriMarket.Web.People.Notifications;

namespace AgriMarket.Web.Trade.Lots;

/// <summary>What farmers are notified of about their lots.</summary>
internal static class LotNotifications
{
    /// <summary>To the farmer: the rest of a lot passed best-before.</summary>
    public static readonly NotificationKind LotWrittenOff = new(
        "LotWrittenOff",
        NotificationGroups.Lots,
        typeof(LotText),
        "Notify.LotWrittenOff"
    )
    {
        Links = about => [new("Notify.SeeLot", FarmAddresses.Lot(about.LotId ?? default))],
    };
}
