using AgriMarket.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgriMarket.Web.Tests.Api;

public sealed class TestLogTests(MarketApp market) : IClassFixture<MarketApp>
{
    [Fact]
    public async Task AnErrorOfTheMarketIsInTheOutputOfTheTestThatUsesIt()
    {
        var log = market.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Market");
        Task logged;
        using (ExecutionContext.SuppressFlow())
        {
            // The market's own threads know of no test.
            logged = Task.Run(
                () => log.Log(LogLevel.Error, default, "A disk is full.", null, (sentence, _) => sentence),
                TestContext.Current.CancellationToken
            );
        }

        await logged;

        Assert.Contains("Error Market: A disk is full.", TestContext.Current.TestOutputHelper!.Output, StringComparison.Ordinal);
    }
}
