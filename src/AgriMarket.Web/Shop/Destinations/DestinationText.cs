namespace AgriMarket.Web.Shop.Destinations;

/// <summary>Names the resource files DestinationText.resx (Chinese) and DestinationText.en.resx.</summary>
internal sealed class DestinationText;
