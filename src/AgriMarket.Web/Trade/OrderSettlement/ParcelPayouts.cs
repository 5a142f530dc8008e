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
public sealed class ParcelPayouts(MarketWriter writer, PayoutRecorder payouts, IDbContextFactory<MarketDb> contexts, IOptions<PaymentOptions> options, TimeProvider clock)
{
    /// <summary>Longer than any parcel is on its way and waits for its days to pass.</summary>
    private static readonly TimeSpan LooksBack = TimeSpan.FromDays(120);

    /// <summary>Has every due parcel's farmer paid, each in a command of its own.</summary>
    /// <returns>How many were due.</returns>
    public async Task<int> OweDueAsync(CancellationToken stop = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var due = 0;
        await using var db = await contexts.CreateDbContextAsync(stop);
        var since = now - LooksBack;
        var sent = db.Set<Parcel>().AsNoTracking()
            .Where(parcel => parcel.ShippedAt >= since && (parcel.Status == ParcelStatus.Shipped || parcel.Status == ParcelStatus.Received) && !db.Set<Payout>().Any(payout => payout.Id == parcel.Id))
            .OrderBy(parcel => parcel.ShippedAt).ThenBy(parcel => parcel.Id);
        await foreach (var parcel in sent.AsAsyncEnumerable().WithCancellation(stop))
        {
            if (parcel.IsDue(options.Value.PayoutDays, now))
            {
                await writer.RunWhenThereIsRoomAsync<Done>(async scope =>
                {
                    await OweAsync(scope, await scope.Db.Set<Parcel>().AsNoTracking().SingleAsync(row => row.Id == parcel.Id));
                    return Done.Instance;
                });
                due++;
            }
        }

        return due;
    }

    /// <summary>A parcel's farmer is to be paid for what is kept of it, as a part of a command. Said twice it counts once.</summary>
    internal async Task OweAsync(WriteScope scope, Parcel parcel) =>
        await payouts.OweAsync(scope, parcel.ToPayout(await scope.Db.LinesOfParcelAsync(parcel), scope.Now));
}

/// <summary>Looks every hour for parcels whose farmers are to be paid because the days for an objection are over.</summary>
internal sealed class ParcelPayoutsJob(ParcelPayouts payouts, TimeProvider clock, ILogger<ParcelPayoutsJob> log) : RecurringJob(TimeSpan.FromHours(1), clock, log)
{
    protected override Task<int> RunAsync(CancellationToken stop) => payouts.OweDueAsync(stop);
}
