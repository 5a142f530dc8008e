namespace AgriMarket.Web.Matching.Review;

/// <summary>Names the resource files MatchReviewText.resx (Chinese) and MatchReviewText.en.resx.</summary>
internal sealed class MatchReviewText;
