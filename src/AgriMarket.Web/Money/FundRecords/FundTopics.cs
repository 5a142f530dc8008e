namespace AgriMarket.Web.Money.FundRecords;

/// <summary>What can be watched of public money.</summary>
public static class FundTopics
{
    /// <summary>Money of funds and schemes, for officials.</summary>
    public const string Funds = "funds";

    /// <summary>
    /// What an order is granted may be another now: officials have approved or changed a fund, or a campaign has taken lots in or let
    /// them go. What orders themselves use up is not announced here, since every order does.
    /// </summary>
    public const string Grants = "grants";
}
