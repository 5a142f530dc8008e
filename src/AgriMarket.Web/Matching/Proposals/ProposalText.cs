namespace AgriMarket.Web.Matching;

/// <summary>Names the resource files ProposalText.resx (Chinese) and ProposalText.en.resx.</summary>
internal sealed class ProposalText;
