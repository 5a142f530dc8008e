using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.Refunds;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Deliveries;

/// <summary>The decisions of officials on deliveries that have to be looked at.</summary>
public sealed class DeliveryReviewService(
    MarketWriter writer,
    DeliveryDecider decider,
    RefundService refunds,
    NotificationService notifications,
    RegionCatalogue regions,
    FactorGuard guard
)
{
    /// <summary>
    /// Releases a parcel's money, which is then final, or refuses: its goods and shipping go back to the schemes and the buyer that paid
    /// for them, as one refund with the parcel's id. Rejects as <see cref="DeliveryReview.Decide"/> says, with <c>delivery.unknown</c>,
    /// and as <see cref="OfficeQueries.WhyNotAtAsync"/> says.
    /// The official is confirmed as <see cref="FactorGuard.WhyNotAsync"/> says.
    /// </summary>
    public Task<Result<Done>> DecideAsync(Guid parcelId, bool release, string note, Guid officialId, Guid? sessionId = null) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (await scope.Db.Set<DeliveryReview>().FirstOrDefaultAsync(row => row.ParcelId == parcelId) is not { } review)
            {
                return new Rejection("delivery.unknown");
            }

            var mayNot =
                await scope.Db.WhyNotAtAsync(officialId, Duties.ApproveMoney, review.OriginCode, regions)
                ?? await scope.Db.WhyNotAboutAsync(officialId, "delivery.own", review.FarmerId, review.BuyerId);
            if (mayNot is not null)
            {
                return mayNot;
            }

            if (await guard.WhyNotAsync(scope, officialId, sessionId) is { } unconfirmed)
            {
                return unconfirmed;
            }

            var decided = review.Decide(release, officialId, note, scope.Now);
            if (decided.IsOk)
            {
                await scope.Db.SaveChangesAsync();
                decided = await CarryOutAsync(scope, review);
            }

            if (decided.IsOk)
            {
                await ActWriter.NoteAsync(
                    scope,
                    new(DeliveryActs.Decide.Code, officialId, "parcel", parcelId)
                    {
                        Before = $"{DeliveryReviewStatus.Waiting}",
                        After = $"{review.Status}",
                        Reason = note,
                    }
                );
                await TellAsync(scope, review);
            }

            return decided;
        });

    private async Task<Result<Done>> CarryOutAsync(WriteScope scope, DeliveryReview review)
    {
        var parcel = await scope.Db.Set<Parcel>().AsNoTracking().SingleAsync(row => row.Id == review.ParcelId);
        var lines = await scope.Db.LinesOfParcelAsync(parcel);
        if (review.Status == DeliveryReviewStatus.Released)
        {
            await decider.FinishAsync(scope, parcel, lines, DeliveryBasis.Person);
            OrderEvents.Moved(scope, parcel.OrderId, [parcel.FarmerId]);
            return Done.Instance;
        }

        var kept = lines.FindAll(line => line.KeptGrams > 0);
        if (kept.Count == 0)
        {
            // All of it was refunded while it waited.
            return Done.Instance;
        }

        return
            (
                await refunds.RefundAsync(
                    scope,
                    new RefundIntent(
                        review.ParcelId,
                        review.OrderId,
                        review.DecidedBy!.Value,
                        RefundKind.Unproven,
                        kept.ConvertAll(line => new WantedLine(line.LotId, line.KeptGrams)),
                        review.Note
                    )
                )
            )
                is { IsOk: false, Rejections: var why }
            ? Result<Done>.Refused(why)
            : Done.Instance;
    }

    private async Task TellAsync(WriteScope scope, DeliveryReview review)
    {
        var about = new NotificationSubject
        {
            OrderId = review.OrderId,
            Outcome = review.Status.ToString(),
            Name = review.Note,
        };
        await notifications.NotifyAsync(
            scope,
            [review.FarmerId],
            new NotificationDraft(DeliveryNotifications.DeliveryDecided, review.ParcelId.ToString(), about)
        );
        if (review.Status == DeliveryReviewStatus.Refused && review.BuyerId != review.FarmerId)
        {
            await notifications.NotifyAsync(
                scope,
                [review.BuyerId],
                new NotificationDraft(DeliveryNotifications.DeliveryDecided, review.ParcelId.ToString(), about with { IsBuyer = true })
            );
        }
    }
}
