using AgriMarket.Domain.Logistics;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Reference.Regions;

/// <summary>Names of places in the reader's language.</summary>
internal static class PlaceNames
{
    /// <summary>雷山县; Leishan County. The code itself where the tree does not know it.</summary>
    public static string Name(this RegionCatalogue regions, string code) => regions.Find(code)?.NameIn(Reader.IsChinese) ?? code;

    /// <summary>With everything around it: 贵州省黔东南苗族侗族自治州雷山县; Leishan County, Qiandongnan Prefecture, Guizhou.</summary>
    public static string FullName(this RegionCatalogue regions, string code) =>
        Reader.IsChinese
            ? regions.Find(code)?.FullName ?? code
            : string.Join(", ", regions.Path(code).Reverse().Select(region => region.NameEn));
}
