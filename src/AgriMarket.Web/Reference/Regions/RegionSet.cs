using AgriMarket.Domain.Logistics;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Reference;

namespace AgriMarket.Web.Reference.Regions;

/// <summary>The administrative divisions, joined with the list of the 832 once poverty-designated counties.</summary>
internal sealed class RegionSet : IReferenceSet
{
    private const string Regions = "AgriMarket.Web.Reference.Regions.Data.regions.csv";
    private const string PovertyCounties = "AgriMarket.Web.Reference.Regions.Data.poverty_counties.csv";

    private static readonly Dictionary<string, RegionLevel> Levels = new()
    {
        ["1"] = RegionLevel.Province,
        ["2"] = RegionLevel.Prefecture,
        ["3"] = RegionLevel.County,
    };

    public string Name => "regions";

    public IReadOnlyList<string> Files => [Regions, PovertyCounties];

    public Task<int> ApplyAsync(MarketDb db, CancellationToken stop) =>
        db.UpsertAsync(Read(ReferenceRow.ReadAll(Regions), ReferenceRow.ReadAll(PovertyCounties)), stop);

    /// <summary>Regions, parents first, each with what the list says of it.</summary>
    internal static IReadOnlyList<Region> Read(IEnumerable<ReferenceRow> regions, IEnumerable<ReferenceRow> povertyCounties)
    {
        var listings = ReadListings(povertyCounties);
        Region[] all =
        [
            .. regions
                .Select(row => ReadRegion(row, listings))
                .OrderBy(region => region.Level)
                .ThenBy(region => region.Code, StringComparer.Ordinal),
        ];
        var unknown = listings.Keys.Except(all.Select(region => region.Code)).ToArray();
        return unknown.Length == 0
            ? all
            : throw new InvalidDataException(
                $"{PovertyCounties} names counties that {Regions} does not have: {string.Join(", ", unknown)}."
            );
    }

    /// <summary>
    /// What the list says, by county code. 大柴旦行委 (No. 765) has no county code of its own and so no place in the tree.
    /// 冷湖行委 (No. 763) and 茫崖行委 (No. 764) are one county today, 632803 茫崖市: of several the later year counts.
    /// </summary>
    private static Dictionary<string, Listing> ReadListings(IEnumerable<ReferenceRow> povertyCounties) =>
        povertyCounties
            .Where(row => row.Optional("code") is not null)
            .GroupBy(row => row.Text("code"))
            .ToDictionary(
                county => county.Key,
                county => new Listing(
                    county.Max(row => row.Whole("delisted_year")),
                    county.Any(row => row.Whole("still_listed_end_2019") == 1)
                )
            );

    private static Region ReadRegion(ReferenceRow row, Dictionary<string, Listing> listings)
    {
        var listing = listings.GetValueOrDefault(row.Text("code"));
        return new Region
        {
            Code = row.Text("code"),
            Name = row.Text("name"),
            FullName = row.Text("full_name"),
            Level = row.OneOf("level", Levels),
            ParentCode = row.Optional("parent_code"),
            Pinyin = row.Optional("pinyin") ?? "",
            Longitude = row.OptionalDegrees("lng"),
            Latitude = row.OptionalDegrees("lat"),
            DelistedYear = listing?.DelistedYear,
            UnderSupervision = listing is { UnderSupervision: true },
        };
    }

    private sealed record Listing(int DelistedYear, bool UnderSupervision);
}
