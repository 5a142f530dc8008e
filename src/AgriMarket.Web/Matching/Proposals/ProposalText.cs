namespace AgriMarket.Web.Matching.Proposals;

/// <summary>Names the resource files ProposalText.resx (Chinese) and ProposalText.en.resx.</summary>
internal sealed class ProposalText;
