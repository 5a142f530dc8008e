using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Prices;
using AgriMarket.Web.Shell.Reading;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Matching.BulkPapers;

/// <summary>Weights, days and prices as papers have them: in kilograms and with the whole date, whatever the reader is used to.</summary>
internal sealed class PaperFormatter(IStringLocalizer<PaperText> T, Reader reader)
{
    /// <summary>1,250.5: kilograms, to the gram.</summary>
    public static string Kilograms(long grams) =>
        ((decimal)grams / Weights.KilogramGrams).ToString("#,0.###", CultureInfo.InvariantCulture);

    /// <summary>2035-08-01.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The China day of an instant.</summary>
    public static string Day(DateTime utc) => Day(ChinaTime.Day(utc));

    /// <summary>"By the pack of 2.5 kg", "loose, by 0.5 kg".</summary>
    public string Unit(PaperLine row) =>
        reader.Fill(T[row.SaleKind == SaleKind.Pack ? "Unit.Pack" : "Unit.Loose"], Kilograms(row.Line.UnitGrams));

    /// <summary>¥1.90 for 0.5 kg.</summary>
    public string UnitPrice(PaperLine row) => reader.Fill(T["Unit.Price"], row.Line.UnitPriceFen, Kilograms(row.Line.UnitGrams));

    /// <summary>The sum, for Chinese readers also in the characters of bills.</summary>
    public string Sum(long fen) =>
        Reader.IsChinese && fen >= 0 ? reader.Fill(T["Sum.Capital"], fen, ChineseAmount.Of(fen)) : Reader.Yuan(fen);
}
