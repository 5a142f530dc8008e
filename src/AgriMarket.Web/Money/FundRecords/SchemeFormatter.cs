using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Reference.Regions;
using AgriMarket.Web.Shell.Reading;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Money.FundRecords;

/// <summary>Says in words what a scheme pays and up to where, for which goods and orders, and when.</summary>
public sealed class SchemeFormatter(IStringLocalizer<FundText> text, Reader reader, RegionCatalogue regions, ProduceCatalogue produce)
{
    private const int MostNames = 6;

    /// <summary>All of it in one line, for officials who decide on it.</summary>
    public string Sentence(SchemeBalance balance) =>
        reader.Fill(text["Scheme.Full"], List([Pays(balance.Scheme), .. Bounds(balance.Scheme)]), For(balance), When(balance.Scheme));

    /// <summary>How much it pays and up to where: "2.00 yuan off the shipping of each order, …".</summary>
    public string Pays(Scheme scheme) => List([Rate(scheme), .. Caps(scheme.Caps)]);

    /// <summary>Which goods and orders it is for: "produce of the 832 once poverty-designated counties".</summary>
    public string For(SchemeBalance balance)
    {
        var scheme = balance.Scheme;
        var goods = scheme.CountyScope switch
        {
            CountyScope.Any => text["Scheme.Any"].Value,
            CountyScope.Listed => text["Scheme.Listed"].Value,
            CountyScope.Supervised => text["Scheme.Supervised"].Value,
            CountyScope.Chosen => Names("Few.Chosen", "Many.Chosen", [.. scheme.CountyCodes.Select(regions.Name)]),
            _ => throw new InvalidOperationException($"Unknown scope {scheme.CountyScope}."),
        };
        goods =
            scheme.ReachCode == RegionCatalogue.Country ? goods : reader.Fill(text["Scheme.Within"], goods, regions.Name(scheme.ReachCode));
        return List([
            balance.CampaignTitle is null ? goods : reader.Fill(text["Scheme.InCampaign"], goods, balance.CampaignTitle),
            .. Goods(scheme.Conditions),
            .. Orders(scheme),
        ]);
    }

    /// <summary>How long a fund lasts at its latest pace; null where nothing is known or nothing is left.</summary>
    public string? Lasts(FundOverview fund) =>
        fund switch
        {
            { LeftFen: <= 0 } => null,
            { RunsDryOn: { } day } => reader.Fill(text["RunsDry"], day),
            { OutlastsOn: { } day } => reader.Fill(text["Outlasts"], day),
            _ => null,
        };

    /// <summary>What a buyer of goods that it covers wants to know: how much, and what the order must be like.</summary>
    public string ForBuyers(Scheme scheme) => List([Pays(scheme), .. Orders(scheme)]);

    /// <summary>Why a grant is as much as it is: "15% of goods worth 38.00 yuan".</summary>
    /// <param name="baseFen">The goods or the shipping it was computed from.</param>
    /// <param name="baseGrams">The weight of the goods it covers.</param>
    /// <param name="uncountedFen">What of their price does not count.</param>
    public string Because(Scheme scheme, long amountFen, long baseFen, long baseGrams, long uncountedFen = 0)
    {
        var rates = Rates(scheme);
        var reason = reader.Fill(
            text[$"Because.{scheme.Kind}"],
            scheme.Rule.Base == SchemeBase.Weight ? baseGrams : baseFen,
            rates[0],
            rates[^1]
        );
        var isReduced =
            scheme.Caps is not { PerOrderFen: null, PerKilogramFen: null } && amountFen == scheme.Caps.Reduce(long.MaxValue, baseGrams);
        return List([
            reason,
            .. isReduced ? [text["Because.Capped"].Value] : Array.Empty<string>(),
            .. uncountedFen > 0 ? [reader.Fill(text["Because.Uncounted"], uncountedFen)] : Array.Empty<string>(),
        ]);
    }

    /// <summary>How far it goes for those whose goods are bought, and for dear ones.</summary>
    public string Limits(Scheme scheme) => List(Bounds(scheme));

