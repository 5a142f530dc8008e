namespace AgriMarket.Web.Backlog;

/// <summary>Names the resource files BacklogText.resx (Chinese) and BacklogText.en.resx.</summary>
internal sealed class BacklogText;
