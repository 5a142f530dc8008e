namespace AgriMarket.Web.Shop.Addresses;

/// <summary>
/// The addresses of the pages for residents, for those pages and for whoever links to them. It knows nothing, so that every room may.
/// </summary>
public static class ShopAddresses
{
    public const string Shop = "/";
    public const string HelpSell = "/help-sell";
    public const string Campaigns = "/campaigns";
    public const string CampaignRoute = "/campaigns/{Id:guid}";
    public const string LotRoute = "/lots/{Id:guid}";
    public const string Cart = "/cart";
    public const string Checkout = "/checkout";
    public const string Destination = "/destination";

    /// <summary>Where a chosen place is posted to.</summary>
    public const string ChooseDestination = "/settings/destination";
    public const string OrderRoute = "/orders/{id:guid}";
    public const string Orders = "/orders";

    public static string Campaign(Guid campaignId) => $"/campaigns/{campaignId}";

    public static string Lot(Guid lotId) => $"/lots/{lotId}";

    /// <summary>Where a place is chosen, and then that page shown again.</summary>
    public static string DestinationFor(string returnTo) => $"{Destination}?returnTo={Uri.EscapeDataString(returnTo)}";

    public static string Order(Guid orderId) => $"/orders/{orderId}";
}