    /// <summary>From which day to which, both inclusive.</summary>
    public string When(Scheme scheme) =>
        reader.Fill(text["Scheme.When"], ChinaTime.Day(scheme.StartsAt), ChinaTime.Day(scheme.EndsAt).AddDays(-1));

    /// <summary>Hundredths of a percent as people write percents: 1250 is "12.5".</summary>
    public static string Percent(long basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    private string Rate(Scheme scheme) => reader.Fill(text[$"Scheme.{scheme.Kind}"], Rates(scheme));

    /// <summary>The rates of a scheme as its texts take them, the lowest first: percents as written, sums of money as fen.</summary>
    private static object[] Rates(Scheme scheme) =>
        [.. scheme.Rule.RatesOf(scheme).Select(rate => scheme.Rule.IsPercent ? (object)Percent(rate) : rate)];

    private IEnumerable<string> Caps(SchemeCaps caps) =>
        Said([
            ("Cap.PerOrder", caps.PerOrderFen),
            ("Cap.PerKilogram", caps.PerKilogramFen),
            ("Cap.PerBuyerDay", caps.PerBuyerDayFen),
            ("Cap.PerBuyer", caps.PerBuyerFen),
            ("Cap.PerDay", caps.PerDayFen),
        ]);

    private IEnumerable<string> Bounds(Scheme scheme) =>
        [
            .. Said([
                ("Cap.PerLot", scheme.Caps.PerLotFen),
                ("Cap.PerHouseholdDay", scheme.Caps.PerHouseholdDayFen),
                ("Cap.PerHousehold", scheme.Caps.PerHouseholdFen),
                ("Cap.PerSellerDay", scheme.Caps.PerSellerDayFen),
                ("Cap.PerSeller", scheme.Caps.PerSellerFen),
            ]),
            .. scheme.Side == SubsidySide.Goods ? [reader.Fill(text["Cap.PriceFactor"], scheme.PriceFactorPercent)] : Array.Empty<string>(),
        ];

    private IEnumerable<string> Said(IEnumerable<(string Key, long? Fen)> caps) =>
        caps.Where(cap => cap.Fen is not null).Select(cap => reader.Fill(text[cap.Key], cap.Fen));

    private IEnumerable<string> Goods(SchemeConditions conditions)
    {
        if (conditions.Categories.Count + conditions.ProduceCodes.Count > 0)
        {
            yield return Names(
                "Few.Produce",
                "Many.Produce",
                [
                    .. conditions.Categories.Select(category => text[$"Category.{category}"].Value),
                    .. conditions.ProduceCodes.Select(code => produce.NameOf(code, Reader.IsChinese)),
                ]
            );
        }

        if (conditions.LotIds.Count > 0)
        {
            yield return reader.Fill(text["Scheme.Lots"], conditions.LotIds.Count);
        }
    }

    /// <summary>What an order must be like, besides holding the goods.</summary>
    private IEnumerable<string> Orders(Scheme scheme)
    {
        var conditions = scheme.Conditions;
        if (conditions.DestinationCodes.Count > 0)
        {
            yield return Names("Few.Destinations", "Many.Destinations", [.. conditions.DestinationCodes.Select(regions.Name)]);
        }

        if (conditions.MinimumFen > 0)
        {
            yield return reader.Fill(text["Scheme.Minimum"], conditions.MinimumFen);
        }

        if (conditions.FirstOrderOnly)
        {
            yield return text["Scheme.FirstOrder"];
        }

        if (scheme.IsExclusive)
        {
            yield return text[scheme.Side == SubsidySide.Shipping ? "Scheme.ExclusiveShipping" : "Scheme.ExclusiveGoods"];
        }
    }

    /// <summary>A few names in a sentence; where there are more, in another that says how many in all.</summary>
    private string Names(string few, string many, IReadOnlyList<string> names) =>
        reader.Fill(text[names.Count > MostNames ? many : few], string.Join(text["Scheme.And"], names.Take(MostNames)), names.Count);

    private string List(IEnumerable<string> parts) => string.Join(text["Scheme.Then"], parts);
}
