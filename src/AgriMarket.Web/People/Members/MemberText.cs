namespace AgriMarket.Web.People.Members;

/// <summary>Names the resource files MemberText.resx (Chinese) and MemberText.en.resx.</summary>
internal sealed class MemberText;
