namespace AgriMarket.Web.Matching.Market;

/// <summary>What can be watched of the matching.</summary>
public static class MatchTopics
{
    /// <summary>Runs, demands and proposals of the whole market, for officials.</summary>
    public const string Matching = "matching";
}
