using AgriMarket.Domain.Members;
using AgriMarket.Domain.Prices;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.ReferencePrices;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Government.ReferencePrices;

/// <summary>What officials and buyers read of reference prices.</summary>
public sealed class ReferencePricesPageTests(MarketApp market) : IClassFixture<MarketApp>
{
    [Fact]
    public async Task WhoSetAPriceAndWhyStandsBesideItForOfficialsAndBuyers()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lotId = await trade.ListAsync(50_000);
        var references = market.Services.GetRequiredService<ReferencePriceService>();
        await references.SetAsync(new ReferenceRequest("TB001", false, 400, "县价格监测点上周均价", await trade.NationalOfficialAsync()));
        var (visitor, _) = await MemberVisitor.SignedInAsync(market, "prices@example.com", MemberRole.Official);
        using var official = visitor;

        var page = await official.ReadAsync("/backoffice/reference-prices");

        Assert.Contains("每 1 公斤 ¥4.00", page, StringComparison.Ordinal);
        Assert.Contains("县价格监测点上周均价", page, StringComparison.Ordinal);
        var lot = await official.ReadAsync($"/lots/{lotId}");
        Assert.Contains("政府设定: 县价格监测点上周均价", lot, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKindThatNobodyKnowsTheWorthOfStandsFirst()
    {
        await using var fresh = new MarketApp();
        var trade = await OrderFixture.OpenAsync(fresh, OrderFixture.Leishan);
        await trade.ListAsync(50_000);
        var references = fresh.Services.GetRequiredService<ReferencePriceService>();
        await references.SetAsync(new ReferenceRequest("Tuber", true, null, "不再适用", await trade.NationalOfficialAsync()));
        var (visitor, _) = await MemberVisitor.SignedInAsync(fresh, "prices@example.com", MemberRole.Official);
        using var official = visitor;

        Assert.Contains("没有参考价，货款补贴停着", await official.ReadAsync("/backoffice/reference-prices"), StringComparison.Ordinal);
    }
}
