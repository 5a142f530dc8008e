namespace AgriMarket.Web.Matching.Quotations;

/// <summary>Names the resource files QuotationText.resx (Chinese) and QuotationText.en.resx.</summary>
internal sealed class QuotationText;
