using AgriMarket.Domain.Common;
using CsCheck;

namespace AgriMarket.Domain.Tests.Common;

public sealed class RoundingTests
{
    private static readonly Gen<(long Total, long[] Weights)> Splits = Gen.Select(
        Gen.Long[0, 1_000_000_000_000],
        Gen.Long[0, 1_000_000_000].Array[1, 50].Where(weights => weights.Any(weight => weight > 0))
    );

    [Fact]
    public void LargestRemainderSharesAddUpExactly() =>
        Splits.Sample(split => Rounding.LargestRemainder(split.Total, split.Weights).Sum() == split.Total);

    [Fact]
    public void LargestRemainderSharesAreWithinOneOfTheExactShare() =>
        Splits.Sample(split =>
        {
            Int128 sum = split.Weights.Sum();
            var shares = Rounding.LargestRemainder(split.Total, split.Weights);
            return shares.Zip(split.Weights).All(pair => Int128.Abs((Int128)pair.First * sum - (Int128)split.Total * pair.Second) < sum);
        });

    [Fact]
    public void LargestRemainderGivesNothingToNoWeight() =>
        Splits.Sample(split =>
            Rounding.LargestRemainder(split.Total, split.Weights).Zip(split.Weights).All(pair => pair.Second > 0 || pair.First == 0)
        );

    [Theory]
    [InlineData(1, new long[] { 1, 1 }, new long[] { 1, 0 })]
    [InlineData(100, new long[] { 1, 1, 1 }, new long[] { 34, 33, 33 })]
    [InlineData(10, new long[] { 0, 7, 3 }, new long[] { 0, 7, 3 })]
    [InlineData(0, new long[] { 0, 0 }, new long[] { 0, 0 })]
    [InlineData(long.MaxValue, new long[] { long.MaxValue }, new long[] { long.MaxValue })]
    public void LargestRemainderBreaksTiesToTheEarlierPlace(long total, long[] weights, long[] shares) =>
        Assert.Equal(shares, Rounding.LargestRemainder(total, weights));

    [Fact]
    public void LargestRemainderRefusesWhatCannotBeShared()
    {
        Assert.Throws<ArgumentException>(() => Rounding.LargestRemainder(1, [0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rounding.LargestRemainder(-1, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rounding.LargestRemainder(1, [2, -1]));
    }

    [Theory]
    [InlineData(1_999, 3_000, 10_000, 599, 600)]
    [InlineData(5, 1, 2, 2, 3)]
    [InlineData(0, 1, 3, 0, 0)]
    [InlineData(long.MaxValue, 10_000, 10_000, long.MaxValue, long.MaxValue)]
    public void FloorDropsTheRestAndHalfUpRoundsIt(long value, long numerator, long denominator, long floor, long halfUp)
    {
        Assert.Equal(floor, Rounding.Floor(value, numerator, denominator));
        Assert.Equal(halfUp, Rounding.HalfUp(value, numerator, denominator));
    }

    /// <summary>Around the size from which 128 bits are needed, with the quotient kept within a long.</summary>
    [Fact]
    public void SmallAndLargeFiguresFollowOneRule()
    {
        var around = from power in Gen.Int[0, 31] from rest in Gen.Long[0, 1L << 20] select (1L << power) + rest;
        Gen.Select(around, around, around)
            .Sample(
                (value, numerator, denominator) =>
                {
                    var exact = (Int128)value * numerator;
                    Assert.Equal((long)(exact / denominator), Rounding.Floor(value, numerator, denominator));
                    Assert.Equal(
                        (long)((exact * 2 + denominator) / ((Int128)denominator * 2)),
                        Rounding.HalfUp(value, numerator, denominator)
                    );
                }
            );
    }

    [Theory]
    [InlineData(0, 1_000, 0)]
    [InlineData(1, 1_000, 1)]
    [InlineData(1_000, 1_000, 1)]
    [InlineData(1_001, 1_000, 2)]
    public void StepsUpCountsEachStepBegun(long value, long step, long steps) => Assert.Equal(steps, Rounding.StepsUp(value, step));
}
