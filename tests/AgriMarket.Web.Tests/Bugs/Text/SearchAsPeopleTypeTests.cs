using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Bugs.Text;

/// <summary>Full-width letters, a second word or one wrong letter found nothing.</summary>
public sealed class SearchAsPeopleTypeTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string Leishan = "522634";

    [Theory]
    [InlineData("ｔｕｄｏｕ")]
    [InlineData("TuDou")]
    [InlineData("ＰＯＴＡＴＯ")]
    [InlineData("tudoo")]
    [InlineData("tuduo")]
    [InlineData("potatto")]
    [InlineData("\u202Dtudou\u202C")]
    public async Task APotatoIsFound(string typed)
    {
        var trade = await OrderFixture.OpenAsync(market, Leishan);
        var lotId = await trade.ListAsync(10_000);

        Assert.Contains(lotId, await FindAsync(typed));
    }

    [Theory]
    [InlineData("１００％有机", "100%")]
    [InlineData("100%有机", "１００％")]
    [InlineData("ＡＢＣ品牌", "abc")]
    [InlineData("Abc品牌", "ＡＢＣ")]
    [InlineData("买买提•艾力家", "买买提．艾力")]
    [InlineData("买买提·艾力家", "买买提・艾力")]
    public async Task WidthCaseAndDotsMakeNoDifference(string remark, string typed)
    {
        var trade = await OrderFixture.OpenAsync(market, Leishan);
        var listed = (await trade.Lots.ListAsync(trade.Offer(10_000) with { Remark = remark })).Value;
        var other = await trade.ListAsync(10_000);

        var found = await FindAsync(typed);
        Assert.Contains(listed, found);
        Assert.DoesNotContain(other, found);
    }

    [Fact]
    public async Task BothWordsAreLookedFor()
    {
        var leishan = await OrderFixture.OpenAsync(market, Leishan);
        var here = await leishan.ListAsync(10_000);
        var elsewhere = await (await OrderFixture.OpenAsync(market, "520281")).ListAsync(10_000);
        var otherKind = (await leishan.Lots.ListAsync(leishan.Offer(10_000) with { ProduceCode = "VG001" })).Value;

        foreach (var typed in new[] { "雷山 土豆", "tudou　leishan", "土豆 雷山县", "leishan potatto" })
        {
            var found = await FindAsync(typed);
            Assert.Contains(here, found);
            Assert.DoesNotContain(elsewhere, found);
            Assert.DoesNotContain(otherKind, found);
        }
    }

    private async Task<List<Guid>> FindAsync(string typed)
    {
        using var program = new ApiClient(market);
        var page = await program.GetAsync($"lots?pageSize=100&search={Uri.EscapeDataString(typed)}");
        return [.. page["items"].EnumerateArray().Select(lot => lot.GetProperty("id").GetGuid())];
    }
}
