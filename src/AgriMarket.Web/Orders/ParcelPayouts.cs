using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Web.Payments;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Orders;

/// <summary>
/// Finds the parcels whose farmers are to be paid: those that their buyers have, and those that should have arrived some days
/// ago. It looks back for as long as a parcel can take, so that what one round missed the next one finds.
/// </summary>
internal sealed class ParcelPayouts(MarketWriter writer, PayoutBook payouts, IDbContextFactory<MarketDb> contexts, IOptions<PaymentOptions> options, TimeProvider clock)
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
                await writer.RunWhenThereIsRoomAsync(scope => OweAsync(scope, parcel.Id));
                due++;
            }
        }

        return due;
    }

    private async Task<Result<Done>> OweAsync(WriteScope scope, Guid parcelId)
    {
        var parcel = await scope.Db.Set<Parcel>().AsNoTracking().SingleAsync(row => row.Id == parcelId);
        var lines = await scope.Db.LinesOfParcelAsync(parcel);
        await payouts.OweAsync(scope, parcel.ToPayout(lines, scope.Now));
        return Done.Instance;
    }
}

/// <summary>Looks for parcels whose farmers are to be paid.</summary>
internal sealed partial class ParcelPayoutsJob(ParcelPayouts payouts, IOptions<PaymentOptions> options, TimeProvider clock, ILogger<ParcelPayoutsJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.RoundSeconds), clock);
        do
        {
            try
            {
                await payouts.OweDueAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "Farmers whose parcels have arrived could not be told to be paid.")]
    private partial void LogFailed(Exception failure);
}
