using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Money.Payments.Gateways.Sandbox;

/// <summary>The sandbox's bank reports, when their time has come, the payments it was told to report late.</summary>
internal sealed class SandboxReportJob(
    MarketWriter writer,
    GatewayEventInbox inbox,
    IPaymentGateway gateway,
    DueWork due,
    IOptions<PaymentOptions> options,
    TimeProvider clock,
    ILogger<SandboxReportJob> log
) : RecurringJob(TimeSpan.FromSeconds(options.Value.IntervalSeconds), clock, log, due.SignalOf(null, Name), atOnce: false)
{
    public const string Name = "sandbox.report";

    private readonly TimeProvider clock = clock;

    protected override bool IsNeeded => gateway is SandboxGateway;

    /// <summary>Reports what is due. Reported twice it is taken in once.</summary>
    public async Task<int> NotifyDueAsync(CancellationToken stop = default) =>
        (
            await due.RunAsync(
                new DueKind<SandboxCharge>(Name, ReadDueAsync, charge => charge.Reference, (charge, _) => ReportAsync(charge)),
                stop
            )
        ).Done;

    protected override Task<int> RunAsync(CancellationToken stop) => NotifyDueAsync(stop);

    private static Task<List<SandboxCharge>> ReadDueAsync(MarketDb db, DateTime now, SandboxCharge? last, int size, CancellationToken stop)
    {
        var due = db.Set<SandboxCharge>().AsNoTracking().Where(row => row.NotifyAt <= now);
        return (
            last is null
                ? due
                : due.Where(row =>
                    row.NotifyAt > last.NotifyAt || (row.NotifyAt == last.NotifyAt && row.Reference.CompareTo(last.Reference) > 0)
                )
        )
            .OrderBy(row => row.NotifyAt)
            .ThenBy(row => row.Reference)
            .Take(size)
            .ToListAsync(stop);
    }

    private async Task<Result<Done>> ReportAsync(SandboxCharge charge)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var told = await inbox.RecordAsync(
            new GatewayEvent
            {
                Id = $"sandbox-told-{charge.SessionId}",
                Type = "sandbox.session.paid",
                About = GatewayObject.Session,
                ObjectReference = SandboxGateway.SessionOf(charge.SessionId),
                Version = "1",
                ReceivedAt = now,
                NextTryAt = now,
            }
        );
        return !told.IsOk
            ? told
            : await writer.RunWhenThereIsRoomAsync<Done>(async scope =>
            {
                await scope
                    .Db.Set<SandboxCharge>()
                    .Where(row => row.Reference == charge.Reference)
                    .ExecuteUpdateAsync(row => row.SetProperty(it => it.NotifyAt, (DateTime?)null));
                return Done.Instance;
            });
    }
}
