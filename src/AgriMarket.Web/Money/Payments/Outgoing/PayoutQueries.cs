using AgriMarket.Domain.Members;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments.Outgoing;

/// <summary>Reads of payouts.</summary>
internal static class PayoutQueries
{
    private static readonly MemberRole[] PayeeRoles = [MemberRole.Cooperative, MemberRole.Official];

    /// <summary>Whether a member may take the money of farmers for them: as a co-operative or an official, now.</summary>
    public static async Task<bool> MayBePayeeAsync(this MarketDb db, Guid memberId) =>
        (await db.RolesOfAsync(memberId)).Any(PayeeRoles.Contains);

    /// <summary>How far the payouts that come from one payment are, by parcel; parcels that are not due yet are missing.</summary>
    public static Task<Dictionary<Guid, PayoutStatus>> PayoutsOfAsync(this MarketDb db, Guid paymentId) =>
        db.Set<Payout>()
            .Where(payout => payout.PaymentId == paymentId)
            .Select(payout => new { payout.Id, payout.Status })
            .ToDictionaryAsync(payout => payout.Id, payout => payout.Status);

    /// <summary>
    /// The payouts that can be sent now: their payee has an account that can take it, and nobody disputes
    /// the payment they come from, and no case holds them; and those whose sending has begun and never ended.
    /// </summary>
    public static IQueryable<DueItem> DuePayouts(this MarketDb db, string gateway, DateTime now) =>
        from payout in db.Set<Payout>()
        where (payout.Status == PayoutStatus.Waiting || payout.Status == PayoutStatus.Sending) && payout.NextTryAt <= now
        let choice = db.Set<PayeeChoice>()
            .Where(row => row.FarmerId == payout.FarmerId && row.AgreedAt != null)
            .Select(row => (Guid?)row.PayeeId)
            .FirstOrDefault()
        let payeeId = payout.PayeeId ?? choice ?? payout.FarmerId
        where
            payout.Status == PayoutStatus.Sending
            || (
                db.Set<PayoutAccount>()
                    .Any(account =>
                        account.MemberId == payeeId && account.Gateway == gateway && account.Status == PayoutAccountStatus.Ready
                    )
                && !db.Set<Dispute>().Any(dispute => dispute.PaymentId == payout.PaymentId && dispute.Status == DisputeStatus.Open)
                && !db.Set<PayoutHold>()
                    .Any(hold =>
                        hold.FarmerId == payout.FarmerId && hold.EndedAt == null && (hold.PayoutId == null || hold.PayoutId == payout.Id)
                    )
            )
        select new DueItem { At = payout.NextTryAt, Id = payout.Id };
}
