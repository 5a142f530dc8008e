using System.ComponentModel.DataAnnotations;

namespace AgriMarket.Domain.Backlog;

/// <summary>
/// The constants of the forecast (section <c>Backlog:Forecast</c>). The defaults were chosen on the training market of the
/// benchmark <c>backlog</c>, which prints how little the others do worse.
/// </summary>
public sealed record ForecastSettings
{
    public static readonly ForecastSettings Default = new();

    /// <summary>China days of a lot's own sales that count, today included.</summary>
    [Range(1, 60)]
    public int RecentDays { get; init; } = 28;

    /// <summary>A sale this many days ago counts half as much as one of today (exponential smoothing).</summary>
    [Range(1d, 365d)]
    public double HalfLifeDays { get; init; } = 5;

    /// <summary>
    /// Relative variance of what no count of past orders tells: tastes that turn, holidays, a rival with a lower price. At
    /// least 0.01, which also bounds the work of a forecast.
    /// </summary>
    [Range(0.01, 10d)]
    public double Doubt { get; init; } = 0.2;

    /// <summary>The usual size of an order of comparable lots weighs as much as this many orders of the lot's own.</summary>
    [Range(0.1, 1_000d)]
    public double SizeStrength { get; init; } = 10;
}
