namespace AgriMarket.Web.People.Register;

/// <summary>Names the resource files RegisterText.resx (Chinese) and RegisterText.en.resx.</summary>
public sealed class RegisterText;
