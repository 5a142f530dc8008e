using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Trade.Carriers;

/// <summary>Has the numbers of parcels followed, once the command that sent them is durable.</summary>
internal sealed class CarrierRegistrations(
    ICarrierTracking carriers,
    MarketWriter writer,
    IDbContextFactory<MarketDb> contexts,
    DueWork due
)
{
    public const string Name = "carrier.register";

    /// <returns>How many are followed, or refused for good.</returns>
    public async Task<int> RegisterDueAsync(CancellationToken stop = default) =>
        (
            await due.RunAsync(
                DueKind.ByTime(
                    Name,
                    (db, now) =>
                        db.Set<ParcelTracking>()
                            .Where(row => row.State == TrackingState.Waiting && row.ShippedAt <= now)
                            .Select(row => new DueItem { At = row.ShippedAt, Id = row.ParcelId }),
                    RegisterAsync
                ) with
                {
                    Away = ["carrier.unreachable"],
                },
                stop
            )
        ).Done;

    private async Task<Result<Done>> RegisterAsync(Guid parcelId, CancellationToken stop)
    {
        var (tracking, mobile) = await ReadAsync(parcelId, stop);
        var registered = await carriers.RegisterAsync(tracking, mobile, stop);
        if (!registered.IsOk && registered.Rejections[0].Code != "carrier.refused")
        {
            return registered;
        }

        return await writer.RunWhenThereIsRoomAsync<Done>(async scope =>
        {
            var row = await scope.Db.Set<ParcelTracking>().SingleAsync(row => row.ParcelId == parcelId);
            row.Register(registered.IsOk ? null : string.Join(' ', registered.Rejections[0].Args));
            await scope.Db.SaveChangesAsync();
            return Done.Instance;
        });
    }

    private async Task<(ParcelTracking Tracking, string Mobile)> ReadAsync(Guid parcelId, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var tracking = await db.Set<ParcelTracking>().AsNoTracking().SingleAsync(row => row.ParcelId == parcelId, stop);
        return (
            tracking,
            await db.Set<Order>().Where(row => row.Id == tracking.OrderId).Select(row => row.ShipTo.Mobile).SingleAsync(stop)
        );
    }
}

/// <summary>Registers numbers as soon as parcels are shipped, and looks every so often for those that were missed.</summary>
internal sealed class CarrierRegistrationJob(
    CarrierRegistrations registrations,
    CarrierSignal signal,
    DueWork due,
    IOptions<CarrierOptions> options,
    TimeProvider clock,
    ILogger<CarrierRegistrationJob> log
) : RecurringJob(TimeSpan.FromSeconds(options.Value.IntervalSeconds), clock, log, due.SignalOf(signal, CarrierRegistrations.Name))
{
    protected override Task<int> RunAsync(CancellationToken stop) => registrations.RegisterDueAsync(stop);
}

/// <summary>Says that a parcel was shipped, so that its number is registered without waiting for the next look.</summary>
public sealed class CarrierSignal : JobSignal;
