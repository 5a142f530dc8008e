using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.Trade.ReferencePrices;
using AgriMarket.Web.Trade.Stock;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.PriceReviews;

/// <summary>Takes requests to sell far above the reference price, and the decisions of officials on them.</summary>
public sealed class PriceReviewService(
    MarketWriter writer,
    ReferencePriceCache references,
    NotificationService notifications,
    ProduceCatalogue produce,
    RegionCatalogue regions
)
{
    /// <summary>
    /// Asks the office of the lot's county to allow its price. Refused as a listing is in everything but the price, as
    /// <see cref="PriceReview.Ask"/> says, with <c>price.not-needed</c> where the price needs no leave (any more), and with
    /// <c>lot.id-taken</c>. Idempotent: a replay returns the same result.
    /// </summary>
    /// <returns>The id that the lot will have.</returns>
    public Task<Result<Guid>> AskAsync(ListingIntent intent, string reason) =>
        writer.RunAsync<Guid>(async scope =>
        {
            if (await scope.Db.Set<PriceReview>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == intent.Id) is { } known)
            {
                return known.Intent != intent ? new Rejection("lot.id-taken")
                    : known.Status == PriceReviewStatus.Declined ? new Rejection("price.declined", nameof(intent.UnitPriceFen), known.Note)
                    : known.Status == PriceReviewStatus.Withdrawn ? new Rejection("price.decided")
                    : known.Id;
            }

            if (await scope.Db.Set<Lot>().AnyAsync(lot => lot.Id == intent.Id))
            {
                return new Rejection("lot.id-taken");
            }

            if (await scope.Db.SellerAsync(intent.FarmerId) is not { } seller)
            {
                return new Rejection("lot.not-seller");
            }

            var planned = ListingRules.Plan(intent, seller.Origins, produce, null, regions, scope.Now);
            if (!planned.IsOk)
            {
                return Result<Guid>.Refused(planned.Rejections);
            }

            var prices = await references.GetAsync(scope.Db, scope.Now);
            if (ListingRules.FarAbove(intent, produce, prices, scope.Now) is not { } reference)
            {
                return new Rejection("price.not-needed", nameof(intent.UnitPriceFen));
            }

            var waiting = await scope
                .Db.Set<PriceReview>()
                .CountAsync(row => row.FarmerId == intent.FarmerId && row.Status == PriceReviewStatus.Waiting);
            var asked = PriceReview.Ask(intent, reference, reason, waiting, scope.Now);
            if (!asked.IsOk)
            {
                return Result<Guid>.Refused(asked.Rejections);
            }

            scope.Db.Add(asked.Value);
            await scope.Db.SaveChangesAsync();
            await TellOfficialsAsync(scope, asked.Value);
            scope.Announce(new LiveSignal(MemberTopics.Farmer(intent.FarmerId), scope.Now));
            return asked.Value.Id;
        });

    /// <summary>
    /// Allows or declines a price; allowed, the lot goes on sale as it was asked for, and its seller is told either way. Rejects as
    /// <see cref="PriceReview.Decide"/> says, with <c>price.unknown</c>, as
    /// <see cref="OfficeQueries.WhyNotAtAsync"/> says, and, where it can no longer be listed, as a listing is refused: then it
    /// can still be declined.
    /// </summary>
    public Task<Result<Done>> DecideAsync(Guid reviewId, PriceReviewAction action, string note, Guid officialId) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (await scope.Db.Set<PriceReview>().FirstOrDefaultAsync(row => row.Id == reviewId) is not { } review)
            {
                return new Rejection("price.unknown");
            }

            var mayNot =
                await scope.Db.WhyNotAtAsync(officialId, Duties.Edit, review.OriginCode, regions)
                ?? await scope.Db.WhyNotAboutAsync(officialId, "price.own", review.FarmerId);
            if (mayNot is not null)
            {
                return mayNot;
            }

            var decided = review.Decide(action, officialId, note, scope.Now);
            if (decided.IsOk && action == PriceReviewAction.Allow)
            {
                decided = await ListAsync(scope, review.Intent);
            }

            if (!decided.IsOk)
            {
                return decided;
            }

            await scope.Db.SaveChangesAsync();
            await ActWriter.NoteAsync(
                scope,
                new(PriceReviewActs.Decide.Code, officialId, "price", review.Id)
                {
                    Before = $"{PriceReviewStatus.Waiting}",
                    After = $"{review.Status}",
                    Reason = note,
                }
            );
            await TellAsync(scope, review);
            return Done.Instance;
        });

    /// <summary>
    /// Takes a seller's own request back. Rejects with <c>price.unknown</c> and, once somebody has decided, with <c>price.decided</c>.
    /// Idempotent: a replay returns the same result.
    /// </summary>
    public Task<Result<Done>> WithdrawAsync(Guid reviewId, Guid farmerId) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (
                await scope.Db.Set<PriceReview>().FirstOrDefaultAsync(row => row.Id == reviewId && row.FarmerId == farmerId)
                is not { } review
            )
            {
                return new Rejection("price.unknown");
            }

            var withdrawn = review.Withdraw(scope.Now);
            if (withdrawn.IsOk)
            {
                await scope.Db.SaveChangesAsync();
                scope.Announce(new LiveSignal(MemberTopics.Farmer(farmerId), scope.Now));
            }

            return withdrawn;
        });

    private async Task<Result<Done>> ListAsync(WriteScope scope, ListingIntent intent)
    {
        if (await scope.Db.SellerAsync(intent.FarmerId) is not { } seller)
        {
            return new Rejection("lot.not-seller");
        }

        var planned = ListingRules.Plan(intent, seller.Origins, produce, null, regions, scope.Now);
        if (planned.IsOk)
        {
            await StockMoves.ListAsync(scope, planned.Value);
        }

        return planned.IsOk ? Done.Instance : Result<Done>.Refused(planned.Rejections);
    }

    private async Task TellOfficialsAsync(WriteScope scope, PriceReview review)
    {
        var officials = await scope.Db.OfficialsOfAsync(regions, Duties.Edit, review.OriginCode);
        await notifications.NotifyAsync(
            scope,
            officials,
            new NotificationDraft(
                PriceReviewNotifications.PriceAsked,
                review.Id.ToString(),
                new NotificationSubject
                {
                    ProduceCode = review.Intent.ProduceCode,
                    OriginCode = review.OriginCode,
                    Name = review.Intent.FarmerName,
                }
            )
        );
    }

    private async Task TellAsync(WriteScope scope, PriceReview review)
    {
        var isAllowed = review.Status == PriceReviewStatus.Allowed;
        await notifications.NotifyAsync(
            scope,
            [review.FarmerId],
            new NotificationDraft(
                PriceReviewNotifications.PriceDecided,
                review.Id.ToString(),
                new NotificationSubject
                {
                    LotId = isAllowed ? review.Id : null,
                    ProduceCode = review.Intent.ProduceCode,
                    Outcome = review.Status.ToString(),
                    Name = review.Note,
                }
            )
        );
        scope.Announce(new LiveSignal(MemberTopics.Farmer(review.FarmerId), scope.Now));
    }
}
