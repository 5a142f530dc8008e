namespace AgriMarket.Web.Farm.Addresses;

/// <summary>
/// The addresses of the pages for farmers, for those pages and for whoever links to them. It knows nothing, so that every room may.
/// </summary>
public static class FarmAddresses
{
    public const string Farm = "/farm";
    public const string Lots = "/farm/lots";
    public const string LotRoute = "/farm/lots/{Id:guid}";
    public const string MoreQuery = "more";
    public const string EditLotRoute = "/farm/lots/{Id:guid}/edit";
    public const string OfferLotRoute = "/farm/lots/{Id:guid}/campaign";
    public const string Unsold = "/farm/unsold";
    public const string NewUnsold = "/farm/unsold/new";
    public const string Money = "/farm/money";
    public const string Orders = "/farm/orders";
    public const string ShippedOrders = "/farm/orders/shipped";
    public const string Audits = "/farm/audits";
    public const string AuditRoute = "/farm/audits/{Id:guid}";
    public const string Sell = "/farm/sell";

    public static string Lot(Guid lotId) => $"/farm/lots/{lotId}";

    /// <summary>The lot's page, where there is said to be more of it.</summary>
    public static string MoreOfLot(Guid lotId) => $"/farm/lots/{lotId}?{MoreQuery}=1";

    public static string EditLot(Guid lotId) => $"/farm/lots/{lotId}/edit";

    public static string Audit(Guid parcelId) => $"/farm/audits/{parcelId}";

    public static string OfferLot(Guid lotId) => $"/farm/lots/{lotId}/campaign";
}
