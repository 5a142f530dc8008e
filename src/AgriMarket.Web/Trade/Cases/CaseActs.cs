using AgriMarket.Web.People.Register;

namespace AgriMarket.Web.Trade.Cases;

/// <summary>What is noted of cases.</summary>
internal static class CaseActs
{
    public static readonly ActKind Open = new("act.case-open", typeof(CaseText), "Act.Open");
    public static readonly ActKind Note = new("act.case-note", typeof(CaseText), "Act.Note");
    public static readonly ActKind Propose = new("act.case-propose", typeof(CaseText), "Act.Propose");
    public static readonly ActKind SendBack = new("act.case-send-back", typeof(CaseText), "Act.SendBack");
    public static readonly ActKind Decide = new("act.case-decide", typeof(CaseText), "Act.Decide");
}
