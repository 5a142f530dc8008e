using AgriMarket.Domain.Common;
using CsCheck;

namespace AgriMarket.Domain.Tests.Common;

public class MediansTests
{
    [Theory]
    [InlineData(new long[] { 7 }, 7)]
    [InlineData(new long[] { 9, 1, 5 }, 5)]
    [InlineData(new long[] { 4, 1, 3, 2 }, 3)]
    [InlineData(new long[] { 2, 4 }, 3)]
    public void The_middle_of_a_few_numbers(long[] values, long middle) => Assert.Equal(middle, Medians.HalfUp(values));

    [Fact]
    public void At_most_half_of_the_numbers_lie_on_either_side() =>
        Gen.Long[0, 1_000]
            .Array[1, 50]
            .Sample(values =>
            {
                var middle = Medians.HalfUp(values);
                Assert.True(
                    values.Count(value => value < middle) * 2 <= values.Length && values.Count(value => value > middle) * 2 <= values.Length
                );
            });

    [Fact]
    public void Nothing_has_no_middle() => Assert.Throws<ArgumentException>(() => Medians.HalfUp([]));
}
