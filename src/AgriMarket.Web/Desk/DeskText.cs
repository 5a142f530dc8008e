namespace AgriMarket.Web.Desk;

/// <summary>Names the resource files DeskText.resx (Chinese) and DeskText.en.resx.</summary>
internal sealed class DeskText;
