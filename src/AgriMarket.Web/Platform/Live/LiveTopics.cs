namespace AgriMarket.Web.Platform.Live;

/// <summary>The names of what can be watched.</summary>
public static class LiveTopics
{
    public static string Lot(Guid lotId) => $"lot:{lotId}";

    /// <summary>Every lot of a county.</summary>
    public static string County(string countyCode) => $"county:{countyCode}";

    /// <summary>Every lot of the market.</summary>
    public const string Lots = "lots";

    public static string Campaign(Guid campaignId) => $"campaign:{campaignId}";

    /// <summary>"A campaign sold something": for whoever computes the figures.</summary>
    public const string CampaignSales = "campaign-sales";

    /// <summary>What is forecast of lots.</summary>
    public const string Backlog = "backlog";

    /// <summary>Status changes of one order, for its buyer.</summary>
    public static string Order(Guid orderId) => $"order:{orderId}";

    /// <summary>Orders and money of one farmer.</summary>
    public static string Farmer(Guid farmerId) => $"farmer:{farmerId}";

    /// <summary>Demands, proposals and orders of one institution.</summary>
    public static string Institution(Guid institutionId) => $"institution:{institutionId}";

    /// <summary>Runs, demands and proposals of the whole market, for officials.</summary>
    public const string Matching = "matching";

    /// <summary>What one member is told.</summary>
    public static string Notices(Guid memberId) => $"notices:{memberId}";

    /// <summary>Reports of unsold goods, for officials.</summary>
    public const string Unsold = "unsold";

    /// <summary>Money of funds and schemes, for officials.</summary>
    public const string Funds = "funds";
}
