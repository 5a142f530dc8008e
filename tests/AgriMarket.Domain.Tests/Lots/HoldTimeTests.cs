using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Tests.Lots;

public sealed class HoldTimeTests
{
    private static readonly DateTime Placed = new(2020, 2, 20, 4, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void AnOrderHasTheShortestTimeOfItsLots()
    {
        Assert.Equal(15, HoldTime.For([null, null], 15).TotalMinutes);
        Assert.Equal(120, HoldTime.For([120], 15).TotalMinutes);
        Assert.Equal(15, HoldTime.For([120, null], 15).TotalMinutes);
        Assert.Equal(5, HoldTime.For([5, null], 15).TotalMinutes);
        Assert.Equal(15, HoldTime.For([], 15).TotalMinutes);
    }

    [Theory]
    [InlineData(15, 2, 15)] // ten minutes from the second on are less than what there is
    [InlineData(15, 14, 24)]
    [InlineData(58, 57, 60)] // at most an hour in all
    [InlineData(120, 100, 120)] // and never less than there was
    public void BeginningToPayGivesTenMinutesUpToAnHourInAll(int until, int now, int extended) =>
        Assert.Equal(Placed.AddMinutes(extended), HoldTime.Extended(Placed, Placed.AddMinutes(until), Placed.AddMinutes(now)));
}
