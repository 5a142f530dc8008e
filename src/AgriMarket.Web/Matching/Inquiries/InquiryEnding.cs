namespace AgriMarket.Web.Matching;

/// <summary>Ends inquiries whose time is over. An answer that comes too late is refused in any case; this only tells the other side sooner.</summary>
internal sealed partial class InquiryEnding(InquiryService inquiries, TimeProvider clock, ILogger<InquiryEnding> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await inquiries.EndDueAsync();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next round tries again: what is over stays over.
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "Inquiries whose time is over could not be ended.")]
    private partial void LogFailed(Exception failure);
}
