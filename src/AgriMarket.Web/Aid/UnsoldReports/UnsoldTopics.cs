namespace AgriMarket.Web.Aid.UnsoldReports;

/// <summary>What can be watched of reports of unsold goods.</summary>
public static class UnsoldTopics
{
    /// <summary>Every report, for officials.</summary>
    public const string Reports = "unsold";
}
