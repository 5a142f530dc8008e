namespace AgriMarket.Web.Admin;

/// <summary>The sentences of the pages of those who run the market.</summary>
internal sealed class AdminText;
