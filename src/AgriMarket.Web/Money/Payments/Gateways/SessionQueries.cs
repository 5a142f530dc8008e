using AgriMarket.Domain.Payments;

namespace AgriMarket.Web.Money.Payments.Gateways;

/// <summary>Reads of payment pages.</summary>
internal static class SessionQueries
{
    /// <summary>Those of which something may still come: open, or paid on and not yet arrived.</summary>
    public static IQueryable<PaymentSession> NotEnded(this IQueryable<PaymentSession> sessions) =>
        sessions.Where(row =>
            row.Status == SessionStatus.Opening || row.Status == SessionStatus.Open || row.Status == SessionStatus.UnderWay
        );
}
