using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AgriMarket.Platform.Hosting;

/// <summary>Healthy while the database answers in time.</summary>
internal sealed class DatabaseHealth(IDbContextFactory<MarketDb> contexts, IOptions<StorageOptions> options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // The system's time on purpose, also under a faked clock: whoever asks is a machine that counts in it.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.HealthSeconds), TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        await using var db = await contexts.CreateDbContextAsync(either.Token);
        try
        {
            return await db.Database.CanConnectAsync(either.Token)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The database does not answer.");
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The database does not answer in time.");
        }
    }
}
