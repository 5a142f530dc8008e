namespace AgriMarket.Web.Notices;

/// <summary>Names the resource files NoticeText.resx (Chinese) and NoticeText.en.resx.</summary>
internal sealed class NoticeText;
