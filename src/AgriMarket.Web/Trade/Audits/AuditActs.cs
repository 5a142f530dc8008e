using AgriMarket.Web.People.Register;

namespace AgriMarket.Web.Trade.Audits;

/// <summary>What is noted of audits: each step of one.</summary>
internal static class AuditActs
{
    /// <summary>What the notes are about: a parcel that was drawn.</summary>
    public const string Subject = "parcel";

    public static readonly ActKind Ask = new("act.audit-ask", typeof(AuditText), "Act.Ask");
    public static readonly ActKind Answer = new("act.audit-answer", typeof(AuditText), "Act.Answer");
    public static readonly ActKind Decide = new("act.audit-decide", typeof(AuditText), "Act.Decide");
    public static readonly ActKind Lapse = new("act.audit-lapse", typeof(AuditText), "Act.Lapse");
}
