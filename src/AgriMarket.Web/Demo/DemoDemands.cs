using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Web.Matching.Demands;

namespace AgriMarket.Web.Demo;

/// <summary>
/// What the demo's canteen asks for: the kind that the farms have most of, any leafy vegetable while there is some, and each week
/// something of another category. It asks at prices that the nearest of these farms can live with.
/// </summary>
internal sealed class DemoDemands(
    DemoRandom random,
    DemoTimeline timeline,
    DemoServices services,
    DemoMembers members,
    IReadOnlyList<DemoLot> lots,
    MatchMap map
)
{
    /// <summary>What it cooks with besides what there is most of.</summary>
    private static readonly ProduceCategory[] Cooked =
    [
        ProduceCategory.Vegetable,
        ProduceCategory.EdibleFungus,
        ProduceCategory.Eggs,
        ProduceCategory.Grain,
        ProduceCategory.Fruit,
    ];

    /// <summary>In Wuhan, where the canteen is.</summary>
    private const string Place = "420102";

    private const int DaysAhead = 3;
    private const int WindowDays = 9;
    private const int Week = 7;
    private const int RepeatedDays = 60;

    private const long SackGrams = 50 * Weights.KilogramGrams;

    /// <summary>As much as twelve hundred eaters need of one thing.</summary>
    private const long MostGrams = 2 * Weights.TonneGrams;

    /// <summary>What the canteen leaves between its price and what a farm and its freight cost.</summary>
    private const int MarginPercent = 112;

    private readonly DemandService demands = services.Make<DemandService>();

    /// <param name="at">When all of it happens.</param>
    public void Plan(DateTime at) =>
        timeline.At(
            at,
            async () =>
            {
                var today = ChinaTime.Day(at);
                var specs = Specs(today);
                foreach (var (spec, place) in specs.Select((spec, place) => (spec, place)))
                {
                    var isLast = place == specs.Count - 1;
                    DemoServices.Must(
                        await demands.PostAsync(
                            random.Id(at),
                            members.Canteen.Id,
                            Terms(spec, today) with
                            {
                                EveryDays = isLast ? Week : 0,
                                RepeatUntil = isLast ? today.AddDays(RepeatedDays) : null,
                            }
                        )
                    );
                }
            }
        );

    private IReadOnlyList<ProduceSpec> Specs(DateOnly today)
    {
        var most = Left(today)
            .GroupBy(lot => lot.Intent.ProduceCode)
            .OrderByDescending(kind => kind.Sum(lot => lot.LeftGrams))
            .ThenBy(kind => kind.Key)
            .First();
        var leafy = ProduceSpec.For(ProduceGroup.LeafyVegetables);
        var other = Left(today)
            .Select(lot => Kind(lot).Category)
            .Where(category => Cooked.Contains(category) && category != map.Produce.Find(most.Key)!.Category)
            .CountBy(category => category)
            .OrderByDescending(category => category.Value)
            .ThenBy(category => category.Key)
            .First()
            .Key;
        return
        [
            ProduceSpec.For(most.Key),
            .. Left(today).Any(lot => leafy.Takes(Kind(lot))) ? new[] { leafy } : [],
            ProduceSpec.For(other),
        ];
    }

    private DemandTerms Terms(ProduceSpec spec, DateOnly today)
    {
        DemoLot[] there = [.. Left(today).Where(lot => spec.Takes(Kind(lot)))];
        var farmAndFreight = there.Min(lot =>
            Rounding.StepsUp(lot.Intent.UnitPriceFen * Weights.KilogramGrams, lot.Intent.UnitGrams) + Freight(lot.Farm.CountyCode)
        );
        return new()
        {
            Spec = spec,
            Grams = Math.Min(MostGrams, Rounding.StepsUp(there.Sum(lot => lot.LeftGrams) / 2, SackGrams) * SackGrams),
            From = today.AddDays(DaysAhead),
            To = today.AddDays(DaysAhead + WindowDays),
            HighestFenPerKg = Rounding.HalfUp(farmAndFreight, MarginPercent, 1_000) * 10,
            HasColdChain = true,
            ShipTo = new(members.Canteen.DisplayName, members.Canteen.UserName!, Place, "沿江大道 88 号"),
            Note = "早上五点到七点半卸货",
        };
    }

    private long Freight(string countyCode)
    {
        var lane = MatchLane.Between(map, countyCode, Place)!.Value;
        return lane.MostFenPerKg(lane.FullRateGrams);
    }

    /// <summary>What the demo's own orders have left, and what will still be good when it is to arrive.</summary>
    private IEnumerable<DemoLot> Left(DateOnly today) =>
        lots.Where(lot => lot.LeftGrams > 0 && lot.Intent.BestBeforeOn > today.AddDays(DaysAhead));

    private Produce Kind(DemoLot lot) => map.Produce.Find(lot.Intent.ProduceCode)!;
}
