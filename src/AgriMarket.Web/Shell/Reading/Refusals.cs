using AgriMarket.Domain.Common;
using AgriMarket.Platform.Api;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Shell.Reading;

/// <summary>Turns refusals into sentences in the reader's language: the one place where they become words for people.</summary>
public sealed class Refusals(
    IEnumerable<RefusalSource> sources,
    IEnumerable<RefusalsForHelp> forHelp,
    IStringLocalizerFactory texts,
    Reader reader
) : IRefusalSentences
{
    /// <summary>The sentence for a refusal. A code without a sentence is a bug and throws.</summary>
    public string Sentence(Rejection rejection)
    {
        var prefix = rejection.Code[..rejection.Code.IndexOf('.', StringComparison.Ordinal)];
        var source =
            sources.FirstOrDefault(source => source.Prefixes.Contains(prefix))
            ?? throw new InvalidOperationException($"No resources are registered for refusals \"{prefix}.…\".");
        var text = texts.Create(source.Resource)[rejection.Code];
        return text.ResourceNotFound
            ? throw new InvalidOperationException($"{source.Resource.Name} has no sentence for \"{rejection.Code}\".")
            : reader.Fill(text.Value, [.. rejection.Args]);
    }

    /// <summary>Whether whoever is refused can do nothing about it alone.</summary>
    public bool NeedsHelp(Rejection rejection) => forHelp.Any(refusals => refusals.Codes.Contains(rejection.Code));

    /// <summary>The sentences that belong beside one field.</summary>
    public IEnumerable<string> For(IEnumerable<Rejection> rejections, string field) =>
        rejections.Where(rejection => rejection.Field == field).Select(Sentence);
}
