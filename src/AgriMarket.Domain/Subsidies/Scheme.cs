using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Prices;

namespace AgriMarket.Domain.Subsidies;

public enum SchemeKind
{
    /// <summary>A fixed amount per order towards shipping, never above the shipping charge.</summary>
    ShippingPerOrder,

    /// <summary>A percentage of the goods that are eligible.</summary>
    PercentOfGoods,

    /// <summary>Fen for each kilogram of the goods that are eligible.</summary>
    PerKilogram,

    /// <summary>A percentage of the goods that rises with the backlog risk of each lot.</summary>
    PercentByRisk,

    /// <summary>Fen a kilogram that rise with the backlog risk of each lot.</summary>
    PerKilogramByRisk,
}

/// <summary>What a subsidy is paid towards, and what it can therefore never exceed.</summary>
public enum SubsidySide
{
    Shipping,
    Goods,
}

/// <summary>Which origins a scheme is for.</summary>
public enum CountyScope
{
    Any,

    /// <summary>The 832 once poverty-designated counties.</summary>
    Listed,

    /// <summary>The 52 counties under special supervision in 2020.</summary>
    Supervised,

    /// <summary>The counties in <see cref="Scheme.CountyCodes"/>.</summary>
    Chosen,
}

/// <summary>
/// How far goods come on the way into a scheme, in the order in which it asks; the furthest names the reason of a refusal.
/// </summary>
public enum GoodsFit
{
    OtherCampaign,
    OtherCounty,
    OtherProduce,
    OtherLot,

    /// <summary>Nobody knows what the kind is worth, so that nothing of its price counts.</summary>
    NoReference,
    Covered,
}

/// <summary>
/// A rule that spends a part of a fund, its budget, within a window of time. What is approved never changes: a scheme is
/// replaced by another, not edited.
/// </summary>
public sealed class Scheme
{
    public const int NameMaxLength = 60;
    public const int MaxBasisPoints = 10_000;

    /// <summary>Priorities run from 1, the first, to 100.</summary>
    public const int MaxPriority = 100;

    public const int UsualPriority = 50;

    /// <summary>Goods count up to their reference price at least.</summary>
    public const int MinPriceFactorPercent = 100;

    /// <summary>Five times what a kind is worth: a scheme for produce of unusual quality.</summary>
    public const int MaxPriceFactorPercent = 500;

    /// <summary>Retail is dearer than the wholesale prices that references mostly come from.</summary>
    public const int UsualPriceFactorPercent = 200;

    public required Guid Id { get; init; }

