namespace AgriMarket.Web.Matching;

/// <summary>Names the resource files InquiryText.resx (Chinese) and InquiryText.en.resx.</summary>
internal sealed class InquiryText;
