using AgriMarket.Benchmarks.Backlog;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Prices;
using AgriMarket.Platform.Storage.Reference;
using AgriMarket.Web.Reference.Freight;
using AgriMarket.Web.Reference.ProduceKinds;
using AgriMarket.Web.Reference.Regions;

namespace AgriMarket.Benchmarks.Matching;

/// <summary>
/// Random supply and demand, the same for the same seed, from the carried regions, catalogue, rate card and wholesale prices.
/// </summary>
/// <param name="inBags">
/// Everything is in bags of 50 kg, which are heavier than every carrier's minimum: a pure flow. Otherwise lots are loose or in
/// packs, some sell only larger parts, and demands take only consignments of a hundred kilograms and more.
/// </param>
internal sealed class MatchingMarket(int seed, bool inBags)
{
    private const long BagGrams = 50 * Weights.KilogramGrams;

    private static readonly DateOnly Today = new(2026, 10, 12);

    private readonly Chance chance = new(seed);
    private readonly MatchMap map = ReadMap();

    public MatchMap Map => map;

    public (MatchLot[] Lots, MatchDemand[] Demands) Make(int lotCount, int demandCount)
    {
        var prices = CarriedPrices.ReadTypical();
        Produce[] kinds = [.. map.Produce.All.Where(kind => prices.TypicalFenPerKg(kind.Code, Today.Month) is not null)];
        Region[] counties =
        [
            .. map.Regions.All.Where(region => region.Level == RegionLevel.County).OrderBy(region => region.Code, StringComparer.Ordinal),
        ];
        Region[] listed = [.. counties.Where(county => county.IsListed)];
        Region[] others = [.. counties.Where(county => !county.IsListed)];
        var lots = Enumerable
            .Range(0, lotCount)
            .Select(i => Lot(i, Any(kinds), prices, Any(chance.Happens(0.6) ? listed : others)))
            .ToArray();
        var aDemand = lots.Sum(lot => lot.FreeGrams) / demandCount;
        var demands = Enumerable.Range(0, demandCount).Select(i => Demand(i, Any(kinds), prices, Any(others), aDemand)).ToArray();
        return (lots, demands);
    }

    public MatchProblem Problem((MatchLot[] Lots, MatchDemand[] Demands) market) =>
        MatchProblem.Of(Today, market.Lots, market.Demands, MatchWeights.Default, map).Value;

    private MatchLot Lot(int index, Produce kind, WholesalePrices prices, Region county)
    {
        var unit = inBags ? BagGrams : Any<long>([500, 500, 2_500, 5_000]);
        var free = Whole(800_000 * chance.LogNormal(0.8), unit);
        var ready = Today.AddDays(chance.Below(10) - 4);
        return new(
            Id(index),
            $"household {index}",
            kind.Code,
            county.Code,
            free,
            ready,
            ready.AddDays(Math.Max(2, kind.ProposedShelfDays)),
            (long)(prices.TypicalFenPerKg(kind.Code, Today.Month)!.Value * chance.Uniform(0.4, 0.9)),
            inBags || chance.Happens(0.7) ? 0 : Math.Min(free, (long)chance.Uniform(20_000, 150_000)),
            unit,
            chance.Happens(0.5) ? null : (ProduceGrade)(1 + chance.Below(3)),
            (long)(free * Math.Pow(chance.Uniform(), 2)),
            Id(200_000 + index),
            null
        );
    }

    private MatchDemand Demand(int index, Produce kind, WholesalePrices prices, Region county, long usualGrams)
    {
        var grams = Whole(usualGrams * 0.6 * chance.LogNormal(0.7), inBags ? BagGrams : 1_000);
        var from = Today.AddDays(chance.Below(8));
        var (asks, spec) = (chance.Uniform(), ProduceSpec.For(kind.Code));
        if (asks > 0.75 && ProduceSpec.For(ProduceGroup.LeafyVegetables).Takes(kind))
        {
            spec = ProduceSpec.For(ProduceGroup.LeafyVegetables);
        }
        else if (asks > 0.95)
        {
            spec = ProduceSpec.For(kind.Category);
        }

        return new(
            Id(index),
            Id(100_000 + index),
            spec,
            county.Code,
            grams,
            inBags ? 0 : Math.Min(grams, (long)chance.Uniform(100_000, 500_000)),
            from,
            from.AddDays(1 + chance.Below(7)),
            (long)(prices.TypicalFenPerKg(kind.Code, Today.Month)!.Value * chance.Uniform(0.8, 1.4))
                + map.Tariff.RateOf(FreightService.Bulk, county.Code, county.Code, 0)!.FurtherKilogramFen
                + chance.Below(220),
            chance.Happens(0.8) ? null : ProduceGrade.Second,
            chance.Happens(0.4),
            null
        );
    }

    private static long Whole(double grams, long unit) => Math.Max(unit, (long)grams / unit * unit);

    private T Any<T>(IReadOnlyList<T> some) => some[chance.Below(some.Count)];

    private static Guid Id(int number) => new(number + 1, 0, 0, new byte[8]);

    private static MatchMap ReadMap()
    {
        var regions = new RegionSet().Files.Select(ReferenceRow.ReadAll).ToArray();
        var produce = new ProduceSet().Files.Select(ReferenceRow.ReadAll).ToArray();
        return new(
            new(RegionSet.Read(regions[0], regions[1])),
            new([.. ReferenceRow.ReadAll(new FreightSet().Files[0]).Select(FreightSet.ReadRate)]),
            new([.. ProduceSet.Read(produce[0], produce[1])])
        );
    }
}
