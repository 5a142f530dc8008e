using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.Lots;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace AgriMarket.Web.Tests.Bugs;

/// <summary>Of a lot that another campaign has, the picker said that nothing of its kind was on sale.</summary>
public sealed class LotsInOtherCampaignsTests : BunitContext, IClassFixture<MarketApp>
{
    private readonly MarketApp market;

    public LotsInOtherCampaignsTests(MarketApp market)
    {
        this.market = market;
        Services.AddMudServices();
        Services.AddLocalization();
        Services.AddMarket(market);
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public async Task ALotOfAnotherCampaignIsShownWithThatAsTheReason()
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var (free, taken) = (await trade.ListAsync(50_000), await trade.ListAsync(50_000, days: 3));
        var campaignId = await market.PublishAsync(trade, taken);

        var finder = market.Services.GetRequiredService<LotFinder>();
        var found = await finder.SearchAsync(trade.County, Guid.CreateVersion7(), "土豆", []);
        Assert.Equal((free, null), Of(found.Single(hit => hit.Lot.Id == free)));
        Assert.Equal((taken, "县里的土豆"), Of(found.Single(hit => hit.Lot.Id == taken)));

        // Its own campaign may take it again, and a scheme may name it in any case.
        Assert.Contains((taken, null), (await finder.SearchAsync(trade.County, campaignId, "土豆", [])).Select(Of));
        Assert.Contains((taken, null), (await finder.SearchAsync(null, null, "土豆", [])).Select(Of));
    }

    [Fact]
    public async Task ThePickerSaysInWhichCampaignALotIs()
    {
        var trade = await OrderFixture.OpenAsync(market, "522722");
        var taken = await trade.ListAsync(50_000);
        await market.PublishAsync(trade, taken);

        var page = Render<LotChooser>(lots =>
            lots.Add(it => it.LotIds, []).Add(it => it.RegionCode, "522722").Add(it => it.Label, "批次").Add(it => it.Hint, "")
        );
        page.WaitForAssertion(() => Assert.Contains("县里的土豆", page.Find(".taken-lot").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".found-lot"));
    }

    private static (Guid, string?) Of(FoundLot hit) => (hit.Lot.Id, hit.TakenBy);
}
