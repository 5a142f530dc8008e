namespace AgriMarket.Web.People.Offices;

/// <summary>Names the resource files OfficeText.resx (Chinese) and OfficeText.en.resx.</summary>
internal sealed class OfficeText;
