using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching;
using AgriMarket.Web.Lots;
using AgriMarket.Web.Platform.Shell;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Matching;

/// <summary>Says in words what an institution wants: a kind by its name, "any vegetables", "any leafy vegetables".</summary>
internal sealed class WishWords(IStringLocalizer<DemandText> text, IStringLocalizer<LotText> lotText, Reader reader, ProduceCatalogue produce)
{
    public string Name(ProduceWish wish) =>
        wish.Category is { } category ? reader.Fill(text["Wish.Any"], InSentence(lotText[$"Category.{category}"]))
        : wish.Group is { } group ? reader.Fill(text["Wish.Any"], text[$"Wish.{group}"])
        : produce.NameOf(wish.Code!, Reader.IsChinese);

    /// <summary>Without the capital with which it begins alone.</summary>
    private static string InSentence(string name) => string.Concat(name[..1].ToLowerInvariant(), name.AsSpan(1));
}
