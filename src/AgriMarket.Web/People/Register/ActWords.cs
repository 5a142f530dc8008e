using System.Globalization;
using AgriMarket.Web.Shell.Reading;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.People.Register;

/// <summary>Says in the reader's language what an entry of the register is.</summary>
public sealed class ActWords(ActKinds kinds, IStringLocalizerFactory texts, IStringLocalizer<RegisterText> names)
{
    /// <summary>The word of a kind; its code where nobody hands it in any more.</summary>
    public string Of(string code) => kinds.Find(code) is { } kind ? texts.Create(kind.Texts)[kind.Word].Value : code;

    /// <summary>What an entry says of before or after: the name of a status in words, a sum as money; anything else as it is.</summary>
    public string Change(string code, string text)
    {
        if (kinds.Find(code) is { IsFen: true } && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var fen))
        {
            return Reader.Yuan(fen);
        }

        return string.Join(' ', text.Split(' ').Select(part => names[$"Value.{part}"] is { ResourceNotFound: false } word ? word : part));
    }
}
