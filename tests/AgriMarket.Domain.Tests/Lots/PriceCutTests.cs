using AgriMarket.Domain.Lots;
using CsCheck;

namespace AgriMarket.Domain.Tests.Lots;

public sealed class PriceCutTests
{
    [Theory]
    [InlineData(380, 340)]
    [InlineData(1_000, 900)]
    [InlineData(112, 100)]
    [InlineData(111, 99)]
    [InlineData(2, 1)]
    public void OneStepIsATenthLessInWholeJiao(long priceFen, long expectedFen) => Assert.Equal(expectedFen, PriceCut.Propose(priceFen));

    [Fact]
    public void TheLowestPriceCannotBeLowered() => Assert.Null(PriceCut.Propose(1));

    [Fact]
    public void WhatIsProposedIsAlwaysLowerAndNeverNothing() =>
        Gen.Long[2, 100_000_000]
            .Sample(priceFen =>
                PriceCut.Propose(priceFen) is { } proposed && proposed > 0 && proposed < priceFen && proposed >= (priceFen * 80 / 100) - 1
            );
}
