using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.People.Notifications;

namespace AgriMarket.Web.Money.Funds;

/// <summary>
/// Tells the two officials of a fund when 80, 95 and 100 percent of it are used, each once; after a top-up once more. Looks
/// every five minutes: nobody has to act on it sooner, and no order should wait for it.
/// </summary>
internal sealed partial class FundUseAlerts(FundReads funds, NotificationService notices, TimeProvider clock, ILogger<FundUseAlerts> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>Tells what is to be told now.</summary>
    public async Task TellAsync()
    {
        foreach (var overview in await funds.NearlyUsedAsync())
        {
            var (fund, level) = (overview.Fund, overview.UseLevel);
            await notices.TellAsync(
                [.. new[] { fund.ProposedBy, fund.ApprovedBy }.OfType<Guid>().Distinct()],
                new NotificationDraft(NotificationKind.FundUsed, $"{fund.Id:N} {level} {overview.DepositFen}", new NotificationSubject
                {
                    FundId = fund.Id, Name = fund.NameZh, NameEn = fund.NameEn, Percent = FundUse.PercentOf(level),
                }));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await TellAsync();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next look finds the same funds.
                LogFailed(failure);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Officials could not be told how far funds are used.")]
    private partial void LogFailed(Exception failure);
}
