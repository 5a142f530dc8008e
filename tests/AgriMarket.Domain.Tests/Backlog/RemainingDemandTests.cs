using AgriMarket.Domain.Backlog;
using CsCheck;

namespace AgriMarket.Domain.Tests.Backlog;

public sealed class RemainingDemandTests
{
    /// <summary>The shape 1 is the exponential distribution, the shape 0.5 half a squared normal one.</summary>
    [Theory]
    [InlineData(1, 1, 0.632120558829)]
    [InlineData(0.25, 0.0625, 0.981684361111)]
    [InlineData(0.5, 0.5, 0.842700792950)]
    [InlineData(2, 2, 0.264241117657)]
    [InlineData(4, 1.6, 0.000277352095)]
    [InlineData(0.4, 0.016, 0.999778523362)]
    public void BelowIsTheGammaDistribution(double mean, double variance, double below) =>
        Assert.Equal(below, new RemainingDemand(mean, variance).Below(1), 1e-9);

    [Fact]
    public void NoDemandLeavesEverything() =>
        Assert.Equal((1, 1, 0), (RemainingDemand.None.Below(0.5), RemainingDemand.None.ExpectedLeft(), RemainingDemand.None.Quantile(0.9)));

    [Fact]
    public void WhatIsExpectedToBeLeftIsTheAreaUnderTheDistribution() =>
        Gen.Select(Gen.Double[0.01, 3], Gen.Double[0.01, 3])
            .Sample(
                (mean, relativeVariance) =>
                {
                    var demand = new RemainingDemand(mean, relativeVariance * mean * mean);
                    var area = Enumerable.Range(0, 10_000).Average(step => demand.Below((step + 0.5) / 10_000));
                    Assert.Equal(area, demand.ExpectedLeft(), 1e-3);
                }
            );

    [Fact]
    public void AQuantileIsWhereTheDistributionReachesIt() =>
        Gen.Select(Gen.Double[0.01, 3], Gen.Double[0.01, 30], Gen.Double[0.01, 0.99])
            .Sample(
                (mean, relativeVariance, probability) =>
                {
                    var demand = new RemainingDemand(mean, relativeVariance * mean * mean);
                    var share = demand.Quantile(probability);
                    Assert.True(share >= 1 ? demand.Below(1) <= probability : Math.Abs(demand.Below(share) - probability) < 1e-4);
                }
            );
}
