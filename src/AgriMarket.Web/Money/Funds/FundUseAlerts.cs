using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Jobs;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.People.Notifications;

namespace AgriMarket.Web.Money.Funds;

/// <summary>
/// Tells the two officials of a fund when 80, 95 and 100 percent of it are used, each once; after a top-up once more. Looks
/// every five minutes: nobody has to act on it sooner, and no order should wait for it.
/// </summary>
internal sealed class FundUseAlerts(
    FundReads funds,
    NotificationService notifications,
    DueWork due,
    TimeProvider clock,
    ILogger<FundUseAlerts> log
) : RecurringJob(TimeSpan.FromMinutes(5), clock, log, due.SignalOf(null, Name), atOnce: false)
{
    public const string Name = "fund.notify";

    /// <summary>Tells what is to be told now.</summary>
    public async Task NotifyAsync(CancellationToken stop = default)
    {
        var nearlyUsed = await funds.NearlyUsedAsync();
        await due.RunAsync(
            DueKind.Of(Name, nearlyUsed, overview => DueKind.Text(overview.Fund.Id), (overview, _) => NotifyAsync(overview)),
            stop
        );
    }

    /// <summary>Most funds have been told of before, so what a look did says nothing.</summary>
    protected override async Task<int> RunAsync(CancellationToken stop)
    {
        await NotifyAsync(stop);
        return 0;
    }

    private Task<Result<Done>> NotifyAsync(FundOverview overview)
    {
        var (fund, level) = (overview.Fund, overview.UseLevel);
        return notifications
            .NotifyAsync(
                [.. new[] { fund.ProposedBy, fund.DecidedBy }.OfType<Guid>().Distinct()],
                new NotificationDraft(
                    FundNotifications.FundUsed,
                    $"{fund.Id:N} {level} {overview.DepositFen}",
                    new NotificationSubject
                    {
                        FundId = fund.Id,
                        Name = fund.NameZh,
                        NameEn = fund.NameEn,
                        Percent = FundUse.PercentOf(level),
                    }
                )
            )
            .AsDone();
    }
}
