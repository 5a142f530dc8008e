using AgriMarket.Domain.Backlog;

namespace AgriMarket.Domain.Subsidies;

/// <summary>
/// What a scheme pays at each level of backlog risk: hundredths of a percent for <see cref="SchemeKind.PercentByRisk"/>, fen a
/// kilogram for <see cref="SchemeKind.PerKilogramByRisk"/>, zeros for every other kind. Never falls as the risk rises.
/// </summary>
public sealed record RiskRates(long Fine, long Watch, long Urgent, long Critical)
{
    public static readonly RiskRates None = new(0, 0, 0, 0);

    public long At(RiskLevel level) =>
        level switch
        {
            RiskLevel.Fine => Fine,
            RiskLevel.Watch => Watch,
            RiskLevel.Urgent => Urgent,
            RiskLevel.Critical => Critical,
            _ => throw new InvalidOperationException($"Unknown level {level}."),
        };

    /// <summary>True when it rises, or stays, from zero or more up to something that pays and is at most <paramref name="most"/>.</summary>
    public bool IsRising(long most) =>
        Fine >= 0 && Watch >= Fine && Urgent >= Watch && Critical >= Urgent && Critical > 0 && Critical <= most;
}
