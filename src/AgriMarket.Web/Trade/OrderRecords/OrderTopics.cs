namespace AgriMarket.Web.Trade.OrderRecords;

/// <summary>What can be watched of orders.</summary>
public static class OrderTopics
{
    /// <summary>"A campaign sold something": for whoever computes the figures.</summary>
    public const string CampaignSales = "campaign-sales";

    /// <summary>Status changes of one order, for its buyer.</summary>
    public static string Order(Guid orderId) => $"order:{orderId}";
}
