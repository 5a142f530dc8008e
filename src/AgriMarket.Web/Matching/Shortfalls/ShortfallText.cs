namespace AgriMarket.Web.Matching;

/// <summary>Names the resource files ShortfallText.resx (Chinese) and ShortfallText.en.resx.</summary>
internal sealed class ShortfallText;
