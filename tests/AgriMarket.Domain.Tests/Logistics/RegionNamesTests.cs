using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Tests.Support;

namespace AgriMarket.Domain.Tests.Logistics;

public class RegionNamesTests
{
    [Theory]
    [InlineData("贵州省", "gui zhou", "Guizhou Province")]
    [InlineData("广西壮族自治区", "guang xi", "Guangxi Autonomous Region")]
    [InlineData("贵阳市", "gui yang", "Guiyang City")]
    [InlineData("雷山县", "lei shan", "Leishan County")]
    [InlineData("朝阳区", "chao yang", "Chaoyang District")]
    [InlineData("黔东南苗族侗族自治州", "qian dong nan", "Qiandongnan Autonomous Prefecture")]
    [InlineData("三都水族自治县", "san du", "Sandu Autonomous County")]
    [InlineData("鄂伦春自治旗", "e lun chun zi zhi qi", "Elunchun Autonomous Banner")]
    [InlineData("兴安盟", "xing an", "Xing'an League")]
    [InlineData("奈曼旗", "nai man qi", "Naiman Banner")]
    [InlineData("和田地区", "he tian", "Hetian Prefecture")]
    [InlineData("六枝特区", "liu zhi te", "Liuzhi Special District")]
    [InlineData("浦东新区", "pu dong xin qu", "Pudong New Area")]
    public void A_name_is_its_pinyin_and_the_kind_of_division(string name, string pinyin, string english) =>
        Assert.Equal(english, English(name, pinyin));

    [Theory]
    [InlineData("赵县", "zhao xian", "Zhao County")]
    [InlineData("承德县", "cheng de xian", "Chengde County")]
    [InlineData("吉林市", "ji lin shi", "Jilin City")]
    [InlineData("清新区", "qing xin qu", "Qingxin District")]
    [InlineData("矿区", "kuang qu", "Kuang District")]
    [InlineData("万柏林区", "wan bai lin", "Wanbailin District")]
    [InlineData("科尔沁左翼中旗", "ke er qin zuo yi zhong qi", "Ke'erqin Left Middle Banner")]
    [InlineData("本溪满族自治县", "ben xi man zu zi zhi xian", "Benxi Autonomous County")]
    [InlineData("东乡族自治县", "dong xiang zu zi zhi xian", "Dongxiang Autonomous County")]
    public void Syllables_of_the_ending_are_not_said_twice(string name, string pinyin, string english) =>
        Assert.Equal(english, English(name, pinyin));

    [Theory]
    [InlineData("西安市", "xi an", "Xi'an City")]
    [InlineData("阿坝县", "a ba xian", "Aba County")]
    [InlineData("吕梁市", "lv liang", "Lüliang City")]
    public void Spelling_follows_the_rules_for_place_names(string name, string pinyin, string english) =>
        Assert.Equal(english, English(name, pinyin));

    [Theory]
    [InlineData("陕西省", "shan xi", "Shaanxi Province")]
    [InlineData("山西省", "shan xi", "Shanxi Province")]
    [InlineData("内蒙古自治区", "nei meng gu", "Inner Mongolia Autonomous Region")]
    [InlineData("香港特别行政区", "xiang gang", "Hong Kong Special Administrative Region")]
    [InlineData("神农架林区", "shen nong jia", "Shennongjia Forestry District")]
    public void Names_that_English_spells_its_own_way_keep_that_spelling(string name, string pinyin, string english) =>
        Assert.Equal(english, English(name, pinyin));

    [Fact]
    public void A_municipality_needs_no_word_for_its_kind() =>
        Assert.Equal("Beijing", RegionNames.English(RegionFixture.Province("110000", "北京市", "bei jing")));

    [Theory]
    [InlineData("和康县", "")]
    [InlineData("某地", "mou di")]
    public void Without_pinyin_or_a_known_ending_the_Chinese_name_stands(string name, string pinyin) =>
        Assert.Equal(name, English(name, pinyin));

    [Fact]
    public void A_path_reads_from_the_county_up() =>
        Assert.Equal(
            "Leishan County, Qiandongnan Autonomous Prefecture, Guizhou Province",
            RegionNames.EnglishPath(RegionFixture.Catalogue, "522634")
        );

    private static string English(string name, string pinyin) =>
        RegionFixture.Under("000000", "000001", name, pinyin, RegionLevel.County).NameEn;
}
