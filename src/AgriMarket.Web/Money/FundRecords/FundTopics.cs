namespace AgriMarket.Web.Money.FundRecords;

/// <summary>What can be watched of public money.</summary>
public static class FundTopics
{
    /// <summary>Money of funds and schemes, for officials.</summary>
    public const string Funds = "funds";
}
