using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Prices;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Reference;
using AgriMarket.Web.Reference.ProduceKinds;
using AgriMarket.Web.Tests.Support.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Reference;

public sealed class ProduceReferenceTests(LoadedReferenceMarket market) : IClassFixture<LoadedReferenceMarket>
{
    private const string KindsHeader = "code,name_zh,name_en,category,ambient_days,chilled_days,cold_chain,unit,harvest_months,pinyin\n";

    private readonly ProduceCatalogue catalogue = market.Get<ProduceCatalogue>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_catalogue_has_360_kinds_of_which_129_travel_cold_and_one_more_a_category()
    {
        Assert.Equal(360, catalogue.All.Count(kind => !kind.IsOther));
        Assert.Equal(129, catalogue.All.Count(kind => !kind.IsOther && kind.ColdChain));
        Assert.Equal(Enum.GetValues<ProduceCategory>(), catalogue.All.Where(kind => kind.IsOther).Select(kind => kind.Category).Order());
    }

    [Fact]
    public void Cold_chain_is_for_what_keeps_three_days_or_less() =>
        Assert.All(catalogue.All, kind => Assert.Equal(kind.AmbientDays <= 3, kind.ColdChain));

    [Fact]
    public async Task Lychee_is_stored_as_it_is_in_the_files()
    {
        await using var db = market.OpenDb();
        var lychee = await db.Set<Produce>().SingleAsync(kind => kind.Code == "FR022", Stop);
        Assert.Equal(
            ("荔枝", "Lychee", ProduceCategory.Fruit, "斤", "li zhi"),
            (lychee.NameZh, lychee.NameEn, lychee.Category, lychee.Unit, lychee.Pinyin)
        );
        Assert.Equal((1, 21, true), (lychee.AmbientDays, lychee.ChilledDays, lychee.ColdChain));
        Assert.Equal([5, 6, 7], lychee.HarvestMonths);
    }

    [Fact]
    public void Every_kind_has_a_harvest() => Assert.All(catalogue.All, kind => Assert.NotEmpty(kind.HarvestMonths));

    [Fact]
    public void Every_kind_has_a_drawing_that_is_there()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "AgriMarket.sln")))
        {
            root = root.Parent;
        }

        Assert.All(
            catalogue.All,
            kind => Assert.True(File.Exists(Path.Combine(root.FullName, "wwwroot", "produce", kind.Picture)), kind.Picture)
        );
    }

    [Theory]
    [InlineData("土豆", "马铃薯")]
    [InlineData("tudou", "马铃薯")]
    [InlineData("td", "马铃薯")]
    [InlineData("potato", "马铃薯")]
    [InlineData("西红柿", "番茄")]
    [InlineData("xhs", "番茄")]
    [InlineData("shengcai", "散叶生菜")]
    [InlineData("荔枝", "荔枝")]
    public void People_find_what_they_mean(string text, string nameZh) => Assert.Equal(nameZh, catalogue.Search(text, 5)[0].NameZh);

    /// <summary>What the catalogue has no kind for is a sort of one that it has.</summary>
    [Theory]
    [InlineData("深山土蜂蜜", "蜂蜜")]
    [InlineData("ｔｕ ｆｅｎｇ ｍｉ", "蜂蜜")]
    [InlineData("wild honey", "蜂蜜")]
    [InlineData("黑山土鸡蛋王", "土鸡蛋")]
    public void What_is_not_there_is_near_something(string text, string nameZh)
    {
        Assert.Empty(catalogue.Search(text, 5));
        Assert.Equal(nameZh, catalogue.Nearest(text, 5)[0].NameZh);
    }

    [Theory]
    [InlineData("")]
    [InlineData("zzz")]
    [InlineData("龘靐")]
    public void Nothing_is_near_what_says_nothing(string text) => Assert.Empty(catalogue.Nearest(text, 5));

    [Fact]
    public async Task Wholesale_prices_have_one_plausible_price_a_kind_and_month()
    {
        await using var db = market.OpenDb();
        var prices = await db.Set<TypicalPrice>().ToListAsync(Stop);
        Assert.Equal(40, prices.Select(price => price.ProduceCode).Distinct().Count());
        Assert.All(prices, price => Assert.InRange(price.FenPerKg, WholesalePrice.MinPlausibleFen, WholesalePrice.MaxPlausibleFen));
    }

    [Fact]
    public void The_carried_series_is_three_years_long()
    {
        var days = WholesalePriceSet.ReadDays();
        Assert.Equal((new DateOnly(2020, 7, 1), new DateOnly(2023, 6, 30)), (days.Min(day => day.Date), days.Max(day => day.Date)));
    }

    [Fact]
    public void Spinach_has_a_typical_price_in_every_month()
    {
        var prices = market.Get<WholesalePrices>();
        Assert.All(Enumerable.Range(1, 12), month => Assert.InRange(prices.TypicalFenPerKg("VG008", month) ?? 0, 200, 2_000));
    }

    [Fact]
    public void Lychee_has_no_known_wholesale_price() => Assert.Null(market.Get<WholesalePrices>().TypicalFenPerKg("FR022", 6));

    [Fact]
    public void A_kind_without_a_drawing_stops_the_load_with_a_sentence()
    {
        var kinds = Rows(KindsHeader + "VG001,大白菜,Napa cabbage,vegetable,20,60,no,斤,10;11;12,da bai cai\n");
        var failure = Assert.Throws<InvalidDataException>(() => ProduceSet.Read(kinds, Rows("produce_code,picture\nVG002,leaf.webp\n")));
        Assert.Equal(
            "test.csv, line 2: code holds VG001 (大白菜), which has no row in produce_pictures.csv; give it a picture there.",
            failure.Message
        );
    }

    [Theory]
    [InlineData("13")]
    [InlineData("0")]
    [InlineData("5;;6")]
    public void A_month_that_does_not_exist_stops_the_load(string months)
    {
        var kinds = Rows($"{KindsHeader}VG001,大白菜,Napa cabbage,vegetable,20,60,no,斤,{months},da bai cai\n");
        Assert.Throws<InvalidDataException>(() => ProduceSet.Read(kinds, Rows("produce_code,picture\nVG001,leaf.webp\n")));
    }

    private static List<ReferenceRow> Rows(string csv) => [.. ReferenceRow.ReadAll(new StringReader(csv), "test.csv")];
}
