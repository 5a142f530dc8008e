using AgriMarket.Domain.Matching.Graphs;
using CsCheck;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Domain.Tests.Matching.Graphs;

/// <summary>The prices at which lots fit, before a demand says its own.</summary>
public sealed class PriceBandTests
{
    private static PriceBand Of(MatchDemand demand, params MatchLot[] lots) => PriceBand.Of(Problem(lots, []), demand);

    [Fact]
    public void WhatFitsAtAPriceIsWhatTheRuleLetsComeAtThatPrice() =>
        Gen.Select(Markets(25, 3), Gen.Long[1, 1_500], Gen.Int[0, 1_000])
            .Sample(
                (problem, typed, pick) =>
                {
                    foreach (var demand in problem.Demands)
                    {
                        var band = PriceBand.Of(problem, demand);

                        // Prices at the edges of the band are where a wrong one would show.
                        var edges = band.IsEmpty ? [] : band.Steps(6, demand.Grams).Select(step => step.FenPerKg).ToArray();
                        var edge = edges.Length == 0 ? typed : edges[pick % edges.Length];
                        foreach (var price in new[] { typed, edge, Math.Max(1, edge - 1) })
                        {
                            MatchLot[] fitting =
                            [
                                .. problem.Lots.Where(lot => ArcRule.Judge(problem, lot, demand with { HighestFenPerKg = price }).IsOk),
                            ];
                            Assert.Equal(new PriceStep(price, fitting.Sum(lot => lot.UsableGrams), fitting.Length), band.At(price));
                        }
                    }
                },
                iter: 2_000
            );

    [Fact]
    public void TheRandomBandsAreWorthTrying()
    {
        var (bands, several, missing) = (0, 0, 0);
        Markets(25, 3)
            .Sample(
                problem =>
                {
                    foreach (var band in problem.Demands.Select(demand => PriceBand.Of(problem, demand)).Where(band => !band.IsEmpty))
                    {
                        bands++;
                        several += band.LowestFenPerKg < band.HighestFenPerKg ? 1 : 0;
                        missing += band.Misses.Any(miss => miss.Reason != ArcReason.Produce) ? 1 : 0;
                    }
                },
                iter: 500,
                threads: 1
            );
        Assert.True(
            bands > 300 && several > bands / 2 && missing > bands / 2,
            $"{several} of {bands} with prices apart, {missing} missing."
        );
    }

    [Fact]
    public void EveryLotIsOfferedOrMissing() =>
        Markets(25, 3)
            .Sample(problem =>
            {
                foreach (var band in problem.Demands.Select(demand => PriceBand.Of(problem, demand)))
                {
                    Assert.Equal(problem.Lots.Count, (band.IsEmpty ? 0 : band.All.Lots) + band.Misses.Sum(miss => miss.Lots));
                }
            });

    [Fact]
    public void TheBandHasItsMiddleAndThePriceAtWhichTheWholeWeightFits()
    {
        var band = Of(
            Demand() with
            {
                Grams = 700_000,
            },
            [Lot(1) with { FloorFenPerKg = 200 }, Lot(2) with { FloorFenPerKg = 240 }, Lot(3) with { FloorFenPerKg = 300 }]
        );

        var freight = band.LowestFenPerKg - 200;
        Assert.True(freight > 0);
        Assert.Equal((200 + freight, 240 + freight, 300 + freight), (band.LowestFenPerKg, band.MiddleFenPerKg, band.HighestFenPerKg));
        Assert.Equal(
            (200 + freight, 240 + freight, null),
            (band.WholeFenPerKg(500_000), band.WholeFenPerKg(700_000), band.WholeFenPerKg(1_500_001))
        );
        Assert.Equal(new PriceStep(239 + freight, 500_000, 1), band.At(239 + freight));
        Assert.Equal(new PriceStep(199 + freight, 0, 0), band.At(199 + freight));
        Assert.Equal([500_000, 1_000_000, 1_500_000], band.Steps(6, 700_000).Select(step => step.Grams));
    }

    [Fact]
    public void AFewStepsShowTheEndsAndThePriceOfTheWholeWeight()
    {
        var band = Of(Demand(), [.. Enumerable.Range(1, 60).Select(i => Lot(i) with { FloorFenPerKg = 200 + i })]);

        var steps = band.Steps(6, 21_500_000);
        Assert.True(steps.Count <= 6, $"{steps.Count} steps.");
        Assert.Equal((1, 60), (steps[0].Lots, steps[^1].Lots));
        Assert.Contains(steps, step => step.FenPerKg == band.WholeFenPerKg(21_500_000) && step.Lots == 43);
    }

    [Fact]
    public void WhatComesTooLateSaysWhenAndWhatIsTooLittleSaysHowMuch()
    {
        var demand = Demand() with { From = Today, To = Today.AddDays(3), Grams = 4_000 };
        var late = Lot(1) with { ReadyOn = Today.AddDays(4) };

        Assert.Equal([new(ArcReason.Late, 2, Today.AddDays(6), null)], Of(demand, late, late with { Id = Number(2) }).Misses);
        var near = demand with { PlaceCode = Near };
        Assert.Equal([new(ArcReason.LittleWanted, 1, null, 38_000)], Of(near, Lot()).Misses);
        Assert.Equal(
            [new(ArcReason.Smallest, 1, null, 50_000)],
            Of(near with { Grams = 40_000 }, Lot() with { SmallestSaleGrams = 50_000 }).Misses
        );
        Assert.True(Of(demand).IsEmpty);
    }
}
