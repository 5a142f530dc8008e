using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Shop.Window;

/// <summary>Each card named all funds that pay for its lot, in three lines of amber.</summary>
public sealed class CardsFullOfFundNamesTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string Search = "/?q=%E4%B8%80%E4%B8%AA%E8%AF%8D";

    [Fact]
    public async Task ACardSaysThePriceAndOneWordOfSubsidyAndItsPageTheRest()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lotId = (await trade.Lots.ListAsync(trade.Offer(10_000) with { Remark = "一个词" })).Value;
        using var visitor = new PageVisitor(market);
        Assert.DoesNotContain("有补贴", await CardAsync(visitor), StringComparison.Ordinal);

        await trade.OpenFundAsync(trade.Proposal(SchemeKind.PercentOfGoods, 0, 1_000, 100_000) with { NameZh = "雷山县农产品专项" });
        await trade.OpenFundAsync(trade.Proposal(SchemeKind.PerKilogram, 40, 0, 100_000) with { NameZh = "按斤加补" });

        var card = await CardAsync(visitor);
        Assert.Equal(2, card.Split("有补贴").Length);
        Assert.DoesNotContain("雷山县农产品专项", card, StringComparison.Ordinal);
        Assert.DoesNotContain("按斤加补", card, StringComparison.Ordinal);
        Assert.Contains("3</span>.22", card, StringComparison.Ordinal);
        var page = await visitor.ReadAsync($"/lots/{lotId}");
        Assert.Contains("雷山县农产品专项", page, StringComparison.Ordinal);
        Assert.Contains("按斤加补", page, StringComparison.Ordinal);
    }

    private static async Task<string> CardAsync(PageVisitor visitor)
    {
        var page = await visitor.ReadAsync(Search);
        var begins = page.IndexOf("<article class=\"lot-card\"", StringComparison.Ordinal);
        return page[begins..page.IndexOf("</article>", begins, StringComparison.Ordinal)];
    }
}
