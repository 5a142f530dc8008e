using System.Net;
using AgriMarket.Domain.Members;
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

    [Fact]
    public async Task AFarmersProgramChangesPriceAndWordsOnceAndFromWhatItSaw()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var stranger = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        var lot = $"lots/{await farmer.OfferAsync(50_000)}";
        var seen = (await farmer.GetAsync(lot))["editVersion"].GetInt64();
        var cheaper = new { edit = new { version = seen, unitPriceFen = 350 } };

        Assert.Equal("lot.unknown", (await stranger.PatchAsync(lot, cheaper)).Code);
        var changed = await farmer.PatchAsync(lot, cheaper);
        Assert.Equal((350, seen + 1), (changed["unitPriceFen"].GetInt64(), changed["editVersion"].GetInt64()));
        Assert.Equal(seen + 1, (await farmer.PatchAsync(lot, cheaper))["editVersion"].GetInt64());

        var late = await farmer.PatchAsync(lot, new { edit = new { version = seen, remark = "新挖的" } });
        Assert.Equal((HttpStatusCode.Conflict, "edit.changed"), (late.Status, late.Code));
        var described = await farmer.PatchAsync(lot, new { edit = new { version = seen + 1, remark = "新挖的" } });
        Assert.Equal(("新挖的", 350), (described["remark"].GetString(), described["unitPriceFen"].GetInt64()));
    }

    [Fact]
    public async Task AProgramsChangeIsJudgedLikeThatOfThePage()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        var lot = $"lots/{await farmer.OfferAsync(50_000)}";
        var version = (await farmer.GetAsync(lot))["editVersion"].GetInt64();

        Assert.Equal("lot.price-zero", (await farmer.PatchAsync(lot, new { edit = new { version, unitPriceFen = 0 } })).Code);
        Assert.Equal("api.malformed", (await farmer.PatchAsync(lot, new { edit = new { unitPriceFen = 300 } })).Code);
        Assert.Equal("lot.change", (await farmer.PatchAsync(lot, new { status = "paused", edit = new { version } })).Code);
        Assert.Equal("lot.unknown", (await farmer.PatchAsync($"lots/{Guid.CreateVersion7()}", new { edit = new { version } })).Code);
        Assert.Equal(380, (await farmer.GetAsync(lot))["unitPriceFen"].GetInt64());
    }
}
