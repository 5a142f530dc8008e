using AgriMarket.Platform.Jobs;

namespace AgriMarket.Web.Tests.Platform.Jobs;

[Trait("Database", "none")]
public sealed class DueMemoryTests
{
    private static readonly DateTime Now = new(2035, 7, 17, 2, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void BeyondTheBoundTheLongestPutLastIsForgotten()
    {
        var memory = new DueProgress("test");
        for (var thing = 0; thing <= DueProgress.MostLast; thing++)
        {
            memory.PutLast($"{thing}", "test.away", Now);
        }

        Assert.Equal((DueProgress.MostLast, "1"), (memory.Last.Count, memory.Last[0]));
        Assert.Equal(new DueStop("test", "test.away", Now), memory.Stop);
    }
}
