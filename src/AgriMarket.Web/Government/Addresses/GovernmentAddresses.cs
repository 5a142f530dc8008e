namespace AgriMarket.Web.Government.Addresses;

/// <summary>
/// The addresses of the pages for officials, for those pages and for whoever links to them. It knows nothing, so that every room may.
/// </summary>
public static class GovernmentAddresses
{
    public const string Overview = "/backoffice";
    public const string Campaigns = "/backoffice/campaigns";
    public const string NewCampaign = "/backoffice/campaigns/new";
    public const string CampaignRoute = "/backoffice/campaigns/{Id:guid}";
    public const string Backlog = "/backoffice/backlog";
    public const string Orders = "/backoffice/orders";
    public const string OrderRoute = "/backoffice/orders/{id:guid}";
    public const string UnsoldReports = "/backoffice/unsold";
    public const string NewUnsoldReport = "/backoffice/unsold/new";
    public const string ReferencePrices = "/backoffice/reference-prices";
    public const string PriceReviews = "/backoffice/price-reviews";
    public const string DeliveryReviews = "/backoffice/deliveries";
    public const string Findings = "/backoffice/findings";
    public const string Cases = "/backoffice/cases";
    public const string NewCase = "/backoffice/cases/new";
    public const string CaseRoute = "/backoffice/cases/{Id:guid}";
    public const string Register = "/backoffice/register";
    public const string Audits = "/backoffice/audits";
    public const string PublicAudits = "/audits";
    public const string Applications = "/backoffice/members";

    public static string Campaign(Guid campaignId) => $"/backoffice/campaigns/{campaignId}";

    public static string Case(Guid caseId) => $"/backoffice/cases/{caseId}";

    /// <summary>Where a case from a finding begins.</summary>
    /// <param name="handle">Sealed: what findings are known by may be counted back to a mobile.</param>
    public static string NewCaseOf(string handle) => $"{NewCase}?finding={handle}";

    /// <summary>Where a case about parcels of an order begins.</summary>
    public static string NewCaseAbout(Guid orderId) => $"{NewCase}?order={orderId}";

    public static string Order(Guid orderId) => $"/backoffice/orders/{orderId}";
}
