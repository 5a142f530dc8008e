using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Money.Payments.Gateways.Sandbox;

/// <summary>The sandbox's bank reports, when their time has come, the payments it was told to report late.</summary>
internal sealed partial class SandboxReportJob(
    IDbContextFactory<MarketDb> contexts, GatewayEventInbox inbox, IPaymentGateway gateway, IOptions<PaymentOptions> options, TimeProvider clock, ILogger<SandboxReportJob> log) : BackgroundService
{
    /// <summary>Reports what is due. Reported twice it is taken in once.</summary>
    public async Task TellDueAsync(CancellationToken stop = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(stop);
        foreach (var charge in await db.Set<SandboxCharge>().Where(row => row.TellAt <= now).OrderBy(row => row.TellAt).Take(100).ToListAsync(stop))
        {
            var told = await inbox.RecordAsync(new GatewayEvent
            {
                Id = $"sandbox-told-{charge.SessionId}",
                Type = "sandbox.session.paid",
                About = GatewayObject.Session,
                ObjectReference = SandboxGateway.SessionOf(charge.SessionId),
                Version = "1",
                ReceivedAt = now,
                NextTryAt = now,
            });
            charge.TellAt = told.IsOk ? null : charge.TellAt;
        }

        await db.SaveChangesAsync(stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (gateway is not SandboxGateway)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.RoundSeconds), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await TellDueAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(failure);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The sandbox's bank could not report its payments.")]
    private partial void LogFailed(Exception failure);
}
