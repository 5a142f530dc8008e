using System.Net;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Trade.Lots;

public sealed class LotEndpointsTests(ApiMarket market) : IClassFixture<ApiMarket>
{
    [Theory]
    [InlineData("newest", "520201")]
    [InlineData("price", "520203")]
    [InlineData("best-before", "520204")]
    public async Task PageByPageEachLotComesOnceWhileOthersAreListed(string sort, string county)
    {
        var trade = await OrderFixture.OpenAsync(market.App, county);
        var listed = new HashSet<Guid>();
        for (var i = 0; i < 30; i++)
        {
            // Several share a moment, a price or a day, so that the ids decide.
            market.App.Clock.Advance(TimeSpan.FromSeconds(i % 3));
            listed.Add((await trade.Lots.ListAsync(trade.Offer(10_000, 10 + i % 4) with { UnitPriceFen = 300 + i % 5 })).Value);
        }

        using var caller = new ApiClient(market.App);
        var seen = new List<Guid>();
        string? cursor = "";
        while (cursor is not null)
        {
            var page = await caller.GetAsync($"lots?county={county}&sort={sort}&pageSize=7{cursor}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            seen.AddRange(page["items"].EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
            cursor = page["next"].GetString() is { } next ? $"&cursor={next}" : null;
            await trade.ListAsync(10_000);
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Subset(seen.ToHashSet(), listed);
    }

    [Fact]
    public async Task ACursorOfAnotherSortIsRefused()
    {
        var trade = await OrderFixture.OpenAsync(market.App, "520281");
        await trade.ListAsync(10_000);
        await trade.ListAsync(10_000);
        using var caller = new ApiClient(market.App);
        var cursor = (await caller.GetAsync("lots?county=520281&pageSize=1"))["next"].GetString();

        Assert.Equal("lot.cursor", (await caller.GetAsync($"lots?county=520281&pageSize=1&sort=price&cursor={cursor}")).Code);
    }
}
