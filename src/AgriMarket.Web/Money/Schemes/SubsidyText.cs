namespace AgriMarket.Web.Money.Schemes;

/// <summary>Names the resource files SubsidyText.resx (Chinese) and SubsidyText.en.resx: why money is not granted or not moved.</summary>
internal sealed class SubsidyText;
