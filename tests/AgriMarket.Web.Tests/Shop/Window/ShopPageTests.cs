using System.Text.RegularExpressions;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.Lots;

namespace AgriMarket.Web.Tests.Shop.Window;

public sealed partial class ShopPageTests(MarketApp market) : IClassFixture<MarketApp>
{
    [Theory]
    [InlineData("土豆")]
    [InlineData("tudou")]
    [InlineData("td")]
    [InlineData("potato")]
    [InlineData("雷山")]
    [InlineData("leishan")]
    [InlineData("大塘村")]
    [InlineData("粉糯")]
    public async Task SearchFindsALotByWhateverPeopleCallIt(string words)
    {
        var lotId = await market.ListAsync(remark: "高山沙地，粉糯");
        using var visitor = new PageVisitor(market);

        Assert.Contains($"/lots/{lotId}", await visitor.ReadAsync($"/?q={Uri.EscapeDataString(words)}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SearchLeavesOutWhatNobodyAskedFor()
    {
        var lotId = await market.ListAsync("核桃", LotFixture.Shouguang);
        using var visitor = new PageVisitor(market);

        Assert.DoesNotContain($"/lots/{lotId}", await visitor.ReadAsync("/?q=tudou"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The832FilterKeepsTheListedCountiesOnly()
    {
        var (listed, other) = (await market.ListAsync("生姜"), await market.ListAsync("生姜", LotFixture.Shouguang));
        using var visitor = new PageVisitor(market);

        var page = await visitor.ReadAsync("/?q=shengjiang&mark=Listed");

        Assert.Contains($"/lots/{listed}", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/lots/{other}", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("county=522634")]
    [InlineData("county=522600")]
    [InlineData("province=520000")]
    public async Task APlaceFilterHoldsAllThatLiesInside(string query)
    {
        var (inside, outside) = (await market.ListAsync("大蒜"), await market.ListAsync("大蒜", LotFixture.Shouguang));
        using var visitor = new PageVisitor(market);

        var page = await visitor.ReadAsync($"/?q=dasuan&{query}");

        Assert.Contains($"/lots/{inside}", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/lots/{outside}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASoldOutLotIsShownSo()
    {
        await market.SellOutAsync(await market.ListAsync("番茄"));
        using var visitor = new PageVisitor(market);

        Assert.Matches("empty[^>]*>\\s*<span data-text[^>]*>已售完</span>", await visitor.ReadAsync("/?q=fanqie"));
    }

    [Fact]
    public async Task NoResultSaysWhatToDoNext()
    {
        using var visitor = new PageVisitor(market);

        Assert.Contains("没有找到这样的货", await visitor.ReadAsync("/?q=zzzz"), StringComparison.Ordinal);
    }

    /// <summary>Pages were counted from the newest lot on, so that each new one pushed a lot of the page before onto the next.</summary>
    [Theory]
    [InlineData("Newest", "橙", 700, 10)]
    [InlineData("Price", "柚", 1, 10)]
    [InlineData("DaysLeft", "梨", 700, 1)]
    public async Task ALotThatIsListedBetweenTwoPagesMovesNoneOfTheOthers(string sort, string produce, long fen, int days)
    {
        var lots = new List<Guid>();
        for (var i = 0; i < 2 * LotFilter.PageSize + 2; i++)
        {
            lots.Add(await market.ListAsync(produce));
        }

        // What is sold out comes last, and once.
        foreach (var lotId in lots.Take(LotFilter.PageSize + 3))
        {
            await market.SellOutAsync(lotId);
        }

        using var visitor = new PageVisitor(market);
        var seen = new List<Guid>();
        for (var next = $"/?q={Uri.EscapeDataString(produce)}&sort={sort}"; next is not null; )
        {
            var page = await visitor.ReadAsync(next);
            seen.AddRange(LotsOf(page));
            next = Next().Match(page) is { Success: true } link ? link.Groups[1].Value : null;
            market.Clock.Advance(TimeSpan.FromSeconds(2));
            await market.ListAsync(produce, jinFen: fen, days: days);
        }

        Assert.Equal(lots.Order(), seen.Where(lots.Contains).Order());
        Assert.Equal(lots.Take(LotFilter.PageSize + 3).Order(), seen.TakeLast(LotFilter.PageSize + 3).Order());
    }

    [Theory]
    [InlineData("/?after=x&page=7")]
    [InlineData("/?page=-1")]
    [InlineData("/?page=99999999999999")]
    [InlineData("/?page=abc&category=Nonsense&mark=7&sort=drop&province=x&county=%27")]
    [InlineData("/?q=%25%27%22%3Cscript%3E")]
    public async Task AMadeUpAddressStillOpensTheShop(string address)
    {
        using var visitor = new PageVisitor(market);

        var page = await visitor.ReadAsync(address);

        Assert.Equal(System.Net.HttpStatusCode.OK, visitor.Status);
        Assert.Contains("</html>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePlusPutsOneUnitIntoTheCartAndTheBarsCountIt()
    {
        var lotId = await market.ListAsync("花生", unitGrams: 2_500, grams: 25_000);
        using var visitor = new PageVisitor(market);

        var page = await visitor.SendAsync("/?q=huasheng", "add-to-cart", ("LotId", lotId.ToString()));

        Assert.Contains("共 5 斤", page, StringComparison.Ordinal);
        Assert.Contains("购物车里的货：</span>1", page, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAddressComesBackAsItWasRead()
    {
        var after = new LotCursor(ShopSort.Price, 360, Guid.CreateVersion7()).Text;
        var filter = LotFilter.Parse(" 土豆 ", "tuber", "520000", "522634", "Listed", "Price", "3", after);

        Assert.Equal(
            $"/?q=%E5%9C%9F%E8%B1%86&category=Tuber&province=520000&county=522634&mark=Listed&sort=Price&page=3&after={after}",
            filter.Href
        );
    }

    private static IEnumerable<Guid> LotsOf(string page) => Card().Matches(page).Select(card => Guid.Parse(card.Groups[1].Value));

    [GeneratedRegex("<h3[^>]*><a href=\"/lots/([0-9a-f-]{36})\"")]
    private static partial Regex Card();

    [GeneratedRegex("href=\"([^\"]+)\"\\s+rel=\"next\"")]
    private static partial Regex Next();
}
