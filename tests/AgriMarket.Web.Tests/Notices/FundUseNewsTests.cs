using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Notices;
using AgriMarket.Web.Subsidies;
using AgriMarket.Web.Tests.Lots;
using AgriMarket.Web.Tests.Orders;

namespace AgriMarket.Web.Tests.Notices;

public sealed class FundUseNewsTests(MarketApp market) : IClassFixture<MarketApp>
{
    [Fact]
    public async Task BothOfficialsOfAFundAreToldOnceOfEachLevel()
    {
        var trade = await Trade.OpenAsync(market, Trade.Leishan);
        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 1_000);
        var lotId = await trade.ListAsync(100_000);
        var news = new FarmScene(market).Get<FundUseNews>();
        var reads = new FarmScene(market).Get<NoticeReads>();

        for (var order = 1; order <= 5; order++)
        {
            await trade.BuyAsync(lotId, 500);
            await news.TellAsync();
            await news.TellAsync();
            Assert.Equal(order switch { < 4 => 0, 4 => 1, _ => 2 }, await reads.UnreadAsync(trade.Proposer));
        }

        Assert.Equal([100, 80], (await reads.ListAsync(trade.Approver, 1)).Items.Select(notice => notice.About.Percent).OrderDescending());
        Assert.Equal(0, await reads.UnreadAsync(trade.Stranger));
    }
}
