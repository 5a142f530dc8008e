using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Tests.Common;

public sealed class ChinaTimeTests
{
    [Fact]
    public void ADayBeginsAndEndsAtMidnightInChina()
    {
        var day = new DateOnly(2020, 2, 29);

        Assert.Equal(new DateTime(2020, 2, 28, 16, 0, 0, DateTimeKind.Utc), ChinaTime.StartOfDay(day));
        Assert.Equal(new DateTime(2020, 2, 29, 16, 0, 0, DateTimeKind.Utc), ChinaTime.EndOfDay(day));
        Assert.Equal(ChinaTime.StartOfDay(day.AddDays(1)), ChinaTime.EndOfDay(day));
        Assert.Equal((DateTimeKind.Utc, DateTimeKind.Utc), (ChinaTime.StartOfDay(day).Kind, ChinaTime.EndOfDay(day).Kind));
    }

    [Fact]
    public void AnyDayThatSomebodyMayTypeHasABeginningAndAnEnd()
    {
        foreach (var day in (DateOnly[])[DateOnly.MinValue, DateOnly.MinValue.AddDays(1), DateOnly.MaxValue.AddDays(-1), DateOnly.MaxValue])
        {
            Assert.True(ChinaTime.StartOfDay(day) < ChinaTime.EndOfDay(day));
            Assert.Equal((DateTimeKind.Utc, DateTimeKind.Utc), (ChinaTime.StartOfDay(day).Kind, ChinaTime.EndOfDay(day).Kind));
            Assert.Equal(day == DateOnly.MinValue, ChinaTime.StartOfDay(day) == DateTime.MinValue);
        }
    }
}
