using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Graphs;
using CsCheck;

namespace AgriMarket.Domain.Tests.Support;

/// <summary>A small country with the carried rate card, and random markets in it.</summary>
internal static class MatchFixture
{
    public const string Near = "110101";
    public const string Far = "520101";
    public const string Listed = "520102";
    public const string NoPoint = "520103";

    public static readonly Guid Farmer = Number(800);
    public static readonly Guid Campaign = Number(700);

    public static readonly DateOnly Today = new(2026, 3, 1);

    public static readonly FreightRate[] Rates =
    [
        Rate(1, 0, 300, 80, 3_000, 2),
        Rate(2, 300, 800, 150, 4_000, 3),
        Rate(3, 800, 1_500, 190, 5_000, 4),
        Rate(4, 1_500, 2_500, 240, 7_000, 5),
        Rate(5, 2_500, null, 280, 9_000, 7),
    ];

    public static readonly MatchMap Map = new(
        new RegionCatalogue([
            Place("110000", null, 116.4, 39.9),
            Place(Near, "110000", 116.5, 39.8),
            Place("110102", "110000", 117.4, 40.3),
            Place("520000", null, 106.7, 26.6),
            Place(Far, "520000", 106.9, 26.5),
            Place(Listed, "520000", 108.1, 26.4, 2020),
            Place(NoPoint, "520000"),
        ]),
        new FreightTariff(Rates),
        new ProduceCatalogue([
            Kind("VG001", ProduceCategory.Vegetable),
            Kind("VG008", ProduceCategory.Vegetable),
            Kind("VG051", ProduceCategory.Vegetable),
            Kind("FR001", ProduceCategory.Fruit),
            Kind("AQ001", ProduceCategory.Aquatic, cold: true),
        ])
    );

    public static MatchLot Lot(int id = 1) =>
        new(Number(id), $"household {id}", "VG001", Near, 500_000, Today, Today.AddDays(10), 200, 500, 500, null, 100_000, Farmer, null);

    public static MatchDemand Demand(int id = 1) =>
        new(
            Number(id),
            Number(900),
            ProduceSpec.For("VG001"),
            "110102",
            400_000,
            0,
            Today.AddDays(1),
            Today.AddDays(8),
            600,
            null,
            false,
            null
        );

    public static MatchProblem Problem(
        IReadOnlyCollection<MatchLot> lots,
        IReadOnlyCollection<MatchDemand> demands,
        MatchWeights? weights = null
    ) => MatchProblem.Of(Today, lots, demands, weights ?? MatchWeights.Default, Map).Value;

    public static Guid Number(int number) => new(number, 0, 0, new byte[8]);

    /// <summary>Markets with everything that can be different, small parts and large units included.</summary>
    public static Gen<MatchProblem> Markets(int lots, int demands) =>
        from someLots in Lots.Array[1, lots]
        from someDemands in Demands.Array[1, demands]
        select Problem(
            [.. someLots.Select((lot, i) => lot with { Id = Number(i + 1), Household = $"household {i + 1}" })],
            [.. someDemands.Select((demand, i) => demand with { Id = Number(i + 1), InstitutionId = Number(1_000 + i) })]
        );

    private static readonly Gen<MatchLot> Lots =
        from produce in OneOf("VG001", "VG001", "VG001", "VG001", "VG008", "VG051", "FR001", "AQ001")
        from county in OneOf(Near, Far, Listed, NoPoint)
        from unit in OneOf(500L, 2_500L, 7_000L)
        from units in Gen.Long[1, 120]
        from odd in Gen.Long[0, 499]
        from ready in Gen.Int[-4, 4]
        from keeps in Gen.Int[0, 20]
        from floor in Gen.Long[0, 500]
        from smallest in OneOf(0L, 20_000L)
        from grade in OneOf<ProduceGrade?>(null, ProduceGrade.Extra, ProduceGrade.Second)
        from risk in Gen.Long[0, 1_000]
        from campaign in OneOf<Guid?>(null, Campaign)
        let free = unit * units + odd
        select new MatchLot(
            Guid.Empty,
            "",
            produce,
            county,
            free,
            Today.AddDays(ready),
            Today.AddDays(ready + keeps),
            floor,
            smallest,
            unit,
            grade,
            free * risk / 1_000,
            Farmer,
            campaign
        );

    private static readonly Gen<MatchDemand> Demands =
        from spec in OneOf(
            ProduceSpec.For("VG001"),
            ProduceSpec.For("VG001"),
            ProduceSpec.For("AQ001"),
            ProduceSpec.For(ProduceCategory.Vegetable),
            ProduceSpec.For(ProduceGroup.LeafyVegetables)
        )
        from place in OneOf(Near, "110102", Far, NoPoint)
        from grams in Gen.Long[1_000, 400_000]
        from smallest in OneOf(0L, 50_000L, 120_000L)
        from first in Gen.Int[0, 6]
        from days in Gen.Int[0, 12]
        from price in Gen.Long[250, 1_200]
        from grade in OneOf<ProduceGrade?>(null, null, null, null, ProduceGrade.First)
        from cold in Gen.Bool
        from campaign in OneOf<Guid?>(null, null, null, null, null, Campaign)
        select new MatchDemand(
            Guid.Empty,
            Guid.Empty,
            spec,
            place,
            grams,
            Math.Min(smallest, grams),
            Today.AddDays(first),
            Today.AddDays(first + days),
            price,
            grade,
            cold,
            campaign
        );

    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static FreightRate Rate(int zone, int from, int? to, long perKilogram, long minimum, int days) =>
        new()
        {
            Service = FreightService.Bulk,
            Zone = zone,
            FromKm = from,
            ToKm = to,
            FirstGrams = 0,
            FirstFen = 0,
            FurtherKilogramFen = perKilogram,
            MinimumFen = minimum,
            MaxGrams = 3_000_000,
            TransitDaysFrom = 1,
            TransitDaysTo = days,
        };

    private static Region Place(string code, string? parent, double? longitude = null, double? latitude = null, int? delisted = null) =>
        new()
        {
            Code = code,
            Name = code,
            FullName = code,
            Level = parent is null ? RegionLevel.Province : RegionLevel.County,
            ParentCode = parent,
            Longitude = longitude,
            Latitude = latitude,
            DelistedYear = delisted,
        };

    private static Produce Kind(string code, ProduceCategory category, bool cold = false) =>
        new()
        {
            Code = code,
            NameZh = code,
            NameEn = code,
            Category = category,
            AmbientDays = cold ? 1 : 10,
            ColdChain = cold,
            Unit = "斤",
            HarvestMonths = [1],
            Pinyin = "",
            Picture = "",
        };
}
