using AgriMarket.Domain.Logistics;

namespace AgriMarket.Domain.Subsidies;

public enum SchemeKind
{
    /// <summary>A fixed amount per order towards shipping, never above the shipping charge.</summary>
    ShippingPerOrder,

    /// <summary>A percentage of the goods that are eligible.</summary>
    PercentOfGoods,
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

/// <summary>A rule that spends a part of a fund, its budget, within a window of time.</summary>
public sealed class Scheme
{
    public const int NameMaxLength = 60;
    public const int MaxBasisPoints = 10_000;

    public required Guid Id { get; init; }

    public required Guid FundId { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    public required SchemeKind Kind { get; init; }

    /// <summary>Fen per order, for <see cref="SchemeKind.ShippingPerOrder"/>; 0 otherwise.</summary>
    public long AmountFen { get; init; }

    /// <summary>Hundredths of a percent, 1 to 10,000, for <see cref="SchemeKind.PercentOfGoods"/>; 0 otherwise.</summary>
    public int BasisPoints { get; init; }

    /// <summary>What the scheme may spend in all, set aside from its fund when the fund opens.</summary>
    public required long BudgetFen { get; init; }

    public CountyScope CountyScope { get; init; }

    /// <summary>Region codes; a prefecture or province stands for everything inside it.</summary>
    public IReadOnlyList<string> CountyCodes { get; init; } = [];

    /// <summary>Only lots of this campaign; null for all.</summary>
    public Guid? CampaignId { get; init; }

    public required DateTime StartsAt { get; init; }

    /// <summary>Exclusive.</summary>
    public required DateTime EndsAt { get; init; }

    public string Name(bool chinese) => chinese || NameEn.Length == 0 ? NameZh : NameEn;

    public bool IsRunning(DateTime now) => StartsAt <= now && now < EndsAt;

    /// <summary>True when goods of this origin and campaign may be subsidised.</summary>
    public bool Covers(Region origin, Guid? campaignId, RegionCatalogue regions) =>
        (CampaignId is null || CampaignId == campaignId) && CountyScope switch
        {
            CountyScope.Any => true,
            CountyScope.Listed => origin.IsListed,
            CountyScope.Supervised => origin.UnderSupervision,
            CountyScope.Chosen => CountyCodes.Any(code => regions.IsWithin(origin.Code, code)),
            _ => throw new InvalidOperationException($"Unknown scope {CountyScope}."),
        };
}
