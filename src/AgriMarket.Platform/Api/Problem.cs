using System.ComponentModel;

namespace AgriMarket.Platform.Api;

/// <summary>What programs get instead of an answer: problem+json as RFC 9457 has it, with the market's own members.</summary>
public sealed record Problem(
    [property: Description("Always about:blank: the code says what kind of problem it is.")] string Type,
    [property: Description("The status in words.")] string Title,
    int Status,
    [property: Description("A sentence for people, in the language of Accept-Language: Chinese unless English is asked for.")]
        string Detail,
    [property: Description("What happened, stable: stock.short, quote.changed. Of several, the most important.")] string Code,
    [property: Description("Every reason of a refusal; empty for what went wrong before the market could look at the request.")]
        IReadOnlyList<ProblemReason> Errors
);

/// <summary>One of the reasons of a refusal.</summary>
public sealed record ProblemReason(
    string Code,
    [property: Description("The member of the request that is wrong, or the id of the lot it is about; null for the whole request.")]
        string? Field,
    string Message
);
