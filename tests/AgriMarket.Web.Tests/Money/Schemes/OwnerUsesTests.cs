using AgriMarket.Domain.Common;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Schemes;
using AgriMarket.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Money.Schemes;

/// <summary>What the writer remembers of counts is bounded, and no grant is lost or doubled where it forgets them.</summary>
public sealed class OwnerUsesTests(MarketApp market) : IClassFixture<MarketApp>
{
    [Fact]
    public async Task OrdersGoOnWhenThereIsNoRoomForTheirCounts()
    {
        var trade = await OrderFixture.OpenAsync(market, "520526");
        var caps = new SchemeCaps
        {
            PerLotFen = 600,
            PerHouseholdFen = 1_000,
            PerHouseholdDayFen = 1_000,
        };
        var fund = trade.Proposal(SchemeKind.ShippingPerOrder, 200, 0, 100_000) with { Caps = caps };
        var schemeId = (await trade.OpenFundAsync(fund)).SchemeId;
        Guid[] lots = [await trade.ListAsync(50_000), await trade.ListAsync(50_000)];
        await RoomAsync(1);

        for (var order = 0; order < 10; order++)
        {
            await trade.BuyAsync(lots[order % 2], 500);
        }

        // Three of the first lot, two of the other: then the household has had its 10.00 yuan.
        Assert.Equal(100_000 - 5 * 200, await trade.BudgetAsync(schemeId));
        Assert.InRange(await RoomAsync(OwnerUses.MostCounts), 1, 4);
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    /// <returns>How many counts are remembered.</returns>
    private async Task<int> RoomAsync(int most) =>
        (
            await market
                .Services.GetRequiredService<MarketWriter>()
                .RunAsync(scope =>
                {
                    var uses = scope.Cached<OwnerUses>();
                    uses.Most = most;
                    return Task.FromResult(Result<int>.Of(uses.Kept));
                })
        ).Value;
}
