namespace AgriMarket.Domain.Logistics;

public enum RegionLevel
{
    Province = 1,
    Prefecture = 2,
    County = 3,
}

/// <summary>An administrative division of China, by its six-digit GB/T 2260 code.</summary>
public sealed class Region
{
    public required string Code { get; init; }

    /// <summary>
    /// How the codes of all that lies in it begin: two digits for a province, two more for a prefecture, all six for a county.
    /// </summary>
    public string CodePrefix => Code[..((int)Level * 2)];

    public required string Name { get; init; }

    /// <summary>The name on English pages, such as Leishan County; the Chinese name where its pinyin is not known.</summary>
    public string NameEn => RegionNames.English(this);

    /// <summary>The name in the reader's language.</summary>
    public string NameIn(bool chinese) => chinese ? Name : NameEn;

    /// <summary>The name with those of its parents, such as 贵州省黔东南苗族侗族自治州雷山县.</summary>
    public required string FullName { get; init; }

    public required RegionLevel Level { get; init; }

    /// <summary>Null for a province. Counties of the four municipalities and some others hang straight under their province.</summary>
    public string? ParentCode { get; init; }

    /// <summary>Name in pinyin without tones and without its suffix, syllables separated by a space; may be empty.</summary>
    public string Pinyin { get; init; } = "";

    /// <summary>WGS-84 degrees; null for a few new counties, whose parent's point is used instead.</summary>
    public double? Longitude { get; init; }

    public double? Latitude { get; init; }

    /// <summary>Year in which the county left the list of 832 poverty-designated counties; null when it never was on it.</summary>
    public int? DelistedYear { get; init; }

    /// <summary>One of the 52 counties under special supervision (挂牌督战) in 2020.</summary>
    public bool UnderSupervision { get; init; }

    /// <summary>One of the 832 once poverty-designated counties.</summary>
    public bool IsListed => DelistedYear is not null;
}
