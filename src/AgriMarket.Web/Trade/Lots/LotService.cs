using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Trade.ReferencePrices;
using AgriMarket.Web.Trade.Stock;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Lots;

/// <summary>Puts lots on sale, corrects their stock and takes them off.</summary>
public sealed class LotService(
    MarketWriter writer,
    DueWork due,
    NotificationService notifications,
    ReferencePriceCache references,
    ProduceCatalogue produce,
    RegionCatalogue regions
)
{
    /// <summary>
    /// Puts a lot on sale. Refused with a sentence for each wrong field, among them an origin that nobody has confirmed for this
    /// seller and a price that an official has to allow first (<see cref="ListingRules.FarAbove"/>), and with <c>lot.not-seller</c>.
    /// Idempotent: a replay returns the same result; with another content it rejects with <c>lot.id-taken</c>.
    /// </summary>
    /// <returns>The lot's id.</returns>
    public Task<Result<Guid>> ListAsync(ListingIntent intent) =>
        writer.RunAsync<Guid>(async scope =>
        {
            if (await scope.Db.Set<Lot>().AsNoTracking().FirstOrDefaultAsync(lot => lot.Id == intent.Id) is { } known)
            {
                return ListingRules.IsSame(known, intent) ? known.Id : new Rejection("lot.id-taken");
            }

            if (await scope.Db.Set<PriceReview>().AsNoTracking().FirstOrDefaultAsync(review => review.Id == intent.Id) is { } asked)
            {
                // What waits for an office goes on sale by its decision alone, whatever the reference has become meanwhile.
                return new Rejection(asked.Intent == intent ? "lot.price-waiting" : "lot.id-taken");
            }

            if (await scope.Db.SellerAsync(intent.FarmerId) is not { } seller)
            {
                return new Rejection("lot.not-seller");
            }

            var prices = await references.GetAsync(scope.Db, scope.Now);
            var planned = ListingRules.Plan(intent, seller.Origins, produce, prices, regions, scope.Now);
            if (!planned.IsOk)
            {
                return Result<Guid>.Refused(planned.Rejections);
            }

            await StockMoves.ListAsync(scope, planned.Value);
            scope.Announce(new LiveSignal(MemberTopics.Farmer(intent.FarmerId), scope.Now));
            return planned.Value.Id;
        });

    /// <summary>Takes a lot of this farmer off sale. Rejects with <c>lot.off-sale</c> when it is already.</summary>
    public Task<Result<Done>> CloseAsync(Guid lotId, Guid farmerId) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (!await scope.Db.Set<Lot>().AnyAsync(row => row.Id == lotId && row.FarmerId == farmerId))
            {
                return new Rejection("lot.unknown");
            }

            if (!await StockMoves.CloseAsync(scope, lotId))
            {
                return new Rejection("lot.off-sale");
            }

            await scope.Db.SaveChangesAsync();
            scope.Announce(new LiveSignal(MemberTopics.Farmer(farmerId), scope.Now));
            return Done.Instance;
        });

    /// <summary>
    /// Lowers the price of a farmer's own lot; orders placed before keep theirs. Rejects with <c>lot.unknown</c> and as
    /// <see cref="PriceCut.Check"/> says. Idempotent: the price it has already changes nothing.
    /// </summary>
    public Task<Result<Done>> LowerPriceAsync(Guid lotId, Guid farmerId, long unitPriceFen) =>
        writer.RunAsync(async scope =>
        {
            if (
                await scope.Db.Set<Lot>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == lotId && row.FarmerId == farmerId)
                is not { } lot
            )
            {
                return new Rejection("lot.unknown");
            }

            var check = PriceCut.Check(lot, unitPriceFen, ChinaTime.Day(scope.Now));
            if (check.IsOk && await StockMoves.LowerPriceAsync(scope, lotId, unitPriceFen))
            {
                scope.Announce(new LiveSignal(MemberTopics.Farmer(farmerId), scope.Now));
            }

            return check;
        });

    /// <summary>
    /// Corrects the stock of a farmer's own lot. Rejects with <c>lot.unknown</c>, and beside the field as
    /// <see cref="Adjustment.Plan"/> says, with <c>stock.price-allowed</c> for more of a lot whose price an office allowed: damage never
    /// takes what is held or sold. Idempotent: a replay returns the same result;
    /// with another content it rejects with <c>stock.id-taken</c>.
    /// </summary>
    public Task<Result<Done>> AdjustAsync(AdjustmentIntent intent) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (
                await scope
                    .Db.Set<Lot>()
                    .AsNoTracking()
                    .FirstOrDefaultAsync(row => row.Id == intent.LotId && row.FarmerId == intent.FarmerId)
                is not { } lot
            )
            {
                return new Rejection("lot.unknown");
            }

            if (intent.Kind == AdjustmentKind.Found && await IsAllowedPriceAsync(scope, lot))
            {
                return new Rejection("stock.price-allowed", nameof(intent.Grams));
            }

            if (await scope.Db.Set<Adjustment>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == intent.Id) is { } known)
            {
                return known.IsSame(intent) ? Done.Instance : new Rejection("stock.id-taken");
            }

            var planned = Adjustment.Plan(intent, lot, scope.Now);
            if (!planned.IsOk)
            {
                return Result<Done>.Refused(planned.Rejections);
            }

            if (!await StockMoves.AdjustAsync(scope, planned.Value))
            {
                return new Rejection("market.busy");
            }

            await scope.Db.SaveChangesAsync();
            scope.Announce(new LiveSignal(MemberTopics.Farmer(intent.FarmerId), scope.Now));
            return Done.Instance;
        });

    /// <summary>An office allowed the lot's price for what it held then, and not for more.</summary>
    private static Task<bool> IsAllowedPriceAsync(WriteScope scope, Lot lot) =>
        scope.Db.Set<PriceReview>().AnyAsync(review => review.Id == lot.Id);

    /// <summary>
    /// Takes lots past best-before off sale and writes off what is left of them, each in a command of its own. What is held then
    /// is written off when its hold ends unpaid.
    /// </summary>
    /// <returns>How many lots, and how many grams in all.</returns>
    public async Task<(int Lots, long Grams)> WriteOffPastAsync(CancellationToken stop = default)
    {
        var grams = 0L;
        var round = await due.RunAsync(
            DueKind.ByDay(
                LotExpiryJob.Name,
                PastLots,
                async (lotId, _) =>
                {
                    var ended = await EndAsync(lotId);
                    Interlocked.Add(ref grams, ended.IsOk ? ended.Value : 0);
                    return ended.IsOk ? Done.Instance : Result<Done>.Refused(ended.Rejections);
                }
            ) with
            {
                Past = ["lot.off-sale"],
            },
            stop
        );
        return (round.Done, grams);
    }

    private static IQueryable<DueDay> PastLots(MarketDb db, DateTime now)
    {
        var today = ChinaTime.Day(now);
        return db.Set<Lot>()
            .Where(lot => lot.BestBeforeOn < today && (lot.Status != LotStatus.Closed || lot.AvailableGrams > 0))
            .Select(lot => new DueDay { On = lot.BestBeforeOn, Id = lot.Id });
    }

    /// <summary>Rejects with <c>lot.off-sale</c> when another sweep was faster.</summary>
    /// <returns>The grams written off.</returns>
    private Task<Result<long>> EndAsync(Guid lotId) =>
        writer.RunWhenThereIsRoomAsync<long>(async scope =>
        {
            var closed = await StockMoves.CloseAsync(scope, lotId);
            var grams = await StockMoves.WriteOffAsync(scope, lotId);
            if (!closed && grams == 0)
            {
                return new Rejection("lot.off-sale");
            }

            var lot = await scope.Db.Set<Lot>().AsNoTracking().SingleAsync(lot => lot.Id == lotId);
            await scope.Db.SaveChangesAsync();
            if (grams > 0)
            {
                await notifications.NotifyAsync(
                    scope,
                    [lot.FarmerId],
                    new NotificationDraft(
                        LotNotifications.LotWrittenOff,
                        lotId.ToString(),
                        new NotificationSubject
                        {
                            LotId = lotId,
                            ProduceCode = lot.ProduceCode,
                            Grams = grams,
                        }
                    )
                );
            }

            scope.Announce(new LiveSignal(MemberTopics.Farmer(lot.FarmerId), scope.Now));
            return grams;
        });
}
