namespace AgriMarket.Web.Matching.Shortfalls;

/// <summary>Names the resource files ShortfallText.resx (Chinese) and ShortfallText.en.resx.</summary>
internal sealed class ShortfallText;
