using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Subsidies;

/// <summary>What a kind of scheme multiplies its rate by.</summary>
public enum SchemeBase
{
    /// <summary>Nothing: it pays its rate, in fen, once an order.</summary>
    Order,

    /// <summary>The goods, in fen; the rate is hundredths of a percent.</summary>
    Goods,

    /// <summary>The weight, in kilograms; the rate is fen a kilogram.</summary>
    Weight,
}

/// <summary>A kind of scheme: what it pays towards, and how much of what.</summary>
/// <param name="RisesWithRisk">It has a rate for each level of backlog risk (<see cref="Scheme.RiskRates"/>) instead of one.</param>
/// <param name="MaxRate">The highest rate that may be proposed, in the unit of <paramref name="Base"/>.</param>
/// <param name="Refusal">The code of the refusal of another rate.</param>
public sealed record SchemeRule(SubsidySide Side, SchemeBase Base, bool RisesWithRisk, long MaxRate, string Refusal)
{
    /// <summary>
    /// Towards shipping a scheme pays once an order, towards goods by goods or weight: <see cref="Subsidy"/> and what audits grants
    /// know no other way.
    /// </summary>
    public SchemeBase Base { get; } =
        Side == SubsidySide.Shipping == (Base == SchemeBase.Order)
            ? Base
            : throw new ArgumentException($"No scheme pays towards {Side} by {Base}: Subsidy and its audit have to learn it first.");

    /// <summary>Its rates are percentages; those of other kinds are sums of money.</summary>
    public bool IsPercent => Base == SchemeBase.Goods;

    /// <summary>Where a proposal says the rate, and a refusal of it belongs.</summary>
    public string Field =>
        RisesWithRisk ? nameof(Scheme.RiskRates)
        : IsPercent ? nameof(Scheme.BasisPoints)
        : nameof(Scheme.AmountFen);

    /// <summary>How many parts of a fen make one where a rate is multiplied by its base.</summary>
    public long Divisor =>
        Base switch
        {
            SchemeBase.Order => 1,
            SchemeBase.Goods => Scheme.MaxBasisPoints,
            SchemeBase.Weight => Weights.KilogramGrams,
            _ => throw new InvalidOperationException($"Unknown base {Base}."),
        };

    /// <summary>The rate of a scheme of this kind for goods of this risk.</summary>
    public long RateOf(Scheme scheme, RiskLevel risk) =>
        RisesWithRisk ? scheme.RiskRates.At(risk)
        : IsPercent ? scheme.BasisPoints
        : scheme.AmountFen;

    /// <summary>Every rate of a scheme of this kind, the lowest first.</summary>
    public IReadOnlyList<long> RatesOf(Scheme scheme) =>
        RisesWithRisk ? [.. Enum.GetValues<RiskLevel>().Select(scheme.RiskRates.At)] : [RateOf(scheme, RiskLevel.Critical)];

    /// <summary>Rate times base, in parts of a fen: see <see cref="Divisor"/>.</summary>
    public long Times(long rate, long goodsFen, long grams) =>
        Base switch
        {
            SchemeBase.Order => rate,
            SchemeBase.Goods => rate * goodsFen,
            SchemeBase.Weight => rate * grams,
            _ => throw new InvalidOperationException($"Unknown base {Base}."),
        };
}

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

/// <summary>
/// The kinds of schemes. A new one is a value of <see cref="SchemeKind"/>, a row here, and its texts
/// (<c>Kind.…</c>, <c>Scheme.…</c>, <c>Because.…</c>) beside those of the others.
/// </summary>
public static class SchemeKinds
{
    private static readonly Dictionary<SchemeKind, SchemeRule> All = new()
    {
        [SchemeKind.ShippingPerOrder] = new(
            SubsidySide.Shipping,
            SchemeBase.Order,
            RisesWithRisk: false,
            FundProposal.MaxPerOrderFen,
            "scheme.amount"
        ),
        [SchemeKind.PercentOfGoods] = new(
            SubsidySide.Goods,
            SchemeBase.Goods,
            RisesWithRisk: false,
            Scheme.MaxBasisPoints,
            "scheme.percent"
        ),
        [SchemeKind.PerKilogram] = new(
            SubsidySide.Goods,
            SchemeBase.Weight,
            RisesWithRisk: false,
            FundProposal.MaxPerKilogramFen,
            "scheme.amount-kilogram"
        ),
        [SchemeKind.PercentByRisk] = new(
            SubsidySide.Goods,
            SchemeBase.Goods,
            RisesWithRisk: true,
            Scheme.MaxBasisPoints,
            "scheme.risk-percent"
        ),
        [SchemeKind.PerKilogramByRisk] = new(
            SubsidySide.Goods,
            SchemeBase.Weight,
            RisesWithRisk: true,
            FundProposal.MaxPerKilogramFen,
            "scheme.risk-kilogram"
        ),
    };

    /// <summary>The kinds that pay towards shipping; all others pay towards goods.</summary>
    public static IReadOnlyList<SchemeKind> TowardsShipping { get; } =
    [.. All.Where(kind => kind.Value.Side == SubsidySide.Shipping).Select(kind => kind.Key)];

    /// <summary>What a kind does; null for a value that is none of them.</summary>
    public static SchemeRule? Find(SchemeKind kind) => All.GetValueOrDefault(kind);

    /// <summary>What a kind does.</summary>
    public static SchemeRule Of(SchemeKind kind) =>
        Find(kind) ?? throw new InvalidOperationException($"{kind} is no row of the table of scheme kinds.");
}
