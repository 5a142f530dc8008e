using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Deliveries;

/// <summary>
/// Says of a parcel, whenever something has happened to it, whether its money is final: then its proof and its payout are written;
/// or whether somebody in office has to look: then they are told.
/// </summary>
public sealed class DeliveryDecider(
    PayoutRecorder payouts,
    NotificationService notifications,
    RegionCatalogue regions,
    DeliveryPolicy policy
)
{
    /// <summary>Decides on a parcel that is on its way or received, as a part of a command. Said twice it counts once.</summary>
    internal async Task DecideAsync(WriteScope scope, Parcel parcel)
    {
        if (!parcel.IsSent || await scope.Db.Set<DeliveryProof>().AnyAsync(row => row.ParcelId == parcel.Id))
        {
            return;
        }

        var review = await scope.Db.Set<DeliveryReview>().FirstOrDefaultAsync(row => row.ParcelId == parcel.Id);
        if (review?.Status is DeliveryReviewStatus.Released or DeliveryReviewStatus.Refused)
        {
            return;
        }

        var tracking = await scope.Db.Set<ParcelTracking>().AsNoTracking().FirstOrDefaultAsync(row => row.ParcelId == parcel.Id);
        var lines = await scope.Db.LinesOfParcelAsync(parcel);
        var (times, facts) = (parcel.Times(tracking)!, await scope.Db.DeliveryFactsAsync(parcel));
        var verdict = DeliveryRules.Decide(times, facts, policy.Settings, scope.Now);
        if (lines.TrueForAll(line => line.KeptGrams == 0))
        {
            // Where all of it was refunded there is nothing to pay and nothing to look at.
            var isDue = DeliveryRules.IsDue(times, policy.Settings, scope.Now);
            verdict = verdict with { Reasons = DeliveryReasons.None, IsFinal = isDue };
        }

        if (review is not null || verdict.Reasons != DeliveryReasons.None)
        {
            await FollowAsync(scope, parcel, review, verdict.Reasons);
        }

        if (verdict.IsFinal)
        {
            await FinishAsync(scope, parcel, lines, verdict.Basis);
        }
    }

    /// <summary>A parcel's money is final, as a part of a command: its farmer is to be paid for what is kept of it.</summary>
    internal async Task FinishAsync(WriteScope scope, Parcel parcel, IReadOnlyCollection<OrderLine> lines, DeliveryBasis basis)
    {
        await scope.Sql.InsertNewAsync(
            new DeliveryProof
            {
                ParcelId = parcel.Id,
                OrderId = parcel.OrderId,
                Basis = basis,
                At = scope.Now,
                GrantFen = lines.Sum(line => line.GrantedFen - line.GrantReturnedFen),
            }
        );
        await payouts.OweAsync(scope, parcel.ToPayout(lines, scope.Now));
    }

    private async Task FollowAsync(WriteScope scope, Parcel parcel, DeliveryReview? review, DeliveryReasons reasons)
    {
        var waited = review?.Status == DeliveryReviewStatus.Waiting;
        if (review is null)
        {
            var buyerId = await scope.Db.Set<Order>().Where(row => row.Id == parcel.OrderId).Select(row => row.BuyerId).SingleAsync();
            review = new DeliveryReview
            {
                ParcelId = parcel.Id,
                OrderId = parcel.OrderId,
                FarmerId = parcel.FarmerId,
                BuyerId = buyerId,
                OriginCode = parcel.OriginCode,
                ReasonBits = (int)reasons,
                AskedAt = scope.Now,
            };
            scope.Db.Add(review);
        }
        else
        {
            review.Follow(reasons);
        }

        await scope.Db.SaveChangesAsync();
        if (!waited && review.Status == DeliveryReviewStatus.Waiting)
        {
            await TellOfficialsAsync(scope, review);
        }
    }

    private async Task TellOfficialsAsync(WriteScope scope, DeliveryReview review)
    {
        var officials = await scope.Db.OfficialsOfAsync(regions, Duties.ApproveMoney, review.OriginCode);
        await notifications.NotifyAsync(
            scope,
            officials,
            new NotificationDraft(
                DeliveryNotifications.DeliveryAsked,
                review.ParcelId.ToString(),
                new NotificationSubject { OrderId = review.OrderId, OriginCode = review.OriginCode }
            )
        );
        scope.Announce(new LiveSignal(MemberTopics.Farmer(review.FarmerId), scope.Now));
    }
}
