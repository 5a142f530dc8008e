using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Prices;
using AgriMarket.Domain.Subsidies;

namespace AgriMarket.Domain.Tests.Support;

/// <summary>Schemes and orders for tests of the subsidy rules: a small tree of places, one buyer in Shanghai, one day.</summary>
internal static class SubsidyFixture
{
    public const string Guizhou = "520000";
    public const string Qiandongnan = "522600";

    /// <summary>One of the 832, under supervision.</summary>
    public const string Congjiang = "522633";

    /// <summary>One of the 832.</summary>
    public const string Leishan = "522634";

    /// <summary>Never on a list.</summary>
    public const string Shouguang = "370783";

    public const string Shanghai = "310000";
    public const string Xuhui = "310104";

    /// <summary>A reference price that no line of a test is above, unless it is about just that.</summary>
    public const long PlentyFenPerKg = 1_000_000_000;

    public const string Potato = "TB001";
    public const string Lettuce = "VG001";

    public static readonly DateTime Now = new(2035, 7, 17, 2, 0, 0, DateTimeKind.Utc);
    public static readonly Guid Buyer = Guid.Parse("019817a0-0000-7000-8000-000000000001");

    public static readonly RegionCatalogue Regions = new([
        Place(Guizhou, "贵州省", RegionLevel.Province, null),
        Place(Qiandongnan, "黔东南州", RegionLevel.Prefecture, Guizhou),
        Place(Congjiang, "从江县", RegionLevel.County, Qiandongnan, delistedYear: 2020, supervised: true),
        Place(Leishan, "雷山县", RegionLevel.County, Qiandongnan, delistedYear: 2019),
        Place(Shouguang, "寿光市", RegionLevel.County, null),
        Place(Shanghai, "上海市", RegionLevel.Province, null),
        Place(Xuhui, "徐汇区", RegionLevel.County, Shanghai),
    ]);

    private static int schemes;

    /// <summary>Schemes made later come later among equals.</summary>
    public static FundedScheme Scheme(
        SchemeKind kind,
        long amountFen = 0,
        int basisPoints = 0,
        RiskRates? rates = null,
        CountyScope scope = CountyScope.Any,
        string[]? counties = null,
        Guid? campaignId = null,
        SchemeConditions? conditions = null,
        SchemeCaps? caps = null,
        int priority = AgriMarket.Domain.Subsidies.Scheme.UsualPriority,
        bool isExclusive = false,
        string reach = RegionCatalogue.Country,
        long availableFen = 1_000_000_000_000
    ) =>
        new(
            new Scheme
            {
                Id = new Guid(Interlocked.Increment(ref schemes), 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 0]),
                ReachCode = reach,
                FundId = Guid.CreateVersion7(),
                NameZh = "补贴",
                NameEn = "Subsidy",
                Kind = kind,
                AmountFen = amountFen,
                BasisPoints = basisPoints,
                RiskRates = rates ?? RiskRates.None,
                BudgetFen = 1_000_000,
                CountyScope = scope,
                CountyCodes = counties ?? [],
                CampaignId = campaignId,
                Conditions = conditions ?? SchemeConditions.None,
                Caps = caps ?? SchemeCaps.None,
                Priority = priority,
                IsExclusive = isExclusive,
                StartsAt = Now.AddDays(-1),
                EndsAt = Now.AddDays(1),
            },
            availableFen
        );

    public static FundedScheme Shipping(long amountFen, SchemeCaps? caps = null) =>
        Scheme(SchemeKind.ShippingPerOrder, amountFen, caps: caps);

    public static FundedScheme Percent(int basisPoints, SchemeCaps? caps = null, SchemeConditions? conditions = null) =>
        Scheme(SchemeKind.PercentOfGoods, basisPoints: basisPoints, caps: caps, conditions: conditions);

    public static SubsidyLine Line(
        long goodsFen,
        long grams = 500,
        string origin = Leishan,
        string produce = Potato,
        Guid? campaignId = null,
        Guid? lotId = null,
        RiskLevel risk = RiskLevel.Fine,
        long? referenceFenPerKg = PlentyFenPerKg,
        Guid? sellerId = null,
        string household = "杨大山"
    ) =>
        new(
            new LotOwner(lotId ?? Guid.CreateVersion7(), sellerId ?? Guid.CreateVersion7(), household),
            origin,
            campaignId,
            produce,
            produce == Potato ? ProduceCategory.Tuber : ProduceCategory.Vegetable,
            grams,
            goodsFen,
            risk,
            referenceFenPerKg is { } fen ? new ReferencePrice(fen, ReferenceSource.OfficialKind) : null
        );

    public static SubsidyOrder Order(params SubsidyLine[] lines) => new(lines, 0, Somebody, Xuhui, Regions, Now);

    /// <summary>The buyer, whose mobile and door are known.</summary>
    public static BuyerIdentity Somebody { get; } = new(Buyer, "mobile", "door");

    /// <summary>What a scheme grants of an order; it does grant something.</summary>
    public static GrantPlan Granted(FundedScheme scheme, SubsidyOrder order) => Assert.Single(Subsidy.Plan([scheme], order).Grants);

    /// <summary>Why a scheme grants nothing of an order; it does not.</summary>
    public static string Refused(FundedScheme scheme, SubsidyOrder order) =>
        Assert.Single(Subsidy.Plan([scheme], order).NotGranted).Why.Code;

    private static Region Place(
        string code,
        string name,
        RegionLevel level,
        string? parent,
        int? delistedYear = null,
        bool supervised = false
    ) =>
        new()
        {
            Code = code,
            Name = name,
            FullName = name,
            Level = level,
            ParentCode = parent,
            DelistedYear = delistedYear,
            UnderSupervision = supervised,
        };
}
