using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Shell.Reading;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Trade.Findings;

/// <summary>Says in the reader's language what is noticeable about a finding.</summary>
public sealed class FindingFormatter(IStringLocalizer<FindingText> texts, Reader reader, ProduceCatalogue produce, FindingPolicy policy)
{
    public string Reason(Finding finding) =>
        reader.Fill(
            texts[$"Reason.{finding.Kind}"],
            finding.BuyerCount,
            finding.ParcelCount,
            policy.Settings.PairPercent,
            string.Join(texts["And"], SharedOf(finding)),
            finding.ProduceCode is { } code ? produce.NameOf(code, Reader.IsChinese) : "",
            finding.RateFenPerKg,
            finding.MedianFenPerKg
        );

    private IEnumerable<string> SharedOf(Finding finding) =>
        Enum.GetValues<SharedMarks>()
            .Where(mark => mark != SharedMarks.None && finding.Shared.HasFlag(mark))
            .Select(mark => texts[$"Shared.{mark}"].Value);
}
