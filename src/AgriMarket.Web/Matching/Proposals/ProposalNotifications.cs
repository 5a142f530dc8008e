using AgriMarket.Web.Matching.Addresses;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Shop.Addresses;

namespace AgriMarket.Web.Matching.Proposals;

/// <summary>What the farmers and the institution of a proposal are notified of.</summary>
internal static class ProposalNotifications
{
    /// <summary>It waits for their answer.</summary>
    public static readonly NotificationKind ProposalMade = new(
        "ProposalMade",
        MatchNotifications.Group,
        typeof(ProposalText),
        "Notify.ProposalMade"
    )
    {
        BuyerSentence = "Notify.ProposalMade.Buyer",
        Links = about => [new("Notify.SeeProposal", MatchingAddresses.Proposal(about.ProposalId ?? default))],
    };

    /// <summary>Both sides accepted, and it is an order that waits for the institution's payment.</summary>
    public static readonly NotificationKind ProposalOrdered = new(
        "ProposalOrdered",
        MatchNotifications.Group,
        typeof(ProposalText),
        "Notify.ProposalOrdered"
    )
    {
        BuyerSentence = "Notify.ProposalOrdered.Buyer",
        Links = about =>
            about.IsBuyer
                ?
                [
                    new("Notify.SeeOrder", ShopAddresses.Order(about.ProposalId ?? default)),
                    new("Notify.SeeProposal", MatchingAddresses.Proposal(about.ProposalId ?? default)),
                ]
                : [new("Notify.SeeProposal", MatchingAddresses.Proposal(about.ProposalId ?? default))],
    };

    /// <summary>It came to nothing.</summary>
    public static readonly NotificationKind ProposalEnded = new(
        "ProposalEnded",
        MatchNotifications.Group,
        typeof(ProposalText),
        "Notify.ProposalEnded"
    )
    {
        BuyerSentence = "Notify.ProposalEnded.Buyer",
        Outcomes = ["Notify.Outcome.Refused", "Notify.Outcome.Lapsed", "Notify.Outcome.Withdrawn", "Notify.Outcome.LeftOut"],
        Links = about => [new("Notify.SeeProposal", MatchingAddresses.Proposal(about.ProposalId ?? default))],
    };
}
