using AgriMarket.Domain.Notifications;
using AgriMarket.Web.Matching.Addresses;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.People.Notifications;

namespace AgriMarket.Web.Matching.Quotations;

/// <summary>What the two sides of a request for a price are notified of.</summary>
internal static class QuotationNotifications
{
    /// <summary>To a farmer: an institution asks for the price of a lot.</summary>
    public static readonly NotificationKind QuotationRequested = new(
        "QuotationRequested",
        MatchNotifications.Group,
        typeof(QuotationText),
        "Notify.QuotationRequested"
    )
    {
        Links = ToQuotation,
    };

    /// <summary>To the institution: a farmer has named a price.</summary>
    public static readonly NotificationKind QuotationAnswered = new(
        "QuotationAnswered",
        MatchNotifications.Group,
        typeof(QuotationText),
        "Notify.QuotationAnswered"
    )
    {
        Links = ToQuotation,
    };

    /// <summary>To the other side: it was declined, not taken, or not answered in time.</summary>
    public static readonly NotificationKind QuotationEnded = new(
        "QuotationEnded",
        MatchNotifications.Group,
        typeof(QuotationText),
        "Notify.QuotationEnded"
    )
    {
        Outcomes = ["Notify.Outcome.Declined", "Notify.Outcome.Passed", "Notify.Outcome.Lapsed"],
        Links = ToQuotation,
    };

    private static IReadOnlyList<NotificationLink> ToQuotation(NotificationSubject about) =>
        [
            new(
                "Notify.SeeQuotation",
                about.ForOfficial ? MatchingAddresses.DemandQuotations(about.DemandId ?? default) : MatchingAddresses.FarmQuotations
            ),
        ];
}
