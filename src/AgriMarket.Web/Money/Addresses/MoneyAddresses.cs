namespace AgriMarket.Web.Money.Addresses;

/// <summary>
/// The addresses of the pages about money, for those pages and for whoever links to them. It knows nothing, so that every room may.
/// </summary>
public static class MoneyAddresses
{
    public const string PaidRoute = "/pay/{id:guid}/back";
    public const string PayRoute = "/pay/{id:guid}";
    public const string Payments = "/backoffice/payments";
    public const string OfficialAccount = "/backoffice/payees/account";
    public const string FarmAccount = "/farm/money/account";
    public const string Payees = "/backoffice/payees";
    public const string NewFund = "/backoffice/funds/new";
    public const string NewSchemeRoute = "/backoffice/funds/{FundId:guid}/scheme";
    public const string FundRoute = "/backoffice/funds/{Id:guid}";
    public const string PublicFunds = "/funds";
    public const string Funds = "/backoffice/funds";

    public static string Pay(Guid paymentId) => $"/pay/{paymentId}";

    public static string NewScheme(Guid fundId) => $"/backoffice/funds/{fundId}/scheme";

    /// <summary>A new proposal that begins with what an earlier one said.</summary>
    public static string NewFundLike(Guid fundId) => $"{NewFund}?like={fundId}";

    public static string Fund(Guid fundId) => $"/backoffice/funds/{fundId}";
}
