using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.People.Register;

/// <summary>Says in the reader's language what an entry of the register is.</summary>
public sealed class ActWords(ActKinds kinds, IStringLocalizerFactory texts)
{
    /// <summary>The word of a kind; its code where nobody hands it in any more.</summary>
    public string Of(string code) => kinds.Find(code) is { } kind ? texts.Create(kind.Texts)[kind.Word].Value : code;
}
