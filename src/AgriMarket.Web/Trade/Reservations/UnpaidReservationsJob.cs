using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Trade.Reservations;

/// <summary>Reads what other processes on the same database have reserved and ended. A database file has one process.</summary>
internal sealed class UnpaidReservationsJob(
    UnpaidReservations reservations,
    IOptions<StorageOptions> storage,
    TimeProvider clock,
    ILogger<UnpaidReservationsJob> log
) : RecurringJob(TimeSpan.FromSeconds(5), clock, log)
{
    protected override bool IsNeeded => storage.Value.Provider == StorageOptions.Postgres;

    protected override async Task<int> RunAsync(CancellationToken stop)
    {
        await reservations.ReadAsync();
        return 0;
    }
}
