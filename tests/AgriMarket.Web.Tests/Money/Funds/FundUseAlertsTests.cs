using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Money.Funds;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Tests.Support;

namespace AgriMarket.Web.Tests.Money.Funds;

public sealed class FundUseAlertsTests(MarketApp market) : IClassFixture<MarketApp>
{
    [Fact]
    public async Task BothOfficialsOfAFundAreToldOnceOfEachLevel()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 1_000);
        var lotId = await trade.ListAsync(100_000);
        var alerts = new FarmFixture(market).Get<FundUseAlerts>();
        var reads = new FarmFixture(market).Get<NotificationReads>();

        // They are told of the proposal too.
        async Task<IReadOnlyList<int?>> LevelsAsync(Guid memberId) =>
            [
                .. (await reads.ListAsync(memberId, 1))
                    .Items.Where(notification => notification.Kind == FundNotifications.FundUsed.Code)
                    .Select(notification => notification.About.Percent)
                    .OrderDescending(),
            ];

        for (var order = 1; order <= 5; order++)
        {
            await trade.BuyAsync(lotId, 500);
            await alerts.NotifyAsync(TestContext.Current.CancellationToken);
            await alerts.NotifyAsync(TestContext.Current.CancellationToken);
            Assert.Equal(
                order switch
                {
                    < 4 => 0,
                    4 => 1,
                    _ => 2,
                },
                (await LevelsAsync(trade.Proposer)).Count
            );
        }

        Assert.Equal([100, 80], await LevelsAsync(trade.Approver));
        Assert.Equal(0, await reads.UnreadAsync(trade.Stranger));
    }
}
