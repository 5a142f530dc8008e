namespace AgriMarket.Web.Money.FundRecords;

/// <summary>Names the resource files FundText.resx (Chinese) and FundText.en.resx.</summary>
public sealed class FundText;
