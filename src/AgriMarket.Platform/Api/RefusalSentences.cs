using AgriMarket.Domain.Common;

namespace AgriMarket.Platform.Api;

/// <summary>Turns refusals into sentences in the reader's language. The shell, which knows the reader, hands it in.</summary>
public interface IRefusalSentences
{
    /// <summary>The sentence for a refusal. A code without a sentence is a bug and throws.</summary>
    string Sentence(Rejection rejection);
}

/// <summary>Which resources hold the sentences of the refusal codes that begin with one of these words.</summary>
public sealed record RefusalSource(Type Resource, IReadOnlyList<string> Prefixes);

/// <summary>Codes of refusals that whoever gets them cannot mend alone: a way to help stands beside their sentences.</summary>
public sealed record RefusalsForHelp(IReadOnlyList<string> Codes);

/// <summary>How modules hand in the sentences of their refusals.</summary>
public static class RefusalRegistration
{
    /// <summary>Registers the resources of a room for the refusal codes that begin with <paramref name="prefixes"/>.</summary>
    public static void AddRefusals<TText>(this IServiceCollection services, params string[] prefixes) =>
        services.AddSingleton(new RefusalSource(typeof(TText), prefixes));

    /// <summary>Registers codes of a room for which somebody else has to act.</summary>
    public static void AddRefusalsForHelp(this IServiceCollection services, params string[] codes) =>
        services.AddSingleton(new RefusalsForHelp(codes));
}
