using System.Net;
using System.Text.RegularExpressions;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.Forecasts;
using AgriMarket.Web.Farm.Listing;
using AgriMarket.Web.Farm.MyLots;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.Lots;

namespace AgriMarket.Web.Tests.Farm.MyLots;

public sealed class FarmLotTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const long Jin = Weights.JinGrams;

    private readonly FarmFixture scene = new(market);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CannotSeeAnotherFarmersLot()
    {
        var (owner, stranger) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync(MemberRole.Farmer));
        var lotId = await scene.ListAsync(owner);
        await scene.BuyAsync(await scene.JoinAsync(), lotId, 5 * Jin);
        var reads = scene.Get<FarmLotReads>();

        Assert.NotNull(await reads.FindAsync(lotId, owner.Id));
        Assert.Null(await reads.FindAsync(lotId, stranger.Id));
        Assert.Equal(
            (3, 0),
            ((await reads.JournalAsync(lotId, owner.Id, null)).Count, (await reads.JournalAsync(lotId, stranger.Id, null)).Count)
        );
        Assert.Equal(
            (1, 0),
            ((await reads.OrdersAsync(lotId, owner.Id, null)).Count, (await reads.OrdersAsync(lotId, stranger.Id, null)).Count)
        );
        Assert.Empty(await reads.OnSaleAsync(stranger.Id));
        Assert.Empty((await reads.AllAsync(stranger.Id, null)).Items);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("?more=1", true)]
    public async Task WhoComesToSayThatThereIsMoreFindsItAsked(string query, bool isOpen)
    {
        var farmer = await scene.JoinAsync(MemberRole.Farmer);
        using var browser = await scene.BrowseAsync(farmer);

        var page = await browser.GetStringAsync($"/farm/lots/{await scene.ListAsync(farmer)}{query}", Cancel);

        Assert.Equal(isOpen, Regex.IsMatch(page, "<details class=\"card adjust\"[^>]* open"));
        Assert.Equal(isOpen, Regex.IsMatch(page, "name=\"adjustment\" checked[^>]*>\\s*(多了|&#x591A;&#x4E86;)"));
    }

    [Fact]
    public async Task CannotCloseAnotherFarmersLot()
    {
        var (owner, stranger) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync(MemberRole.Farmer));
        var lotId = await scene.ListAsync(owner);

        var refused = await scene.Get<LotService>().CloseAsync(lotId, stranger.Id);

        Assert.Equal("lot.unknown", Assert.Single(refused.Rejections).Code);
        Assert.Equal(LotStatus.Open, (await scene.Get<FarmLotReads>().FindAsync(lotId, owner.Id))!.Lot.Status);
        Assert.True((await scene.Get<LotService>().CloseAsync(lotId, owner.Id)).IsOk);
    }

    [Fact]
    public async Task ListingTwiceWithOneIdListsOnce()
    {
        var farmer = await scene.JoinAsync(MemberRole.Farmer);
        var defaults = scene.Get<ListingDefaults>();
        var start = await defaults.StartAsync(farmer.Id);
        var form = Filled(defaults, start);

        var both = await Task.WhenAll(defaults.ListAsync(form, start), defaults.ListAsync(form, start));

        Assert.All(both, listed => Assert.Equal(new Listed(form.LotId, AwaitsPrice: false), listed.Value));
        var lot = Assert.Single(await scene.Get<FarmLotReads>().OnSaleAsync(farmer.Id)).Lot;
        Assert.Equal((100 * Jin, "阿婆土豆", FarmFixture.Leishan), (lot.AvailableGrams, lot.FarmerName, lot.OriginCode));
    }

    [Fact]
    public async Task TheNextListingStartsFromTheLastOfItsKind()
    {
        var farmer = await scene.JoinAsync(MemberRole.Farmer);
        await market.SellOutAsync(await scene.ListAsync(farmer));
        var defaults = scene.Get<ListingDefaults>();
        var start = await defaults.StartAsync(farmer.Id);
        var form = new SellForm();

        defaults.Choose(form, FarmFixture.Potato, Weights.KilogramGrams, start);

        Assert.Equal(("50", "4.00", "羊排村"), (form.Quantity, form.Price, form.Village));
        Assert.Empty(defaults.Check(form, start));
    }

    [Fact]
    public async Task ACooperativeNamesTheHousehold()
    {
        var defaults = scene.Get<ListingDefaults>();
        var start = await defaults.StartAsync((await scene.JoinAsync(MemberRole.Cooperative)).Id);

        var wrong = Assert.Single(defaults.Check(Filled(defaults, start), start));

        Assert.Equal(("sell.household-empty", nameof(ListingIntent.Household)), (wrong.Code, wrong.Field));
    }

    [Fact]
    public async Task ALowerPriceIsForOrdersFromNowOnAndTheSameCutTwiceIsOne()
    {
        var farmer = await scene.JoinAsync(MemberRole.Farmer);
        var buyer = await scene.JoinAsync();
        var lotId = await scene.ListAsync(farmer);
        await scene.BuyAsync(buyer, lotId, Jin);
        var lots = scene.Get<LotService>();

        Assert.Equal("lot.unknown", (await lots.LowerPriceAsync(lotId, buyer.Id, 180)).Rejections[0].Code);
        Assert.Equal("lot.price-not-lower", (await lots.LowerPriceAsync(lotId, farmer.Id, 201)).Rejections[0].Code);
        Assert.Equal("lot.price-zero", (await lots.LowerPriceAsync(lotId, farmer.Id, 0)).Rejections[0].Code);
        Assert.True((await lots.LowerPriceAsync(lotId, farmer.Id, 180)).IsOk);
        Assert.True((await lots.LowerPriceAsync(lotId, farmer.Id, 180)).IsOk);
        await scene.BuyAsync(buyer, lotId, Jin);

        var journal = await scene.Get<FarmLotReads>().JournalAsync(lotId, farmer.Id, 1);
        Assert.Equal(
            [StockReason.Sold, StockReason.Held, StockReason.Repriced, StockReason.Sold, StockReason.Held, StockReason.Listed],
            journal.Items.Select(entry => entry.Reason)
        );
        var orders = await scene.Get<FarmLotReads>().OrdersAsync(lotId, farmer.Id, 1);
        Assert.Equal([180, 200], orders.Items.Select(order => order.GoodsFen).Order());
    }

    [Fact]
    public async Task TheForecastIsMadeFromWhatTheJournalSaysWasSold()
    {
        var farmer = await scene.JoinAsync(MemberRole.Farmer);
        var lotId = await scene.ListAsync(farmer);
        await scene.BuyAsync(await scene.JoinAsync(), lotId, 10 * Jin);
        market.Clock.Advance(TimeSpan.FromDays(2));

        var outlook = (await scene.Get<FarmLotReads>().FindAsync(lotId, farmer.Id))!.Outlook;

        Assert.Equal(
            (90 * Jin, 1, 3),
            (outlook.Forecast.Reason.UnsoldGrams, outlook.Forecast.Reason.MeasuredOrders, outlook.Forecast.Reason.MeasuredDays)
        );
        Assert.Equal(
            [StockReason.Sold, StockReason.Held, StockReason.Listed],
            (await scene.Get<FarmLotReads>().JournalAsync(lotId, farmer.Id, 1)).Items.Select(entry => entry.Reason)
        );
    }

    [Theory]
    [InlineData("/farm")]
    [InlineData("/farm/sell")]
    [InlineData("/farm/lots")]
    [InlineData("/farm/orders")]
    [InlineData("/farm/orders/shipped")]
    [InlineData("/farm/money")]
    public async Task AResidentCannotOpenTheFarmersPages(string path)
    {
        using var farmer = await scene.BrowseAsync(await scene.JoinAsync(MemberRole.Farmer));
        using var resident = await scene.BrowseAsync(await scene.JoinAsync());
        using var visitor = market.CreateClient();

        Assert.Equal(HttpStatusCode.OK, (await farmer.GetAsync(path, Cancel)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await resident.GetAsync(path, Cancel)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync(path, Cancel)).StatusCode);
    }

    [Fact]
    public async Task AnotherFarmersLotPageSaysItWasNotFound()
    {
        var lotId = await scene.ListAsync(await scene.JoinAsync(MemberRole.Farmer));
        using var stranger = await scene.BrowseAsync(await scene.JoinAsync(MemberRole.Farmer));

        var page = await stranger.GetStringAsync($"/farm/lots/{lotId}", Cancel);

        Assert.Contains("没有找到这个批次", page, StringComparison.Ordinal);
        Assert.DoesNotContain("羊排村", page, StringComparison.Ordinal);
    }

    private static SellForm Filled(ListingDefaults defaults, ListingStart start)
    {
        var form = new SellForm();
        defaults.Choose(form, FarmFixture.Potato, Jin, start);
        (form.Quantity, form.Price) = ("100", "1.80");
        return form;
    }
}
