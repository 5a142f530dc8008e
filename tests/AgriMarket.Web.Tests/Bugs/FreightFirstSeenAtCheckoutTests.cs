using System.Net;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Shop.Addresses;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.LotLists;
using AgriMarket.Web.Trade.Lots;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Bugs;

/// <summary>
/// Freight was seen at checkout alone. From Leishan to Shanghai it is 8.00 yuan for the first kilogram and 2.00 for each further one.
/// </summary>
public sealed class FreightFirstSeenAtCheckoutTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string Shanghai = "310104";

    [Fact]
    public async Task CardLotPageAndCartShowWhatCheckoutCharges()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lotId = await ListAsync(trade, "价格一致");
        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 100_000);
        await trade.OpenFundAsync(SchemeKind.PercentOfGoods, 0, 1_000, 100_000);
        using var visitor = new MemberVisitor(market);
        await ChooseAsync(visitor, Shanghai);

        // 3 kg at 1.54 the kilogram are 4.62; freight 12.00; 2.00 and 46 fen are paid.
        var landed = (await ShopAsync(trade)).Landed!.Value;
        Assert.Equal(
            (3_000, 462, 1_200, 246, 1_416),
            (landed.Grams, landed.GoodsFen, landed.ShippingFen, landed.SubsidyFen, landed.ToPayFen)
        );
        Assert.Contains("6 斤到手 ¥14.16", await visitor.ReadAsync(Search), StringComparison.Ordinal);
        Assert.Contains("¥14.16", await visitor.ReadAsync($"/lots/{lotId}"), StringComparison.Ordinal);
        await SendAsync(visitor, $"/lots/{lotId}", $"/lots/{lotId}", ("_handler", "lot"), ("Quantity", "6"));
        Assert.Matches(
            "到手价</dt>\\s*<dd[^>]*><span class=\"price \"[^>]*><span class=\"yuan\"[^>]*>¥14</span>\\.16",
            await visitor.ReadAsync("/cart")
        );

        var order = trade.Intent(lotId, landed.Grams) with { ExpectedFen = landed.ToPayFen };
        Assert.Equal(order.Id, (await trade.Orders.PlaceAsync(order)).Value);
    }

    private const string Search = "/?q=%E4%BB%B7%E6%A0%BC%E4%B8%80%E8%87%B4";

    [Fact]
    public async Task TheLotPageProposesWhatIsWorthCarryingFirstAndSaysWhatFreightStaysTheSameFor()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lotId = await ListAsync(trade, "");
        using var visitor = new MemberVisitor(market);
        Assert.DoesNotContain("landed-title", await visitor.ReadAsync($"/lots/{lotId}"), StringComparison.Ordinal);
        await ChooseAsync(visitor, Shanghai);

        var page = await visitor.ReadAsync($"/lots/{lotId}");
        Assert.Contains("name=\"Quantity\" value=\"6\"", page, StringComparison.Ordinal);
        int[] offers =
        [
            .. new[] { 3_000, 5_000, 10_000, 500 }.Select(grams => page.IndexOf($"?grams={grams}\"", StringComparison.Ordinal)),
        ];
        Assert.Equal(offers.Order(), offers);
        Assert.DoesNotContain(-1, offers);
        Assert.DoesNotContain("运费不变", page, StringComparison.Ordinal);

        page = await visitor.ReadAsync($"/lots/{lotId}?grams=500");
        Assert.Contains("name=\"Quantity\" value=\"1\"", page, StringComparison.Ordinal);
        Assert.Contains("再加 1 斤，运费不变", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-500")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    [InlineData("0")]
    [InlineData("750")]
    public async Task AMadeUpWeightStillOpensTheLotPage(string grams)
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        using var visitor = new MemberVisitor(market);
        await ChooseAsync(visitor, Shanghai);

        Assert.Contains(
            "landed-title",
            await visitor.ReadAsync($"/lots/{await ListAsync(trade, "")}?grams={grams}"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task APlaceIsFoundByNameOrFromTheProvinceDownAndKept()
    {
        using var visitor = new MemberVisitor(market);

        Assert.Contains("value=\"310104\"", await visitor.ReadAsync("/destination?q=xuhui"), StringComparison.Ordinal);
        Assert.Contains("in=310000", await visitor.ReadAsync("/destination"), StringComparison.Ordinal);
        Assert.Contains("value=\"310104\"", await visitor.ReadAsync("/destination?in=310000"), StringComparison.Ordinal);
        Assert.Equal("/help-sell", await ChooseAsync(visitor, Shanghai, "/help-sell"));
        Assert.Contains("徐汇区</strong>", await visitor.ReadAsync("/"), StringComparison.Ordinal);

        // What is no full address changes nothing.
        await ChooseAsync(visitor, "310000");
        Assert.Contains("徐汇区</strong>", await visitor.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMembersPlaceIsWhereTheLastOrderWentUntilTheyChooseAnother()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var (visitor, id) = await MemberVisitor.SignedInAsync(market, "13900000911", MemberRole.Farmer);
        using var gone = visitor;
        Assert.DoesNotContain("徐汇区</strong>", await visitor.ReadAsync("/"), StringComparison.Ordinal);

        var order = trade.Intent(await trade.ListAsync(10_000), 500) with { BuyerId = id };
        Assert.True((await trade.Orders.PlaceAsync(order)).IsOk);
        Assert.Contains("徐汇区</strong>", await visitor.ReadAsync("/"), StringComparison.Ordinal);

        await ChooseAsync(visitor, "520102");
        Assert.Contains("南明区</strong>", await visitor.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListsForAPlaceLeaveOutWhatComesTooLateAndTheLotPageSaysWhy()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var late = (await trade.Lots.ListAsync(trade.Offer(10_000, days: 3) with { Remark = "赶不上" })).Value;
        var (search, href) = ("/?q=%E8%B5%B6%E4%B8%8D%E4%B8%8A", $"/lots/{late}");
        using var visitor = new MemberVisitor(market);
        Assert.Contains(href, await visitor.ReadAsync(search), StringComparison.Ordinal);
        Assert.Contains(href, await visitor.ReadAsync("/help-sell"), StringComparison.Ordinal);

        await ChooseAsync(visitor, Shanghai);
        Assert.DoesNotContain(href, await visitor.ReadAsync(search), StringComparison.Ordinal);
        Assert.DoesNotContain(href, await visitor.ReadAsync("/help-sell"), StringComparison.Ordinal);
        Assert.Contains("可以要求赶在保质期内送到", await visitor.ReadAsync(href), StringComparison.Ordinal);
    }

    /// <summary>Celery at 0.77 yuan the 斤, of which a kilogram costs more to send than to buy.</summary>
    private static async Task<Guid> ListAsync(OrderFixture trade, string remark) =>
        (await trade.Lots.ListAsync(trade.Offer(100_000) with { UnitPriceFen = 77, Remark = remark })).Value;

    private async Task<LotView> ShopAsync(OrderFixture trade) =>
        Assert.Single(
            (
                await market
                    .Services.GetRequiredService<LotReads>()
                    .ShopAsync(
                        new LotFilter
                        {
                            Text = "价格一致",
                            County = trade.County,
                            Destination = Shanghai,
                        }
                    )
            ).Lots
        );

    /// <summary>Where the reader is led to then.</summary>
    private static Task<string?> ChooseAsync(MemberVisitor visitor, string place, string returnTo = "/") =>
        SendAsync(visitor, "/destination", ShopAddresses.ChooseDestination, ("to", place), ("returnTo", returnTo));

    private static async Task<string?> SendAsync(MemberVisitor visitor, string page, string to, params (string, string)[] fields)
    {
        using var answer = await visitor.PostAsync(to, [.. fields, ("__RequestVerificationToken", await visitor.TokenAsync(page))]);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect, $"{to}: {answer.StatusCode}");
        return visitor.Landing(answer);
    }
}
