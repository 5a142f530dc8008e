namespace AgriMarket.Web.Trade.Audits;

/// <summary>Names the resource files AuditText.resx (Chinese) and AuditText.en.resx.</summary>
internal sealed class AuditText;
