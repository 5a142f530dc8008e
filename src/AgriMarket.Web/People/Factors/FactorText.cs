namespace AgriMarket.Web.People.Factors;

/// <summary>Names the resource files FactorText.resx (Chinese) and FactorText.en.resx.</summary>
internal sealed class FactorText;
