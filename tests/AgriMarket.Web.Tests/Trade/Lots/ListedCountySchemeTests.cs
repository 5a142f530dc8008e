using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Tests.Support;

namespace AgriMarket.Web.Tests.Trade.Lots;

/// <summary>A scheme for counties under supervision pays for what comes from one, and nobody else can say that theirs does.</summary>
public sealed class ListedCountySchemeTests(MarketApp market) : IClassFixture<MarketApp>
{
    /// <summary>Congjiang, one of the 52.</summary>
    private const string Supervised = "522633";

    /// <summary>Kaili, on no list.</summary>
    private const string NeverListed = "522601";

    [Theory]
    [InlineData(Supervised, 200)]
    [InlineData(NeverListed, 0)]
    public async Task ItPaysForConfirmedOriginsOnly(string county, long grantedFen)
    {
        var trade = await OrderFixture.OpenAsync(market, county);
        var fund = trade.Proposal(SchemeKind.ShippingPerOrder, 200, 0, 100_000) with
        {
            CountyScope = CountyScope.Supervised,
            CountyCodes = [],
        };
        var scheme = (await trade.OpenFundAsync(fund)).SchemeId;

        // A farmer of another county says it comes from here: there is no such lot to buy.
        var elsewhere = county == Supervised ? NeverListed : Supervised;
        var lie = await trade.Lots.ListAsync(trade.Offer(5_000) with { OriginCode = elsewhere });
        Assert.Equal(["lot.origin-unconfirmed"], lie.Rejections.Select(rejection => rejection.Code));

        await trade.BuyAsync(await trade.ListAsync(5_000), 500);
        Assert.Equal(100_000 - grantedFen, await trade.BudgetAsync(scheme));
    }
}
