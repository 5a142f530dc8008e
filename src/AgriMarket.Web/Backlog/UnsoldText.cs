namespace AgriMarket.Web.Backlog;

/// <summary>Names the resource files UnsoldText.resx (Chinese) and UnsoldText.en.resx.</summary>
internal sealed class UnsoldText;