    public required Guid FundId { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    public required SchemeKind Kind { get; init; }

    /// <summary>
    /// Fen per order for <see cref="SchemeKind.ShippingPerOrder"/>, fen a kilogram for <see cref="SchemeKind.PerKilogram"/>; 0 otherwise.
    /// </summary>
    public long AmountFen { get; init; }

    /// <summary>Hundredths of a percent, 1 to 10,000, for <see cref="SchemeKind.PercentOfGoods"/>; 0 otherwise.</summary>
    public int BasisPoints { get; init; }

    /// <summary>For the kinds that rise with the risk; zeros otherwise.</summary>
    public RiskRates RiskRates { get; init; } = RiskRates.None;

    /// <summary>
    /// Up to how many hundredths of its reference price a kilogram counts; what is dearer, the buyer pays alone. Between
    /// <see cref="MinPriceFactorPercent"/> and <see cref="MaxPriceFactorPercent"/>.
    /// </summary>
    public int PriceFactorPercent { get; init; } = UsualPriceFactorPercent;

    /// <summary>What the scheme was given at first, reserved from its fund; a top-up adds to it in the ledger only.</summary>
    public required long BudgetFen { get; init; }

    /// <summary>
    /// Where goods must come from besides <see cref="CountyScope"/>: the region of the office whose money it is;
    /// <see cref="RegionCatalogue.Country"/> for an office of the whole country, and where all that is paid for goes to that region.
    /// </summary>
    public required string ReachCode { get; init; }

    public CountyScope CountyScope { get; init; }

    /// <summary>Region codes; a prefecture or province stands for everything inside it.</summary>
    public IReadOnlyList<string> CountyCodes { get; init; } = [];

    /// <summary>Only lots of this campaign; null for all.</summary>
    public Guid? CampaignId { get; init; }

    public SchemeConditions Conditions { get; init; } = SchemeConditions.None;

    public SchemeCaps Caps { get; init; } = SchemeCaps.None;

    /// <summary>The lower one pays first; of equals the one whose id is lower, which is the older one.</summary>
    public int Priority { get; init; } = UsualPriority;

    /// <summary>Pays alone on its side of an order: see <see cref="Subsidy"/>.</summary>
    public bool IsExclusive { get; init; }

    public required DateTime StartsAt { get; init; }

    /// <summary>Exclusive.</summary>
    public required DateTime EndsAt { get; init; }

    /// <summary>The last China day on which it pays.</summary>
    public DateOnly LastDay => ChinaTime.Day(EndsAt.AddTicks(-1));

    /// <summary>What its kind does.</summary>
    public SchemeRule Rule => SchemeKinds.Of(Kind);

    public SubsidySide Side => Rule.Side;

    public string Name(bool chinese) => chinese || NameEn.Length == 0 ? NameZh : NameEn;

    public bool IsRunning(DateTime now) => StartsAt <= now && now < EndsAt;

    /// <summary>True when the other is this one in everything.</summary>
    public bool IsSame(Scheme other) =>
        (Id, FundId, NameZh, NameEn, Kind, AmountFen, BasisPoints)
            == (other.Id, other.FundId, other.NameZh, other.NameEn, other.Kind, other.AmountFen, other.BasisPoints)
        && (BudgetFen, RiskRates, Caps, Priority, IsExclusive, PriceFactorPercent)
            == (other.BudgetFen, other.RiskRates, other.Caps, other.Priority, other.IsExclusive, other.PriceFactorPercent)
        && (CountyScope, ReachCode, CampaignId, StartsAt, EndsAt)
            == (other.CountyScope, other.ReachCode, other.CampaignId, other.StartsAt, other.EndsAt)
        && CountyCodes.SequenceEqual(other.CountyCodes)
        && Conditions.IsSame(other.Conditions);

    /// <summary>Whether goods may be subsidised, and if not, which condition stands in the way.</summary>
    public GoodsFit Fit(in SubsidyLine line, RegionCatalogue regions)
    {
        if (CampaignId is not null && CampaignId != line.CampaignId)
        {
            return GoodsFit.OtherCampaign;
        }

        if (regions.Find(line.OriginCode) is not { } origin || !IsFrom(origin, regions))
        {
            return GoodsFit.OtherCounty;
        }

        if (!Conditions.AllowProduce(line.Category, line.ProduceCode))
        {
            return GoodsFit.OtherProduce;
        }

        return !Conditions.AllowLot(line.LotId) ? GoodsFit.OtherLot
            : Side == SubsidySide.Goods && line.Reference is null ? GoodsFit.NoReference
            : GoodsFit.Covered;
    }

    /// <summary>
    /// What of a line's price this scheme counts, in fen: all of it up to <see cref="PriceFactorPercent"/> of the reference price.
    /// Where nobody knows what the kind is worth, nothing towards goods, and all of it towards shipping, which never depends on it.
    /// </summary>
    public long CountedFen(long goodsFen, long grams, ReferencePrice? reference) =>
        reference is { } known ? Math.Min(goodsFen, known.FenOf(grams, PriceFactorPercent))
        : Side == SubsidySide.Goods ? 0
        : goodsFen;

    private bool IsFrom(Region origin, RegionCatalogue regions) =>
        regions.IsWithin(origin.Code, ReachCode)
        && CountyScope switch
        {
            CountyScope.Any => true,
            CountyScope.Listed => origin.IsListed,
            CountyScope.Supervised => origin.UnderSupervision,
            CountyScope.Chosen => CountyCodes.Any(code => regions.IsWithin(origin.Code, code)),
            _ => throw new InvalidOperationException($"Unknown scope {CountyScope}."),
        };
}
