namespace AgriMarket.Web.Matching.Proposals;

/// <summary>What a button of an answer form says.</summary>
/// <param name="About">The one lot or proposal that is meant; null for all that the page asks about.</param>
internal readonly record struct ProposalAnswerParser(bool Accept, Guid? About = null)
{
    private const string Yes = "accept";
    private const string No = "refuse";

    /// <summary>Null for what no button says.</summary>
    public static ProposalAnswerParser? Read(string? text) =>
        text?.Split(':') switch
        {
            [Yes or No] => new(text == Yes),
            [(Yes or No) and var word, var id] when Guid.TryParse(id, out var about) => new(word == Yes, about),
            _ => null,
        };

    public override string ToString() => (Accept ? Yes : No) + (About is { } id ? $":{id}" : "");
}
