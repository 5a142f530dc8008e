using AgriMarket.Web.Money.Schemes;
using AgriMarket.Web.People.Register;

namespace AgriMarket.Web.Money.FundRecords;

/// <summary>What is noted of decisions on public money.</summary>
internal static class FundActs
{
    public static readonly ActKind Propose = new("act.fund-propose", typeof(FundText), "Act.Propose");
    public static readonly ActKind Approve = new(FundInvariants.ApprovalAct, typeof(FundText), "Act.Approve");
    public static readonly ActKind ProposeChange = new("act.fund-change-propose", typeof(FundText), "Act.ProposeChange");
    public static readonly ActKind ApproveChange = new("act.fund-change-approve", typeof(FundText), "Act.ApproveChange");
    public static readonly ActKind TurnDown = new("act.fund-change-turn-down", typeof(FundText), "Act.TurnDown");
}
