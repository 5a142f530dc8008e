using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Prices;

namespace AgriMarket.Domain.Tests.Lots;

public sealed class ListingRulesTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 2, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = ChinaTime.Day(Now);

    private static readonly Produce Potato = Kind("TU001", "土豆", ambientDays: 20, chilledDays: 90, coldChain: false);
    private static readonly Produce Strawberry = Kind("FR001", "草莓", ambientDays: 1, chilledDays: 5, coldChain: true);
    private static readonly Produce Shrimp = Kind("AQ001", "虾", ambientDays: 0, chilledDays: null, coldChain: true);

    private static readonly ProduceCatalogue Produce = new([Potato, Strawberry]);

    /// <summary>Potatoes are worth 4.00 yuan a kilogram; of strawberries nobody knows.</summary>
    private static readonly ReferencePriceList References = new([new("TU001", 400)], [], [], new WholesalePrices([]));

    private static readonly RegionCatalogue Regions = new([
        new Region
        {
            Code = "520000",
            Name = "贵州省",
            FullName = "贵州省",
            Level = RegionLevel.Province,
        },
        new Region
        {
            Code = "522634",
            Name = "雷山县",
            FullName = "贵州省雷山县",
            Level = RegionLevel.County,
            ParentCode = "520000",
        },
        new Region
        {
            Code = "522633",
            Name = "从江县",
            FullName = "贵州省从江县",
            Level = RegionLevel.County,
            ParentCode = "520000",
        },
        new Region
        {
            Code = "522632",
            Name = "榕江县",
            FullName = "贵州省榕江县",
            Level = RegionLevel.County,
            ParentCode = "520000",
        },
    ]);

    private static readonly ConfirmedOrigin[] Confirmed = [new("522634", ["羊排村"]), new("522634", ["也蒙村"]), new("522633", [])];

    /// <summary>A thousand 斤 of potatoes, loose by the 斤 at 1.80 yuan.</summary>
    private static readonly ListingIntent Good = new(
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        "老杨土豆",
        "",
        "TU001",
        "",
        "522634",
        "羊排村",
        SaleKind.Loose,
        Weights.JinGrams,
        180,
        1_000 * Weights.JinGrams,
        Today,
        Today.AddDays(20)
    );

    /// <summary>Every way to fill the form in wrongly, with the code and the field of its sentence.</summary>
    public static TheoryData<string, ListingIntent, string, string> Wrong =>
        new()
        {
            { "no produce", Good with { ProduceCode = "" }, "lot.produce-unknown", nameof(ListingIntent.ProduceCode) },
            { "unknown produce", Good with { ProduceCode = "XX999" }, "lot.produce-unknown", nameof(ListingIntent.ProduceCode) },
            { "no region", Good with { OriginCode = "" }, "lot.origin-unknown", nameof(ListingIntent.OriginCode) },
            { "unknown region", Good with { OriginCode = "999999" }, "lot.origin-unknown", nameof(ListingIntent.OriginCode) },
            { "a whole province", Good with { OriginCode = "520000" }, "lot.origin-unknown", nameof(ListingIntent.OriginCode) },
            { "unconfirmed county", Good with { OriginCode = "522632" }, "lot.origin-unconfirmed", nameof(ListingIntent.OriginCode) },
            { "unconfirmed village", Good with { Village = "干荣村" }, "lot.village-unconfirmed", nameof(ListingIntent.Village) },
            {
                "a village of another county",
                Good with
                {
                    OriginCode = "522633",
                },
                "lot.village-unconfirmed",
                nameof(ListingIntent.Village)
            },
            {
                "over-long remark",
                Good with
                {
                    Remark = new('好', ListingRules.RemarkMaxLength + 1),
                },
                "lot.remark-long",
                nameof(ListingIntent.Remark)
            },
            {
                "over-long village",
                Good with
                {
                    Village = new('村', ListingRules.VillageMaxLength + 1),
                },
                "lot.village-long",
                nameof(ListingIntent.Village)
            },
            {
                "over-long household",
                Good with
                {
                    Household = new('户', ListingRules.HouseholdMaxLength + 1),
                },
                "lot.household-long",
                nameof(ListingIntent.Household)
            },
            { "zero unit", Good with { UnitGrams = 0 }, "lot.unit-range", nameof(ListingIntent.UnitGrams) },
            { "negative unit", Good with { UnitGrams = -500 }, "lot.unit-range", nameof(ListingIntent.UnitGrams) },
            {
                "unit too light",
                Good with
                {
                    UnitGrams = ListingRules.MinUnitGrams - 1,
                },
                "lot.unit-range",
                nameof(ListingIntent.UnitGrams)
            },
            {
                "unit too heavy",
                Good with
                {
                    UnitGrams = ListingRules.MaxUnitGrams + 1,
                },
                "lot.unit-range",
                nameof(ListingIntent.UnitGrams)
            },
            { "loose by 300 g", Good with { UnitGrams = 300, QuantityGrams = 3_000 }, "lot.step-not-jin", nameof(ListingIntent.UnitGrams) },
            { "free of charge", Good with { UnitPriceFen = 0 }, "lot.price-zero", nameof(ListingIntent.UnitPriceFen) },
            { "negative price", Good with { UnitPriceFen = -1 }, "lot.price-zero", nameof(ListingIntent.UnitPriceFen) },
            { "a price of a million yuan", Good with { UnitPriceFen = 100_000_000 }, "lot.price-high", nameof(ListingIntent.UnitPriceFen) },
            {
                "one fen above the highest price",
                Good with
                {
                    UnitPriceFen = ListingRules.MaxPricePerJinFen + 1,
                },
                "lot.price-high",
                nameof(ListingIntent.UnitPriceFen)
            },
            { "zero quantity", Good with { QuantityGrams = 0 }, "lot.quantity-range", nameof(ListingIntent.QuantityGrams) },
            { "negative quantity", Good with { QuantityGrams = -500 }, "lot.quantity-range", nameof(ListingIntent.QuantityGrams) },
            {
                "more than a thousand tonnes",
                Good with
                {
                    QuantityGrams = ListingRules.MaxQuantityGrams + Weights.JinGrams,
                },
                "lot.quantity-range",
                nameof(ListingIntent.QuantityGrams)
            },
            { "not a whole number of steps", Good with { QuantityGrams = 750 }, "lot.quantity-step", nameof(ListingIntent.QuantityGrams) },
            { "ready yesterday", Good with { ReadyOn = Today.AddDays(-1) }, "lot.ready-past", nameof(ListingIntent.ReadyOn) },
            {
                "ready in a distant future",
                Good with
                {
                    ReadyOn = Today.AddDays(ListingRules.MaxReadyInDays + 1),
                    BestBeforeOn = Today.AddDays(ListingRules.MaxReadyInDays + 9),
                },
                "lot.ready-far",
                nameof(ListingIntent.ReadyOn)
            },
            {
                "ready on the last day of the calendar",
                Good with
                {
                    ReadyOn = DateOnly.MaxValue.AddDays(-1),
                    BestBeforeOn = DateOnly.MaxValue,
                },
                "lot.ready-far",
                nameof(ListingIntent.ReadyOn)
            },
            {
                "best before it is ready",
                Good with
                {
                    ReadyOn = Today.AddDays(5),
                    BestBeforeOn = Today.AddDays(4),
                },
                "lot.best-before-early",
                nameof(ListingIntent.BestBeforeOn)
            },
            {
                "best on the day it is ready",
                Good with
                {
                    BestBeforeOn = Today,
                },
                "lot.best-before-early",
                nameof(ListingIntent.BestBeforeOn)
            },
            {
                "keeps for ever",
                Good with
                {
                    BestBeforeOn = Today.AddDays(ListingRules.MaxShelfDays + 1),
                },
                "lot.best-before-far",
                nameof(ListingIntent.BestBeforeOn)
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void EachWrongAnswerHasItsSentenceBesideItsField(string what, ListingIntent intent, string code, string field)
    {
        Assert.NotEmpty(what);

        var rejection = Assert.Single(ListingRules.Plan(intent, Confirmed, Produce, References, Regions, Now).Rejections);

        Assert.Equal((code, field), (rejection.Code, rejection.Field));
    }

    [Fact]
    public void EveryWrongFieldIsNamedAtOnce()
    {
        var rejections = ListingRules
            .Plan(Good with { ProduceCode = "", UnitPriceFen = 0, QuantityGrams = 0 }, Confirmed, Produce, References, Regions, Now)
            .Rejections;

        Assert.Equal(
            [nameof(ListingIntent.ProduceCode), nameof(ListingIntent.UnitPriceFen), nameof(ListingIntent.QuantityGrams)],
            rejections.Select(it => it.Field)
        );
    }

    [Fact]
    public void AGoodListingIsOnSaleInFull()
    {
        var lot = ListingRules.Plan(Good with { Remark = " 沙地种的 " }, Confirmed, Produce, References, Regions, Now).Value;

        Assert.True(lot.IsOnSale(Today));
        Assert.Equal((Good.QuantityGrams, 0L, 0L, 1L), (lot.AvailableGrams, lot.HeldGrams, lot.SoldGrams, lot.Version));
        Assert.Equal("沙地种的", lot.Remark);
        Assert.Equal(180, lot.PricePerJinFen);
    }

    [Theory]
    [InlineData("522634", "也蒙村")]
    [InlineData("522634", "")]
    [InlineData("522633", "")]
    public void AnAgentOfTwoCountiesListsFromBoth(string county, string village) =>
        Assert.True(
            ListingRules.Plan(Good with { OriginCode = county, Village = village }, Confirmed, Produce, References, Regions, Now).IsOk
        );

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    public void APriceOfMoreThanTenTimesTheReferenceNeedsLeave(long fenPerJin, bool isListed)
    {
        var dear = Good with { UnitPriceFen = fenPerJin };

        var listed = ListingRules.Plan(dear, Confirmed, Produce, References, Regions, Now);

        Assert.Equal(isListed ? [] : ["lot.price-band"], listed.Rejections.Select(rejection => rejection.Code));
        Assert.Equal(isListed ? [] : [2_000L, 10], listed.Rejections.SelectMany(rejection => rejection.Args));
        Assert.Equal(isListed ? null : 400L, ListingRules.FarAbove(dear, Produce, References, Now)?.FenPerKg);
        Assert.Empty(ListingRules.Plan(dear, Confirmed, Produce, null, Regions, Now).Rejections);
    }

    [Fact]
    public void WhereNobodyKnowsWhatAKindIsWorthAnyPriceWillDo() =>
        Assert.Null(ListingRules.FarAbove(Good with { ProduceCode = "FR001", UnitPriceFen = 900_000 }, Produce, References, Now));

    [Fact]
    public void AFarmerIsHisOwnHousehold() =>
        Assert.Equal("老杨土豆", ListingRules.Plan(Good, Confirmed, Produce, References, Regions, Now).Value.Household);

    [Fact]
    public void ThePackMayWeighWhatItLikes() =>
        Assert.True(
            ListingRules
                .Plan(
                    Good with
                    {
                        SaleKind = SaleKind.Pack,
                        UnitGrams = 1_300,
                        QuantityGrams = 13_000,
                    },
                    Confirmed,
                    Produce,
                    References,
                    Regions,
                    Now
                )
                .IsOk
        );

    [Fact]
    public void TheHighestPriceIsMeasuredByWeightNotByPack() =>
        Assert.True(
            ListingRules
                .Plan(
                    Good with
                    {
                        SaleKind = SaleKind.Pack,
                        UnitGrams = 2 * Weights.JinGrams,
                        UnitPriceFen = 2 * ListingRules.MaxPricePerJinFen,
                    },
                    Confirmed,
                    Produce,
                    null,
                    Regions,
                    Now
                )
                .IsOk
        );

    [Fact]
    public void BestBeforeIsProposedFromHowLongItKeeps()
    {
        Assert.Equal(Today.AddDays(20), ListingRules.ProposeBestBefore(Potato, Today));
        Assert.Equal(Today.AddDays(5), ListingRules.ProposeBestBefore(Strawberry, Today));
        Assert.Equal(Today.AddDays(1), ListingRules.ProposeBestBefore(Shrimp, Today));
    }

    private static Produce Kind(string code, string name, int ambientDays, int? chilledDays, bool coldChain) =>
        new()
        {
            Code = code,
            NameZh = name,
            NameEn = code,
            Category = ProduceCategory.Tuber,
            AmbientDays = ambientDays,
            ChilledDays = chilledDays,
            ColdChain = coldChain,
            Unit = "斤",
            HarvestMonths = [11],
            Pinyin = "tu dou",
            Picture = "potato.webp",
        };
}
