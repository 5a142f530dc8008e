namespace AgriMarket.Web.Aid.Forecasts;

/// <summary>Names the resource files BacklogText.resx (Chinese) and BacklogText.en.resx.</summary>
internal sealed class BacklogText;
