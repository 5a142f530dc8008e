using System.Collections.Frozen;

namespace AgriMarket.Domain.Logistics;

/// <summary>The whole region tree, immutable and in memory: 34 provinces, 333 prefectures, 2,846 counties.</summary>
public sealed class RegionCatalogue
{
    private readonly FrozenDictionary<string, Region> byCode;
    private readonly ILookup<string, Region> children;

    public RegionCatalogue(IReadOnlyCollection<Region> regions)
    {
        byCode = regions.ToFrozenDictionary(region => region.Code);
        children = regions.OrderBy(region => region.Code, StringComparer.Ordinal).ToLookup(region => region.ParentCode ?? "");
    }

    public IEnumerable<Region> Provinces => children[""];

    public IEnumerable<Region> All => byCode.Values;

    public Region? Find(string? code) => code is not null && byCode.TryGetValue(code, out var region) ? region : null;

    public IEnumerable<Region> Children(string code) => children[code];

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

    /// <summary>True when <paramref name="code"/> is <paramref name="ancestor"/> or lies inside it.</summary>
    public bool IsWithin(string code, string ancestor) => Path(code).Any(region => region.Code == ancestor);
}
