namespace AgriMarket.Web.Matching.BulkPapers;

/// <summary>Names the resource files PaperText.resx (Chinese) and PaperText.en.resx.</summary>
internal sealed class PaperText;
