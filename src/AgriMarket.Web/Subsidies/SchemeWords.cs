using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Logistics;
using AgriMarket.Web.Platform.Shell;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Subsidies;

/// <summary>Says in words what a scheme pays, for which goods and when.</summary>
public sealed class SchemeWords
{
    private const int MostCounties = 6;
    private readonly IStringLocalizer text;
    private readonly Reader reader;
    private readonly RegionCatalogue regions;

    public SchemeWords(IStringLocalizerFactory texts, Reader reader, RegionCatalogue regions) =>
        (text, this.reader, this.regions) = (texts.Create(typeof(FundText)), reader, regions);

    /// <summary>How much it pays: "2.00 yuan off the shipping of each order, …".</summary>
    public string Pays(Scheme scheme) => scheme.Kind switch
    {
        SchemeKind.ShippingPerOrder => reader.Fill(text["Scheme.Shipping"], scheme.AmountFen),
        SchemeKind.PercentOfGoods => reader.Fill(text["Scheme.Percent"], Percent(scheme.BasisPoints)),
        _ => throw new InvalidOperationException($"Unknown kind {scheme.Kind}."),
    };

    /// <summary>Which goods it is for: "produce of the 832 once poverty-designated counties".</summary>
    public string For(SchemeBalance balance)
    {
        var scheme = balance.Scheme;
        var goods = scheme.CountyScope switch
        {
            CountyScope.Any => text["Scheme.Any"].Value,
            CountyScope.Listed => text["Scheme.Listed"].Value,
            CountyScope.Supervised => text["Scheme.Supervised"].Value,
            CountyScope.Chosen => Counties(scheme.CountyCodes),
            _ => throw new InvalidOperationException($"Unknown scope {scheme.CountyScope}."),
        };
        return balance.CampaignTitle is null ? goods : reader.Fill(text["Scheme.InCampaign"], goods, balance.CampaignTitle);
    }

    /// <summary>From which day to which, both inclusive.</summary>
    public string When(Scheme scheme) =>
        reader.Fill(text["Scheme.When"], ChinaTime.Day(scheme.StartsAt), ChinaTime.Day(scheme.EndsAt).AddDays(-1));

    /// <summary>Hundredths of a percent as people write percents: 1250 is "12.5".</summary>
    public static string Percent(long basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    private string Counties(IReadOnlyList<string> codes)
    {
        var names = codes.Take(MostCounties).Select(regions.Name);
        var list = string.Join(text["Scheme.And"], names);
        return reader.Fill(text[codes.Count > MostCounties ? "Scheme.ChosenMany" : "Scheme.Chosen"], list, codes.Count);
    }
}
