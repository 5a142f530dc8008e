namespace AgriMarket.Web.Operations.SystemStatus;

/// <summary>The sentences of the pages of those who run the market.</summary>
internal sealed class SystemText;
