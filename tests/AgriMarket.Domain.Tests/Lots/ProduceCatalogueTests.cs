using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Tests.Lots;

public class ProduceCatalogueTests
{
    private readonly ProduceCatalogue catalogue = new(
        [
            Kind("TB001", "马铃薯", "Potato", "ma ling shu"),
            Kind("TB002", "红薯", "Sweet potato", "hong shu"),
            Kind("TB010", "豆薯", "Yam bean", "dou shu"),
            Kind("EG002", "土鸡蛋", "Free-range egg", "tu ji dan"),
        ],
        [
            new ProduceAlias
            {
                ProduceCode = "TB001",
                NameZh = "土豆",
                Pinyin = "tu dou",
            },
            new ProduceAlias
            {
                ProduceCode = "TB002",
                NameZh = "地瓜",
                Pinyin = "di gua",
            },
            new ProduceAlias
            {
                ProduceCode = "TB010",
                NameZh = "地瓜",
                Pinyin = "di gua",
            },
        ]
    );

    [Theory]
    [InlineData("马铃薯")]
    [InlineData("土豆")]
    [InlineData("tudou")]
    [InlineData("tu dou")]
    [InlineData("td")]
    [InlineData("TD")]
    [InlineData("mls")]
    [InlineData("potato")]
    [InlineData(" Potato ")]
    public void Potatoes_are_found_whichever_way_people_type_them(string text) => Assert.Equal("TB001", catalogue.Search(text, 10)[0].Code);

    [Fact]
    public void A_name_two_kinds_share_finds_both() =>
        Assert.Equal(["TB002", "TB010"], catalogue.Search("地瓜", 10).Select(kind => kind.Code).Order());

    [Fact]
    public void A_whole_name_comes_before_a_part_of_one() =>
        Assert.Equal(["TB001", "TB002"], catalogue.Search("potato", 10).Select(kind => kind.Code));

    [Fact]
    public void A_beginning_comes_before_a_part() =>
        Assert.Equal(["TB010", "TB001"], catalogue.Search("dou", 10).Select(kind => kind.Code));

    [Theory]
    [InlineData("jd")]
    [InlineData("榴莲")]
    public void A_part_of_initials_or_an_unknown_word_finds_nothing(string text) => Assert.Empty(catalogue.Search(text, 10));

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void A_blank_search_shows_the_first_kinds(string? text) =>
        Assert.Equal(["EG002", "TB001"], catalogue.Search(text, 2).Select(kind => kind.Code));

    [Fact]
    public void A_search_gives_no_more_than_asked_for() => Assert.Single(catalogue.Search("薯", 1));

    [Theory]
    [InlineData(0, 21, true, 21)]
    [InlineData(3, 1, true, 3)]
    [InlineData(2, null, true, 2)]
    [InlineData(60, 150, false, 60)]
    public void A_listing_proposes_the_days_its_produce_really_travels_with(int ambient, int? chilled, bool coldChain, int days) =>
        Assert.Equal(days, Kind("X", "x", "x", "x", ambient, chilled, coldChain).ProposedShelfDays);

    private static Produce Kind(
        string code,
        string nameZh,
        string nameEn,
        string pinyin,
        int ambientDays = 30,
        int? chilledDays = null,
        bool coldChain = false
    ) =>
        new()
        {
            Code = code,
            NameZh = nameZh,
            NameEn = nameEn,
            Category = ProduceCategory.Tuber,
            AmbientDays = ambientDays,
            ChilledDays = chilledDays,
            ColdChain = coldChain,
            Unit = "斤",
            HarvestMonths = [9],
            Pinyin = pinyin,
            Picture = "category-tuber.webp",
        };
}
