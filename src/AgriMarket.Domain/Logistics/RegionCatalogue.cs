using System.Collections.Frozen;
using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Logistics;

/// <summary>The whole region tree, immutable and in memory: 34 provinces, 333 prefectures, 2,846 counties.</summary>
public sealed class RegionCatalogue
{
    /// <summary>Stands for the whole country where a region code is asked for; everything known lies within it.</summary>
    public const string Country = "";

    private readonly FrozenDictionary<string, Region> byCode;
    private readonly ILookup<string, Region> children;
    private readonly IReadOnlyList<Entry> entries;

    public RegionCatalogue(IReadOnlyCollection<Region> regions)
    {
        byCode = regions.ToFrozenDictionary(region => region.Code);
        children = regions.OrderBy(region => region.Code, StringComparer.Ordinal).ToLookup(region => region.ParentCode ?? "");
        entries = [.. regions.OrderBy(region => region.Code, StringComparer.Ordinal).Select(region => new Entry(region))];
    }

    public IEnumerable<Region> Provinces => children[""];

    public IEnumerable<Region> All => byCode.Values;

    public Region? Find(string? code) => code is not null && byCode.TryGetValue(code, out var region) ? region : null;

    public IEnumerable<Region> Children(string code) => children[code];

    /// <summary>
    /// How the codes of all that lies in a region begin: see <see cref="Region.CodePrefix"/>; empty for <see cref="Country"/>. Throws
    /// for an unknown code, which would otherwise stand for everything.
    /// </summary>
    public string PrefixOf(string code) => code == Country ? "" : byCode[code].CodePrefix;

    /// <summary>The regions that a place lies within, from the country down to itself; the country alone for an unknown code.</summary>
    public IReadOnlyList<string> CodesAbove(string code) => [Country, .. Path(code).Select(region => region.Code)];

    /// <summary>A region's code and those of all that lies inside it; nothing for an unknown code.</summary>
    public IEnumerable<string> CodesWithin(string code) =>
        byCode.ContainsKey(code) ? children[code].SelectMany(child => CodesWithin(child.Code)).Prepend(code) : [];

    /// <summary>True where nothing lies below: a county, or a prefecture without counties. Only such a place is a full address.</summary>
    public bool IsLeaf(string code) => byCode.ContainsKey(code) && !children[code].Any();

    /// <summary>From the province down to the region itself.</summary>
    public IReadOnlyList<Region> Path(string code)
    {
        var path = new List<Region>();
        for (var region = Find(code); region is not null; region = Find(region.ParentCode))
        {
            path.Insert(0, region);
        }

        return path;
    }

    /// <summary>
    /// Regions inside another one, or anywhere for an empty code, whose Chinese name, English name or pinyin (xiji) holds the text or
    /// whose initials (xj) are it; those that begin with it first, and of these the larger ones. Where there are none, those that are one
    /// wrong letter away. Nothing for a text without signs.
    /// </summary>
    public IReadOnlyList<Region> Search(string? text, string within, int limit)
    {
        var wanted = Squeeze(text ?? "");
        return wanted.Length == 0 ? []
            : Ranked(entry => entry.Rank(wanted), within, limit) is { Count: > 0 } named ? named
            : Nearly(wanted, within, limit);
    }

    /// <summary>
    /// Regions of that name in Chinese, or that begin so in pinyin; where there are none, those that are one wrong letter away. One sign
    /// alone says too little: 县 is in most of them.
    /// </summary>
    public IReadOnlyList<Region> Named(string text)
    {
        var wanted = Squeeze(text);
        return wanted.Length < 2 ? []
            : Ranked(entry => entry.IsNamed(wanted) ? 0 : null, Country, int.MaxValue) is { Count: > 0 } named ? named
            : Nearly(wanted, Country, int.MaxValue);
    }

    /// <summary>The region's own point, or that of the nearest parent that has one; null for an unknown code.</summary>
    public GeoPoint? PointOf(string code)
    {
        for (var region = Find(code); region is not null; region = Find(region.ParentCode))
        {
            if (region is { Longitude: { } longitude, Latitude: { } latitude })
            {
                return new GeoPoint(longitude, latitude);
            }
        }

        return null;
    }

    /// <summary>Kilometres between two regions' points; null where one of them has none.</summary>
    public int? DistanceKm(string from, string to) => PointOf(from) is { } start && PointOf(to) is { } end ? start.DistanceKm(end) : null;

    /// <summary>True when <paramref name="code"/> is <paramref name="ancestor"/> or lies inside it.</summary>
    public bool IsWithin(string code, string ancestor)
    {
        var region = Find(code);
        if (ancestor == Country)
        {
            return region is not null || code == Country;
        }

        while (region is not null && region.Code != ancestor)
        {
            region = Find(region.ParentCode);
        }

        return region is not null;
    }

    private List<Region> Nearly(string wanted, string within, int limit) =>
        OneLetter.MayBeWrong(wanted) ? Ranked(entry => entry.IsNearly(wanted) ? 0 : null, within, limit) : [];

    private List<Region> Ranked(Func<Entry, int?> rank, string within, int limit) =>
        [
            .. entries
                .Select(entry => (entry.Region, Rank: rank(entry)))
                .Where(hit => hit.Rank is not null && IsInside(hit.Region, within))
                .OrderBy(hit => hit.Rank)
                .ThenBy(hit => hit.Region.Level)
                .Take(limit)
                .Select(hit => hit.Region),
        ];

    private bool IsInside(Region region, string within) => within.Length == 0 || (region.Code != within && IsWithin(region.Code, within));

    private static string Squeeze(string text) =>
        SearchText.Fold(text).Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);

    private sealed class Entry(Region region)
    {
        private readonly string[] names = [Squeeze(region.Name), Squeeze(region.NameEn), Squeeze(region.Pinyin)];

        private readonly string initials = string.Concat(
            region.Pinyin.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(syllable => syllable[0])
        );

        public Region Region => region;

        /// <summary>0 for a beginning or the initials, 1 for a part, null for no hit.</summary>
        public int? Rank(string wanted) =>
            initials == wanted || names.Any(name => name.StartsWith(wanted, StringComparison.Ordinal)) ? 0
            : names.Any(name => name.Contains(wanted, StringComparison.Ordinal)) ? 1
            : null;

        public bool IsNamed(string wanted) =>
            names[0].Contains(wanted, StringComparison.Ordinal) || names[^1].StartsWith(wanted, StringComparison.Ordinal);

        public bool IsNearly(string wanted) => names.Any(name => OneLetter.IsAway(wanted, name));
    }
}
