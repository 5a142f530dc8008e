using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Trade.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderSettlement;

/// <summary>
/// Finds the parcels whose money has become final by the calendar: the days after a receipt without a scan are over, or it should have
/// arrived some days ago. The look goes back for as long as a parcel can take, so that what one missed the next one finds.
/// </summary>
public sealed class ParcelPayouts(MarketWriter writer, DeliveryDecider decider, DueWork due, DeliveryPolicy policy)
{
    internal const string Name = "parcel.pay-out";

    /// <summary>Longer than any parcel is on its way and waits for its days to pass.</summary>
    private static readonly TimeSpan LooksBack = TimeSpan.FromDays(120);

    /// <summary>Has every due parcel decided on, each in a command of its own.</summary>
    /// <returns>How many were due.</returns>
    public async Task<int> OweDueAsync(CancellationToken stop = default) =>
        (
            await due.RunAsync(
                new DueKind<SentParcel>(Name, ReadSentAsync, sent => DueKind.Text(sent.Parcel.Id), (sent, _) => DecideAsync(sent.Parcel.Id))
                {
                    IsDue = (sent, now) => DeliveryRules.IsDue(sent.Parcel.Times(sent.Tracking)!, policy.Settings, now),
                },
                stop
            )
        ).Done;

    private static Task<List<SentParcel>> ReadSentAsync(MarketDb db, DateTime now, SentParcel? last, int size, CancellationToken stop)
    {
        var since = now - LooksBack;
        var parcels = db.Set<Parcel>()
            .AsNoTracking()
            .Where(parcel =>
                parcel.ShippedAt >= since
                && (parcel.Status == ParcelStatus.Shipped || parcel.Status == ParcelStatus.Received)
                && !db.Set<Payout>().Any(payout => payout.Id == parcel.Id)
                && !db.Set<DeliveryReview>()
                    .Any(review =>
                        review.ParcelId == parcel.Id
                        && (review.Status == DeliveryReviewStatus.Waiting || review.Status == DeliveryReviewStatus.Refused)
                    )
            );
        parcels = last is { Parcel: var before }
            ? parcels.Where(parcel =>
                parcel.ShippedAt >= before.ShippedAt && (parcel.ShippedAt > before.ShippedAt || parcel.Id > before.Id)
            )
            : parcels;
        return (
            from parcel in parcels
            join one in db.Set<ParcelTracking>().AsNoTracking() on parcel.Id equals one.ParcelId into all
            from tracking in all.DefaultIfEmpty()
            orderby parcel.ShippedAt, parcel.Id
            select new SentParcel { Parcel = parcel, Tracking = tracking }
        )
            .Take(size)
            .ToListAsync(stop);
    }

    private Task<Result<Done>> DecideAsync(Guid parcelId) =>
        writer.RunWhenThereIsRoomAsync<Done>(async scope =>
        {
            await decider.DecideAsync(scope, await scope.Db.Set<Parcel>().AsNoTracking().SingleAsync(row => row.Id == parcelId));
            return Done.Instance;
        });

    /// <summary>Set by name, so that the database can sort by its parts.</summary>
    private sealed class SentParcel
    {
        public required Parcel Parcel { get; init; }

        public required ParcelTracking? Tracking { get; init; }
    }
}

/// <summary>Looks every hour for parcels whose farmers are to be paid because the days that had to pass are over.</summary>
internal sealed class ParcelPayoutsJob(ParcelPayouts payouts, DueWork due, TimeProvider clock, ILogger<ParcelPayoutsJob> log)
    : RecurringJob(TimeSpan.FromHours(1), clock, log, due.SignalOf(null, ParcelPayouts.Name))
{
    protected override Task<int> RunAsync(CancellationToken stop) => payouts.OweDueAsync(stop);
}
