using AgriMarket.Web.People.Register;

namespace AgriMarket.Web.Money.FundRecords;

/// <summary>What is noted of decisions on public money.</summary>
internal static class FundActs
{
    public static readonly ActKind Propose = new("fund.propose", typeof(FundText), "Act.Propose");
    public static readonly ActKind Approve = new("fund.approve", typeof(FundText), "Act.Approve");
    public static readonly ActKind ProposeChange = new("fund.change-propose", typeof(FundText), "Act.ProposeChange");
    public static readonly ActKind ApproveChange = new("fund.change-approve", typeof(FundText), "Act.ApproveChange");
    public static readonly ActKind TurnDown = new("fund.change-turn-down", typeof(FundText), "Act.TurnDown");
}
