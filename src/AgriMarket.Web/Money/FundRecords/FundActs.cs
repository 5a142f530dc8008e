using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Money.FundAudit;
using AgriMarket.Web.People.Register;

namespace AgriMarket.Web.Money.FundRecords;

/// <summary>What is noted of decisions on public money.</summary>
internal static class FundActs
{
    public static readonly ActKind Propose = new(SignatureInvariants.ProposalAct, typeof(FundText), "Act.Propose");
    public static readonly ActKind Approve = new(SignatureInvariants.ApprovalAct, typeof(FundText), "Act.Approve");
    public static readonly ActKind ProposeChange = new(SignatureInvariants.ChangeProposalAct, typeof(FundText), "Act.ProposeChange");
    public static readonly ActKind ApproveChange = new(SignatureInvariants.ChangeApprovalAct, typeof(FundText), "Act.ApproveChange");
    public static readonly ActKind TurnDown = new("act.fund-turn-down", typeof(FundText), "Act.TurnDown");
    public static readonly ActKind SendBack = new("act.fund-send-back", typeof(FundText), "Act.SendBack");
    public static readonly ActKind Withdraw = new("act.fund-withdraw", typeof(FundText), "Act.Withdraw");

    /// <summary>The kind of a decision that is no approval.</summary>
    public static ActKind OfRefusal(FundDecision decision) =>
        decision switch
        {
            FundDecision.TurnDown => TurnDown,
            FundDecision.SendBack => SendBack,
            FundDecision.Withdraw => Withdraw,
            _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, "No refusal."),
        };
}
