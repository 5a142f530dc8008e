namespace AgriMarket.Web.Trade.Lots;

/// <summary>
/// Writes off what is left of lots past best-before. Nobody can order it from midnight on in any case; the ten minutes' delay
/// only concerns the books.
/// </summary>
internal sealed partial class LotExpiryJob(LotService lots, TimeProvider clock, ILogger<LotExpiryJob> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                if (await lots.WriteOffPastAsync() is (> 0, _) and var (count, grams))
                {
                    LogEnded(count, grams);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next round tries again: what is past stays past.
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Information, "{Count} lots ended past best-before; {Grams} g written off.")]
    private partial void LogEnded(int count, long grams);

    [LoggerMessage(LogLevel.Error, "Lots past best-before could not be written off.")]
    private partial void LogFailed(Exception failure);
}
