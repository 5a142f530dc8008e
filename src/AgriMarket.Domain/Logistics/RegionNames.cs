using System.Collections.Frozen;
using System.Globalization;

namespace AgriMarket.Domain.Logistics;

/// <summary>
/// Region names for English pages: the proper name in pinyin, written as one word, and the English word for the kind of
/// division, such as Leishan County. The peoples in the names of autonomous areas are left out to keep names short.
/// </summary>
public static class RegionNames
{
    /// <summary>Chinese endings and their English words, longer ones before those they end in.</summary>
    private static readonly (string Ending, string English)[] Kinds =
    [
        ("特别行政区", "Special Administrative Region"),
        ("左翼中旗", "Left Middle Banner"),
        ("左翼后旗", "Left Rear Banner"),
        ("右翼前旗", "Right Front Banner"),
        ("右翼中旗", "Right Middle Banner"),
        ("右翼后旗", "Right Rear Banner"),
        ("自治区", "Autonomous Region"),
        ("自治州", "Autonomous Prefecture"),
        ("自治县", "Autonomous County"),
        ("自治旗", "Autonomous Banner"),
        ("联合旗", "Joint Banner"),
        ("左旗", "Left Banner"),
        ("右旗", "Right Banner"),
        ("前旗", "Front Banner"),
        ("中旗", "Middle Banner"),
        ("后旗", "Rear Banner"),
        ("地区", "Prefecture"),
        ("矿区", "Mining District"),
        ("特区", "Special District"),
        ("新区", "New Area"),
        ("省", "Province"),
        ("市", "City"),
        ("县", "County"),
        ("区", "District"),
        ("盟", "League"),
        ("旗", "Banner"),
    ];

    /// <summary>Names that English has its own spelling for, and the province that pinyin cannot tell from 山西.</summary>
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["内蒙古自治区"] = "Inner Mongolia Autonomous Region",
        ["西藏自治区"] = "Tibet Autonomous Region",
        ["陕西省"] = "Shaanxi Province",
        ["香港特别行政区"] = "Hong Kong Special Administrative Region",
        ["澳门特别行政区"] = "Macao Special Administrative Region",
        ["台湾省"] = "Taiwan",
        ["哈尔滨市"] = "Harbin City",
        ["呼和浩特市"] = "Hohhot City",
        ["乌鲁木齐市"] = "Urumqi City",
        ["拉萨市"] = "Lhasa City",
        ["神农架林区"] = "Shennongjia Forestry District",
    }.ToFrozenDictionary();

    /// <summary>The English name; the Chinese one where pinyin is blank or the ending is unknown.</summary>
    public static string English(Region region)
    {
        if (Known.TryGetValue(region.Name, out var known))
        {
            return known;
        }

        var (ending, kind) = Kinds.FirstOrDefault(kind => EndsAsKind(region.Name, kind.Ending));
        var syllables = region.Pinyin.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (ending is null || syllables.Length == 0)
        {
            return region.Name;
        }

        // Some rows' pinyin goes on into the ending (zhao xian for 赵县): only as many syllables as the proper name has signs.
        var name = Join(syllables.Take(WithoutPeople(region.Name[..^ending.Length]).Length));
        return region.Level == RegionLevel.Province && ending == "市" ? name : $"{name} {kind}";
    }

    /// <summary>From the region up to its province: Leishan County, Qiandongnan Autonomous Prefecture, Guizhou Province.</summary>
    public static string EnglishPath(RegionCatalogue regions, string code) =>
        string.Join(", ", regions.Path(code).Reverse().Select(English));

    /// <summary>An ending needs a proper name before it, and a long one at least two signs: 清新区 is the district 清新, 中旗 no name.</summary>
    private static bool EndsAsKind(string name, string ending) =>
        name.EndsWith(ending, StringComparison.Ordinal) && name.Length - ending.Length >= Math.Min(2, ending.Length);

    private static string WithoutPeople(string name)
    {
        string[] peoples = ["蒙古族", "满族", "族"];
        var people = peoples.FirstOrDefault(people => name.EndsWith(people, StringComparison.Ordinal) && name.Length - people.Length >= 2);
        return people is null ? name : name[..^people.Length];
    }

    /// <summary>One word, with an apostrophe before a later syllable that begins with a vowel (Xi'an) and ü for the typed v.</summary>
    private static string Join(IEnumerable<string> syllables)
    {
        var word = string.Concat(
            syllables.Select((syllable, i) => (i > 0 && syllable[0] is 'a' or 'e' or 'o' ? "'" : "") + syllable.Replace('v', 'ü'))
        );
        return string.Concat(word[..1].ToUpper(CultureInfo.InvariantCulture), word.AsSpan(1));
    }
}
