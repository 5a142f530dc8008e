using AgriMarket.Platform.Jobs;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Operations.SystemStatus;

/// <summary>The names of kinds of due work in the reader's language, as their modules have handed them in.</summary>
internal sealed class DueFormatter(DueWork due, IStringLocalizerFactory texts)
{
    /// <summary>The name of a kind; of one that this program no longer has, the kind itself.</summary>
    public string Of(string kind) =>
        due.Kinds.FirstOrDefault(known => known.Name == kind) is { } known ? texts.Create(known.Texts)[known.Name].Value : kind;
}
