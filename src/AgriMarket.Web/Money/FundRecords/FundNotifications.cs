using AgriMarket.Domain.Members;
using AgriMarket.Web.Money.Addresses;
using AgriMarket.Web.People.Notifications;

namespace AgriMarket.Web.Money.FundRecords;

/// <summary>What officials are notified of about funds.</summary>
internal static class FundNotifications
{
    private static readonly NotificationGroup Proposals = new("FundProposals", 29, typeof(FundText), "Notify.Group.Proposals")
    {
        Roles = [MemberRole.Official],
    };
    private static readonly NotificationGroup Group = new("Funds", 30, typeof(FundText), "Notify.Group.Funds")
    {
        Roles = [MemberRole.Official],
    };

    /// <summary>To those who may approve: a proposal about public money waits for a second official.</summary>
    public static readonly NotificationKind ProposalWaits = new("ProposalWaits", Proposals, typeof(FundText), "Notify.ProposalWaits")
    {
        Links = about => [new("Notify.SeeFund", MoneyAddresses.Fund(about.FundId ?? default))],
    };

    /// <summary>To the proposer: what was decided.</summary>
    public static readonly NotificationKind ProposalDecided = new("ProposalDecided", Proposals, typeof(FundText), "Notify.ProposalDecided")
    {
        Outcomes = ["Notify.Proposal.Approved", "Notify.Proposal.TurnedDown", "Notify.Proposal.SentBack"],
        Links = about => [new("Notify.SeeFund", MoneyAddresses.Fund(about.FundId ?? default))],
    };

    /// <summary>To officials: how far a fund is used.</summary>
    public static readonly NotificationKind FundUsed = new("FundUsed", Group, typeof(FundText), "Notify.FundUsed")
    {
        Links = about => [new("Notify.SeeFund", MoneyAddresses.Fund(about.FundId ?? default))],
    };
}
