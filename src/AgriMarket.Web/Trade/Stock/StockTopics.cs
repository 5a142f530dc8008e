namespace AgriMarket.Web.Trade.Stock;

/// <summary>What can be watched of lots, and of a campaign's figures, which go out over the same hub.</summary>
public static class StockTopics
{
    /// <summary>Every lot of the market.</summary>
    public const string Lots = "lots";

    public static string Lot(Guid lotId) => $"lot:{lotId}";

    /// <summary>Every lot of a county.</summary>
    public static string County(string countyCode) => $"county:{countyCode}";

    public static string Campaign(Guid campaignId) => $"campaign:{campaignId}";
}
