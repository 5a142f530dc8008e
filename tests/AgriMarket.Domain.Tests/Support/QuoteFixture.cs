using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Prices;
using AgriMarket.Domain.Subsidies;

namespace AgriMarket.Domain.Tests.Support;

/// <summary>The facts of a small market: two listed counties and one that is not, one buyer's county, two kinds of produce.</summary>
internal static class QuoteFixture
{
    public const string Potato = "TB001";
    public const string Lettuce = "VG001";
    public const string Leishan = "522634";
    public const string Minqin = "620621";
    public const string Shouguang = "370783";
    public const string Xuhui = "310104";
    public const string Hetian = "653221";

    public static readonly DateTime Now = new(2020, 2, 20, 4, 0, 0, DateTimeKind.Utc);
    public static readonly DateOnly Today = ChinaTime.Day(Now);
    public static readonly Address Home = new("李雷", "13800000000", Xuhui, "天平路 1 号");

    public static readonly RegionCatalogue Regions = new([
        County(Leishan, "雷山县", 108.07, 26.38, delistedYear: 2019),
        County(Minqin, "民勤县", 103.09, 38.62, delistedYear: 2018),
        County(Shouguang, "寿光市", 118.74, 36.88),
        County(Xuhui, "徐汇区", 121.43, 31.18),
        County(Hetian, "和田县", 79.82, 37.12, delistedYear: 2020),
    ]);

    private static readonly ProduceCatalogue Kinds = new([Kind(Potato, cold: false), Kind(Lettuce, cold: true)]);

    /// <summary>Nothing here is dearer than it is worth.</summary>
    private static readonly ReferencePriceList References = new(
        [new(Potato, 1_000_000), new(Lettuce, 1_000_000)],
        [],
        [],
        new WholesalePrices([])
    );

    /// <summary>No rate reaches zone 6, so Hetian has no route.</summary>
    private static readonly FreightTariff Tariff = new([
        Rate(FreightService.ExpressStandard, 600),
        Rate(FreightService.ExpressCold, 1_200),
    ]);

    public static QuoteFacts Facts(IEnumerable<Lot> lots, params IReadOnlyCollection<FundedScheme> schemes) =>
        new(lots.ToDictionary(lot => lot.Id), schemes, Kinds, References, Regions, Tariff, Now, TransitDays: 3);

    public static Lot Lot(
        long grams = 100_000,
        long unitGrams = 500,
        long unitPriceFen = 380,
        string origin = Leishan,
        string produce = Potato,
        Guid? farmerId = null,
        Guid? id = null,
        LotStatus status = LotStatus.Open,
        int readyIn = 0,
        int keepsDays = 5
    ) =>
        new Lot
        {
            Id = id ?? Guid.CreateVersion7(),
            Status = status,
            FarmerId = farmerId ?? Guid.CreateVersion7(),
            FarmerName = "杨大山",
            Household = "杨大山",
            ProduceCode = produce,
            OriginCode = origin,
            SaleKind = SaleKind.Loose,
            UnitGrams = unitGrams,
            UnitPriceFen = unitPriceFen,
            ReadyOn = Today.AddDays(readyIn),
            BestBeforeOn = Today.AddDays(keepsDays),
            ListedAt = Now,
            ListedGrams = grams,
        }.Fresh();

    public static FundedScheme TowardsShipping(long amountFen = 200, long availableFen = 1_000_000) =>
        new(Scheme(SchemeKind.ShippingPerOrder, amountFen, 0, CountyScope.Any), availableFen);

    public static FundedScheme TowardsGoods(
        int basisPoints = 3_000,
        long availableFen = 1_000_000_000_000,
        CountyScope scope = CountyScope.Listed
    ) => new(Scheme(SchemeKind.PercentOfGoods, 0, basisPoints, scope), availableFen);

    private static Scheme Scheme(SchemeKind kind, long amountFen, int basisPoints, CountyScope scope) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            ReachCode = RegionCatalogue.Country,
            FundId = Guid.CreateVersion7(),
            NameZh = "补贴",
            NameEn = "Subsidy",
            Kind = kind,
            AmountFen = amountFen,
            BasisPoints = basisPoints,
            BudgetFen = 1_000_000,
            CountyScope = scope,
            StartsAt = Now.AddDays(-1),
            EndsAt = Now.AddDays(1),
        };

    private static Region County(string code, string name, double longitude, double latitude, int? delistedYear = null) =>
        new()
        {
            Code = code,
            Name = name,
            FullName = name,
            Level = RegionLevel.County,
            Longitude = longitude,
            Latitude = latitude,
            DelistedYear = delistedYear,
        };

    private static Produce Kind(string code, bool cold) =>
        new()
        {
            Code = code,
            NameZh = code,
            NameEn = code,
            Category = ProduceCategory.Vegetable,
            AmbientDays = cold ? 1 : 30,
            ColdChain = cold,
            Unit = "斤",
            HarvestMonths = [2],
            Pinyin = "",
            Picture = "category-vegetable.webp",
        };

    private static FreightRate Rate(FreightService service, long firstFen) =>
        new()
        {
            Service = service,
            Zone = 1,
            FromKm = 0,
            FirstGrams = 1_000,
            FirstFen = firstFen,
            FurtherKilogramFen = 100,
            MinimumFen = firstFen,
            MaxGrams = 20_000,
            TransitDaysFrom = 1,
            TransitDaysTo = 3,
        };
}
