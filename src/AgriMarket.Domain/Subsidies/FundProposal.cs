using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Organisations;

namespace AgriMarket.Domain.Subsidies;

/// <summary>
/// What an official proposes: money with the one scheme that spends it, as a fund of its own or as a further scheme of an open
/// fund. Days are China days, both inclusive.
/// </summary>
/// <param name="FundId">The fund's, new or open.</param>
/// <param name="NameZh">Of the fund and its scheme, or of the further scheme.</param>
/// <param name="DepositFen">What is paid in, all of it for the scheme.</param>
/// <param name="AmountFen">Fen per order for a shipping scheme, fen a kilogram for one that pays by weight; 0 otherwise.</param>
/// <param name="BasisPoints">Hundredths of a percent, for a percentage of goods; 0 otherwise.</param>
public sealed record FundProposal(
    Guid FundId,
    Guid SchemeId,
    Guid OfficialId,
    string NameZh,
    string NameEn,
    long DepositFen,
    SchemeKind Kind,
    long AmountFen,
    int BasisPoints,
    CountyScope CountyScope,
    IReadOnlyList<string> CountyCodes,
    Guid? CampaignId,
    DateOnly StartsOn,
    DateOnly EndsOn
)
{
    /// <summary>100.00 yuan: more than any parcel of an order costs to send.</summary>
    public const long MaxPerOrderFen = 10_000;

    /// <summary>100.00 yuan.</summary>
    public const long MaxPerKilogramFen = 10_000;

    public const int MaxCounties = 100;

    /// <summary>Three years: the longest a scheme may pay.</summary>
    public const int MaxDays = 1_096;

    /// <summary>How far ahead a scheme may be planned.</summary>
    public const int MaxStartInDays = 365;

    /// <summary>For the kinds that rise with the backlog risk.</summary>
    public RiskRates RiskRates { get; init; } = RiskRates.None;

    public SchemeConditions Conditions { get; init; } = SchemeConditions.None;

    public SchemeCaps Caps { get; init; } = SchemeCaps.Usual;

    /// <summary>Hundredths of the reference price up to which a kilogram counts: see <see cref="Scheme.PriceFactorPercent"/>.</summary>
    public int PriceFactorPercent { get; init; } = Scheme.UsualPriceFactorPercent;

    /// <summary>1, the first, to 100.</summary>
    public int Priority { get; init; } = Scheme.UsualPriority;

    public bool IsExclusive { get; init; }

    /// <summary>
    /// The post of the official, read by the service and never said by a caller: whose money it is, and where it may be spent. Null
    /// before it has been read.
    /// </summary>
    public OfficePost? Post { get; init; }

    /// <summary>
    /// Where the office may spend: on goods from its region, or on whatever goes there. See <see cref="Scheme.ReachCode"/>.
    /// </summary>
    private string ReachOf(OfficePost post, RegionCatalogue regions) =>
        Conditions.DestinationCodes.Count > 0 && Conditions.DestinationCodes.All(code => post.Reaches(code, regions))
            ? RegionCatalogue.Country
            : post.RegionCode;

    /// <summary>The fund and its scheme, or a sentence for each field that is wrong.</summary>
    public Result<(Fund Fund, Scheme Scheme)> Plan(RegionCatalogue regions, DateTime now)
    {
        var wrong = new List<Rejection>();
        void Refuse(bool isWrong, string code, string field, params object[] args)
        {
            if (isWrong)
            {
                wrong.Add(new Rejection(code, field, args));
            }
        }

        Refuse(SingleLine.Of(NameZh).IsEmptyOrLongerThan(Fund.NameMaxLength), "fund.name", nameof(NameZh), Fund.NameMaxLength);
        Refuse(SingleLine.Of(NameEn).IsLongerThan(Fund.NameMaxLength), "fund.name", nameof(NameEn), Fund.NameMaxLength);
        Refuse(DepositFen is <= 0 or > Fund.MaxDepositFen, "fund.deposit", nameof(DepositFen), Fund.MaxDepositFen);
        CheckKind(Refuse);
        CheckCounties(regions, Refuse);
        Refuse(Priority is < 1 or > Scheme.MaxPriority, "scheme.priority", nameof(Priority), Scheme.MaxPriority);
        Refuse(
            PriceFactorPercent is < Scheme.MinPriceFactorPercent or > Scheme.MaxPriceFactorPercent,
            "scheme.price-factor",
            nameof(PriceFactorPercent),
            Scheme.MinPriceFactorPercent,
            Scheme.MaxPriceFactorPercent
        );
        wrong.AddRange(Conditions.Wrong(regions));
        wrong.AddRange(Caps.Wrong());
        CheckDays(ChinaTime.Day(now), Refuse);
        if (Post is not { } post)
        {
            wrong.Add(new Rejection("office.not-official"));
            return wrong;
        }

        var reach = ReachOf(post, regions);
        Refuse(
            CountyScope == CountyScope.Chosen && CountyCodes.Any(code => regions.Find(code) is not null && !regions.IsWithin(code, reach)),
            "scheme.county-outside",
            nameof(CountyCodes)
        );
        return wrong.Count > 0 ? wrong : (ToFund(post, now), ToScheme(reach));
    }

    /// <summary>The most that could be drawn from the scheme; null while sums or days make no scheme.</summary>
    public SchemeExposure? Exposure() =>
        DepositFen is > 0 and <= Fund.MaxDepositFen && EndsOn >= StartsOn && SchemeKinds.Find(Kind) is not null && !Caps.Wrong().Any()
            ? SchemeExposure.Of(ToScheme(RegionCatalogue.Country), DepositFen)
            : null;

    /// <summary>True when a repeated proposal is the one that made this fund and this scheme.</summary>
    public bool IsSame(Fund fund, Scheme scheme) =>
        (FundId, OfficialId, SingleLine.Of(NameZh), SingleLine.Of(NameEn), DepositFen)
            == (fund.Id, fund.ProposedBy, fund.NameZh, fund.NameEn, fund.DepositFen)
        && IsSame(scheme);

    /// <summary>True when a repeated proposal is the one that made this scheme.</summary>
    public bool IsSame(Scheme scheme) =>
        (StartsOn, EndsOn) == (ChinaTime.Day(scheme.StartsAt), ChinaTime.Day(scheme.EndsAt).AddDays(-1))
        && ToScheme(scheme.ReachCode).IsSame(scheme);

    private void CheckKind(Action<bool, string, string, object[]> refuse)
    {
        var rule = SchemeKinds.Find(Kind);
        refuse(rule is null || !Enum.IsDefined(CountyScope), "scheme.kind", nameof(Kind), []);
        if (rule is not null)
        {
            var isRight =
                rule.RisesWithRisk ? RiskRates.IsRising(rule.MaxRate)
                : rule.IsPercent ? BasisPoints > 0 && BasisPoints <= rule.MaxRate
                : AmountFen > 0 && AmountFen <= rule.MaxRate;
            refuse(!isRight, rule.Refusal, rule.Field, rule.IsPercent ? [] : [rule.MaxRate]);
        }
    }

    private void CheckCounties(RegionCatalogue regions, Action<bool, string, string, object[]> refuse)
    {
        refuse(
            CountyScope == CountyScope.Chosen && CountyCodes.Count is (0 or > MaxCounties),
            "scheme.counties",
            nameof(CountyCodes),
            [MaxCounties]
        );
        refuse(CountyCodes.Any(code => regions.Find(code) is null), "scheme.county-unknown", nameof(CountyCodes), []);
    }

    private void CheckDays(DateOnly today, Action<bool, string, string, object[]> refuse)
    {
        var wrongWay = EndsOn < StartsOn || EndsOn < today;
        refuse(wrongWay, "scheme.window", nameof(EndsOn), []);
        refuse(!wrongWay && EndsOn.DayNumber - StartsOn.DayNumber >= MaxDays, "scheme.window-long", nameof(EndsOn), [MaxDays]);
        refuse(StartsOn > today.AddDays(MaxStartInDays), "scheme.window-far", nameof(StartsOn), [MaxStartInDays]);
    }

    private Fund ToFund(OfficePost post, DateTime now) =>
        new()
        {
            Id = FundId,
            NameZh = SingleLine.Of(NameZh),
            NameEn = SingleLine.Of(NameEn),
            DepositFen = DepositFen,
            OfficeId = post.OfficeId,
            ProposedBy = OfficialId,
            ProposedAt = now,
        };

    private Scheme ToScheme(string reachCode)
    {
        var rule = SchemeKinds.Of(Kind);
        return new()
        {
            Id = SchemeId,
            FundId = FundId,
            NameZh = SingleLine.Of(NameZh),
            NameEn = SingleLine.Of(NameEn),
            Kind = Kind,
            AmountFen = rule is { RisesWithRisk: false, IsPercent: false } ? AmountFen : 0,
            BasisPoints = rule is { RisesWithRisk: false, IsPercent: true } ? BasisPoints : 0,
            RiskRates = rule.RisesWithRisk ? RiskRates : RiskRates.None,
            BudgetFen = DepositFen,
            ReachCode = reachCode,
            CountyScope = CountyScope,
            CountyCodes = CountyScope == CountyScope.Chosen ? CountyCodes : [],
            CampaignId = CampaignId,
            Conditions = Conditions,
            Caps = Caps,
            PriceFactorPercent = PriceFactorPercent,
            Priority = Priority,
            IsExclusive = IsExclusive,
            StartsAt = ChinaTime.StartOfDay(StartsOn),
            EndsAt = ChinaTime.EndOfDay(EndsOn),
        };
    }
}
