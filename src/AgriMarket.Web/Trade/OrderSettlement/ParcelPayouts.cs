using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Trade.OrderSettlement;

/// <summary>
/// Says for which parcels farmers are to be paid: at once for those that their buyers have in hand, and by a look at the calendar
/// for those that should have arrived some days ago. The look goes back for as long as a parcel can take, so that what one missed
/// the next one finds.
/// </summary>
public sealed class ParcelPayouts(MarketWriter writer, PayoutRecorder payouts, DueWork due, IOptions<PaymentOptions> options)
{
    internal const string Name = "parcel.pay-out";

    /// <summary>Longer than any parcel is on its way and waits for its days to pass.</summary>
    private static readonly TimeSpan LooksBack = TimeSpan.FromDays(120);

    /// <summary>Has every due parcel's farmer paid, each in a command of its own.</summary>
    /// <returns>How many were due.</returns>
    public async Task<int> OweDueAsync(CancellationToken stop = default) =>
        (
            await due.RunAsync(
                new DueKind<Parcel>(Name, ReadSentAsync, parcel => DueKind.Text(parcel.Id), (parcel, _) => OweAsync(parcel.Id))
                {
                    IsDue = (parcel, now) => parcel.IsDue(options.Value.PayoutDays, now),
                },
                stop
            )
        ).Done;

    private static Task<List<Parcel>> ReadSentAsync(MarketDb db, DateTime now, Parcel? last, int size, CancellationToken stop)
    {
        var since = now - LooksBack;
        var sent = db.Set<Parcel>()
            .AsNoTracking()
            .Where(parcel =>
                parcel.ShippedAt >= since
                && (parcel.Status == ParcelStatus.Shipped || parcel.Status == ParcelStatus.Received)
                && !db.Set<Payout>().Any(payout => payout.Id == parcel.Id)
            );
        return (
            last is null
                ? sent
                : sent.Where(parcel => parcel.ShippedAt >= last.ShippedAt && (parcel.ShippedAt > last.ShippedAt || parcel.Id > last.Id))
        )
            .OrderBy(parcel => parcel.ShippedAt)
            .ThenBy(parcel => parcel.Id)
            .Take(size)
            .ToListAsync(stop);
    }

    private Task<Result<Done>> OweAsync(Guid parcelId) =>
        writer.RunWhenThereIsRoomAsync<Done>(async scope =>
        {
            await OweAsync(scope, await scope.Db.Set<Parcel>().AsNoTracking().SingleAsync(row => row.Id == parcelId));
            return Done.Instance;
        });

    /// <summary>A parcel's farmer is to be paid for what is kept of it, as a part of a command. Said twice it counts once.</summary>
    internal async Task OweAsync(WriteScope scope, Parcel parcel) =>
        await payouts.OweAsync(scope, parcel.ToPayout(await scope.Db.LinesOfParcelAsync(parcel), scope.Now));
}

/// <summary>Looks every hour for parcels whose farmers are to be paid because the days for an objection are over.</summary>
internal sealed class ParcelPayoutsJob(ParcelPayouts payouts, DueWork due, TimeProvider clock, ILogger<ParcelPayoutsJob> log)
    : RecurringJob(TimeSpan.FromHours(1), clock, log, due.SignalOf(null, ParcelPayouts.Name))
{
    protected override Task<int> RunAsync(CancellationToken stop) => payouts.OweDueAsync(stop);
}
