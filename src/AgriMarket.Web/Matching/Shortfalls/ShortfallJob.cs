using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching;

/// <summary>Looks for parts that are still to be cut: of orders that were unpaid, and what a crash left undone.</summary>
internal sealed partial class ShortfallJob(ShortfallCuts cuts, IOptions<MatchOptions> options, TimeProvider clock, ILogger<ShortfallJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.ShortfallSeconds), clock);
        do
        {
            try
            {
                await cuts.CarryOutAsync(stop: stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next round finds what is still open.
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "Parts of lots that brought less than was promised could not be given back.")]
    private partial void LogFailed(Exception failure);
}
