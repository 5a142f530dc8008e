namespace AgriMarket.Web.People.Contacts;

/// <summary>Names the resource files ContactText.resx (Chinese) and ContactText.en.resx.</summary>
internal sealed class ContactText;
