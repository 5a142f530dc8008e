using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Money.Payments.Outgoing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Money.Payments.Worker;

/// <summary>
/// Looks into what the gateway has reported, and asks about pages of which nothing was heard: each time the gateway says what is
/// true now, and that is booked.
/// </summary>
internal sealed class GatewayEventProcessor(
    MarketWriter writer,
    DueWork due,
    IPaymentGateway gateway,
    PaymentRecorder recorder,
    PaymentService payments,
    PayoutAccounts accounts,
    IOptions<PaymentOptions> options
)
{
    public const string Event = "payment.event";
    public const string Ask = "payment.ask";

    /// <summary>Looks into events that are due, about in the order in which they came.</summary>
    /// <returns>Of how many the outcome is stored.</returns>
    public async Task<int> RunDueAsync(CancellationToken stop) =>
        (
            await due.RunAsync(
                new DueKind<GatewayEvent>(Event, ReadEventsAsync, received => received.Id, HandleAsync)
                {
                    Away = OutgoingPayments.Away,
                    SideBySide = OutgoingPayments.SideBySide,
                    PageSize = OutgoingPayments.PageSize,
                },
                stop
            )
        ).Done;

    /// <summary>Asks about open pages of which nothing was heard for a while: their events may have been lost.</summary>
    public Task AskDueAsync(CancellationToken stop) =>
        due.RunAsync(
            new DueKind<PaymentSession>(Ask, ReadSilentAsync, session => DueKind.Text(session.Id), payments.AskAsync)
            {
                Away = OutgoingPayments.Away,
                SideBySide = OutgoingPayments.SideBySide,
                PageSize = OutgoingPayments.PageSize,
            },
            stop
        );

    private static Task<List<GatewayEvent>> ReadEventsAsync(MarketDb db, DateTime now, GatewayEvent? last, int size, CancellationToken stop)
    {
        var due = db.Set<GatewayEvent>().AsNoTracking().Where(row => row.Status == GatewayEventStatus.Received && row.NextTryAt <= now);
        return (
            last is null
                ? due
                : due.Where(row => row.NextTryAt >= last.NextTryAt && (row.NextTryAt > last.NextTryAt || row.Id.CompareTo(last.Id) > 0))
        )
            .OrderBy(row => row.NextTryAt)
            .ThenBy(row => row.Id)
            .Take(size)
            .ToListAsync(stop);
    }

    private Task<List<PaymentSession>> ReadSilentAsync(MarketDb db, DateTime now, PaymentSession? last, int size, CancellationToken stop)
    {
        var before = now - TimeSpan.FromMinutes(options.Value.AskAfterMinutes);
        var silent = db.Set<PaymentSession>().AsNoTracking().NotEnded().Where(row => row.AskedAt <= before);
        return (
            last is null ? silent : silent.Where(row => row.AskedAt >= last.AskedAt && (row.AskedAt > last.AskedAt || row.Id > last.Id))
        )
            .OrderBy(row => row.AskedAt)
            .ThenBy(row => row.Id)
            .Take(size)
            .ToListAsync(stop);
    }

    /// <summary>A gateway that is away has said nothing about the event; all else it, or the market, says is the event's outcome.</summary>
    private async Task<Result<Done>> HandleAsync(GatewayEvent received, CancellationToken stop)
    {
        var outcome = await LookIntoAsync(received, stop);
        return
            !outcome.IsOk
            && (
                OutgoingPayments.Away.Contains(outcome.Rejections[0].Code)
                || outcome.Rejections[0].Code.StartsWith("market.", StringComparison.Ordinal)
            )
            ? outcome
            : await EndAsync(received.Id, outcome);
    }

    private async Task<Result<Done>> LookIntoAsync(GatewayEvent received, CancellationToken stop) =>
        received.About switch
        {
            GatewayObject.Session => await BookAsync(
                await gateway.ReadSessionAsync(received.ObjectReference, stop),
                recorder.TakeAsync,
                session => session.Subjects
            ),
            GatewayObject.Dispute => await BookAsync(await gateway.ReadDisputeAsync(received.ObjectReference, stop), recorder.TakeAsync),
            GatewayObject.Refund => await BookAsync(await gateway.ReadRefundAsync(received.ObjectReference, stop), TakeRefundAsync),
            GatewayObject.PayoutAccount => await BookAsync(
                await gateway.ReadAccountAsync(received.ObjectReference, stop),
                accounts.TakeAsync
            ),
            _ => Done.Instance,
        };

    private async Task<Result<Done>> BookAsync<T>(
        Result<T> read,
        Func<WriteScope, T, Task<Result<Done>>> take,
        Func<T, IReadOnlyList<Guid>>? subjects = null
    ) =>
        read.IsOk
            ? await writer.RunWhenThereIsRoomAsync(scope => take(scope, read.Value), subjects?.Invoke(read.Value) ?? [])
            : Result<Done>.Refused(read.Rejections);

    private async Task<Result<Done>> TakeRefundAsync(WriteScope scope, GatewayRefund reported) =>
        await scope.Db.Set<PaymentRefund>().FirstOrDefaultAsync(row => row.Id == reported.RefundId) is { } refund
            ? await recorder.TakeAsync(scope, refund, reported)
            : new Rejection("payment.refund-unknown");

    private Task<Result<Done>> EndAsync(string eventId, Result<Done> outcome) =>
        writer.RunWhenThereIsRoomAsync<Done>(async scope =>
        {
            var received = await scope.Db.Set<GatewayEvent>().SingleAsync(row => row.Id == eventId);
            if (outcome.IsOk)
            {
                received.End(GatewayEventStatus.Done, "", scope.Now);
            }
            else if (outcome.Rejections[0] is var why && why.Code.StartsWith("payment.", StringComparison.Ordinal))
            {
                received.End(GatewayEventStatus.Held, why.Code, scope.Now);
            }
            else
            {
                received.Wait(string.Join(' ', why.Args.Prepend(why.Code)), scope.Now);
            }

            await scope.Db.SaveChangesAsync();
            return Done.Instance;
        });
}
