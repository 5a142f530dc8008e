namespace AgriMarket.Platform.Api;

/// <summary>Names the resource files ApiText.resx (Chinese) and ApiText.en.resx.</summary>
internal sealed class ApiText;
