namespace AgriMarket.Web.Matching.Addresses;

/// <summary>
/// The addresses of the pages of matching, for those pages and for whoever links to them. It knows nothing, so that every room may.
/// </summary>
public static class MatchingAddresses
{
    public const string Demands = "/demands";
    public const string DemandRoute = "/demands/{Id:guid}";
    public const string EditDemandRoute = "/demands/{Id:guid}/edit";
    public const string NewDemand = "/demands/new";
    public const string Review = "/backoffice/matching";
    public const string Runs = "/backoffice/matching/runs";
    public const string FarmProposals = "/farm/proposals";
    public const string BulkTermsRoute = "/farm/lots/{Id:guid}/bulk";
    public const string FarmQuotations = "/farm/quotations";
    public const string DemandQuotationsRoute = "/demands/{DemandId:guid}/quotations";
    public const string ProposalRoute = "/proposals/{Id:guid}";
    public const string PapersRoute = "/orders/{Id:guid}/papers";
    public const string ContractRoute = "/orders/{Id:guid}/papers/contract";
    public const string DeliveryNoteRoute = "/orders/{Id:guid}/papers/delivery-note";
    public const string AcceptanceFormRoute = "/orders/{Id:guid}/papers/acceptance-form";
    public const string InvoiceDataRoute = "/orders/{Id:guid}/papers/invoice-data";
    public const string ShortfallRoute = "/farm/lots/{Id:guid}/shortfall";

    public static string Demand(Guid demandId) => $"/demands/{demandId}";

    public static string EditDemand(Guid demandId) => $"/demands/{demandId}/edit";

    public static string BulkTerms(Guid lotId) => $"/farm/lots/{lotId}/bulk";

    public static string DemandQuotations(Guid demandId) => $"/demands/{demandId}/quotations";

    public static string Proposal(Guid proposalId) => $"/proposals/{proposalId}";

    /// <summary>The papers of a bulk order.</summary>
    public static string Papers(Guid orderId) => $"/orders/{orderId}/papers";

    public static string Contract(Guid orderId) => $"{Papers(orderId)}/contract";

    public static string DeliveryNote(Guid orderId) => $"{Papers(orderId)}/delivery-note";

    public static string AcceptanceForm(Guid orderId) => $"{Papers(orderId)}/acceptance-form";

    public static string InvoiceData(Guid orderId) => $"{Papers(orderId)}/invoice-data";

    public static string Shortfall(Guid lotId) => $"/farm/lots/{lotId}/shortfall";
}
