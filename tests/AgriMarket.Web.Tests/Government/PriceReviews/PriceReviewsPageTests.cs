using AgriMarket.Domain.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.PriceReviews;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Government.PriceReviews;

/// <summary>What officials of the county, and nobody else, read of prices that wait.</summary>
public sealed class PriceReviewsPageTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string Page = "/backoffice/price-reviews";

    [Fact]
    public async Task AnOfficialReadsWhatWaitsInTheirRegionAlone()
    {
        var (visitor, _) = await MemberVisitor.SignedInAsync(market, "reviews@example.com", MemberRole.Official);
        using var official = visitor;
        Assert.Contains("没有要放行的价格", await official.ReadAsync(Page), StringComparison.Ordinal);
        var reviews = market.Services.GetRequiredService<PriceReviewService>();
        foreach (var (county, reason) in new[] { (OrderFixture.Leishan, "本县的古树"), ("522635", "外县的古树") })
        {
            var trade = await OrderFixture.OpenAsync(market, county);
            Assert.True((await reviews.AskAsync(trade.Offer(1_000) with { UnitPriceFen = 500_001 }, reason)).IsOk);
        }

        var page = await official.ReadAsync(Page);

        Assert.Contains("本县的古树", page, StringComparison.Ordinal);
        Assert.DoesNotContain("外县的古树", page, StringComparison.Ordinal);
        Assert.Contains("要把马铃薯卖到参考价的十倍以上", await official.ReadAsync("/notifications"), StringComparison.Ordinal);
    }
}
