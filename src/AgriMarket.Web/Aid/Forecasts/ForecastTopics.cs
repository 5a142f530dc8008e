namespace AgriMarket.Web.Aid.Forecasts;

/// <summary>What can be watched of forecasts.</summary>
public static class ForecastTopics
{
    /// <summary>What is forecast of the lots on sale.</summary>
    public const string Backlog = "backlog";
}
