using AgriMarket.Domain.Lots;
using AgriMarket.Web.Matching.Demands;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.Lots;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Matching.Market;

/// <summary>Says in words what an institution wants: a kind by its name, "any vegetables", "any leafy vegetables".</summary>
internal sealed class ProduceSpecFormatter(
    IStringLocalizer<DemandText> text,
    IStringLocalizer<LotText> lotText,
    Reader reader,
    ProduceCatalogue produce
)
{
    public string Name(ProduceSpec spec) =>
        spec.Category is { } category ? reader.Fill(text["Spec.Any"], InSentence(lotText[$"Category.{category}"]))
        : spec.Group is { } group ? reader.Fill(text["Spec.Any"], text[$"Spec.{group}"])
        : produce.NameOf(spec.Code!, Reader.IsChinese);

    /// <summary>Without the capital with which it begins alone.</summary>
    private static string InSentence(string name) => string.Concat(name[..1].ToLowerInvariant(), name.AsSpan(1));
}
