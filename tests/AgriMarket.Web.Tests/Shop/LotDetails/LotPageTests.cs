using System.Net;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Shop.LotDetails;

public sealed class LotPageTests(MarketApp market) : IClassFixture<MarketApp>
{
    [Theory]
    [InlineData("/lots/01890a5d-ac96-774b-bcce-b302099a8057")]
    [InlineData("/lots/nonsense")]
    public async Task AnUnknownLotIs404(string address)
    {
        using var visitor = new PageVisitor(market);

        await visitor.ReadAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
    }

    [Theory]
    [InlineData("", "请用数字填写")]
    [InlineData("很多", "请用数字填写")]
    [InlineData("0", "请填写要买多少")]
    [InlineData("-5", "请填写要买多少")]
    [InlineData("0.3", "请填它的整倍数")]
    [InlineData("20", "只剩 12 斤了，购物车里已为您改成 12 斤")]
    [InlineData("99999999999", "只剩 12 斤了")]
    public async Task AWrongQuantityIsToldBesideTheFieldAndStaysTyped(string typed, string sentence)
    {
        var lotId = await market.ListAsync();
        using var visitor = new PageVisitor(market);

        var page = await visitor.SendAsync($"/lots/{lotId}", "lot", ("Quantity", typed));

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Matches($"id=\"quantity-wrong\"[^§]*?{sentence}", page);
        Assert.Contains($"name=\"Quantity\" value=\"{typed}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PacksAreCountedInPacks()
    {
        var lotId = await market.ListAsync(kind: SaleKind.Pack, unitGrams: 2_500, grams: 25_000);
        using var visitor = new PageVisitor(market);

        var page = await visitor.SendAsync($"/lots/{lotId}", "lot", ("Quantity", "3"));

        Assert.Contains("共 15 斤", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASoldOutLotSaysSoAndTakesNoQuantity()
    {
        var lotId = await market.ListAsync();
        await market.SellOutAsync(lotId);
        using var visitor = new PageVisitor(market);

        var page = await visitor.ReadAsync($"/lots/{lotId}");

        Assert.Contains("这批货已经卖完了", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Quantity\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatAFarmerWritesIsText()
    {
        var lotId = await market.ListAsync(remark: "<img src=x>");
        using var client = market.CreateClient();

        var page = await client.GetStringAsync(new Uri($"/lots/{lotId}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("<img src=x>", page, StringComparison.Ordinal);
    }
}
