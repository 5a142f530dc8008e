namespace AgriMarket.Web.Tests.Support.Tastings;

/// <summary>Names the resource files TastingText.resx (Chinese) and TastingText.en.resx.</summary>
public sealed class TastingText;
