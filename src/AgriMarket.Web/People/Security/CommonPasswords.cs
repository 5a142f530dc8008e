using System.Collections.Frozen;
using AgriMarket.Platform.Storage.Reference;

namespace AgriMarket.Web.People.Security;

/// <summary>
/// Those of the 10,000 commonest passwords that are long enough to be chosen here, in lower case, and the words that everybody would try
/// here first.
/// </summary>
internal static class CommonPasswords
{
    private const string File = "AgriMarket.Web.People.Security.Data.common_passwords.csv";

    private const string Regions = "AgriMarket.Web.Reference.Regions.Data.regions.csv";

    /// <summary>The name of the market and what people do here, in English, Chinese and pinyin.</summary>
    private static readonly string[] Words =
    [
        "agrimarket",
        "market",
        "farm",
        "farmer",
        "farming",
        "resident",
        "cooperative",
        "agent",
        "institution",
        "official",
        "administrator",
        "admin",
        "助农集市",
        "zhunong",
        "zhunongjishi",
        "jishi",
        "nongmin",
        "nonghu",
        "nongye",
        "nongcun",
        "hezuoshe",
        "daibanyuan",
        "caigou",
        "shimin",
        "guanliyuan",
        "zhengfu",
        "fupin",
    ];

    private static readonly Lazy<string[]> Market = new(() =>
        [
            .. Words,
            .. ReferenceRow
                .ReadAll(Regions)
                .Select(row => (row.Optional("pinyin") ?? "").Replace(" ", "", StringComparison.Ordinal))
                .Where(word => word.Length >= MinPlaceLength)
                .Distinct(),
        ]
    );

    /// <summary>With shorter names of places, such as yi, any word has one.</summary>
    private const int MinPlaceLength = 4;

    private static readonly Lazy<FrozenSet<string>> Read = new(() =>
        ReferenceRow.ReadAll(File).Select(row => row.Text("password")).ToFrozenSet(StringComparer.Ordinal)
    );

    public static IReadOnlySet<string> All => Read.Value;

    /// <summary>Words of this market and of all places of its regions, as <c>PasswordRules</c> wants them.</summary>
    public static IReadOnlyCollection<string> OfMarket => Market.Value;
}
