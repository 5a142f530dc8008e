using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Incoming;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments.Outgoing;

/// <summary>
/// Has the gateway do what is due: send money back to buyers, send it to farmers, take it back from them. Each is noted as
/// begun before the gateway is asked and as ended once it has answered; what was begun and never ended is asked for again with
/// the same key, so that it happens once.
/// </summary>
internal sealed class OutgoingPayments(
    MarketWriter writer,
    DueWork due,
    IPaymentGateway gateway,
    PaymentRecorder recorder,
    PayoutRecorder payouts
)
{
    public const string Refunding = "payment.refund";
    public const string PayingOut = "payout.send";
    public const string TakingBack = "payout.take-back";

    /// <summary>Calls at the gateway at a time: enough that one slow answer keeps few waiting, and far below what gateways allow.</summary>
    public const int SideBySide = 4;

    public const int PageSize = 100;

    /// <summary>What gateways that are away are refused with.</summary>
    public static readonly string[] Away = ["gateway.unreachable"];

    /// <summary>Sends back to buyers what is due.</summary>
    /// <returns>Of how much the outcome is booked.</returns>
    public async Task<int> RefundDueAsync(CancellationToken stop) =>
        (
            await due.RunAsync(
                new DueKind<PaymentRefund>(Refunding, ReadRefundsAsync, refund => DueKind.Text(refund.Id), RefundAsync)
                {
                    Away = Away,
                    SideBySide = SideBySide,
                    PageSize = PageSize,
                },
                stop
            )
        ).Done;

    /// <summary>Sends to farmers what is due.</summary>
    /// <returns>Of how much the outcome is booked.</returns>
    public async Task<int> PayOutDueAsync(CancellationToken stop) =>
        (
            await due.RunAsync(
                DueKind.ByTime(PayingOut, (db, now) => db.DuePayouts(gateway.Name, now), PayOutAsync) with
                {
                    Away = Away,
                    SideBySide = SideBySide,
                    PageSize = PageSize,
                },
                stop
            )
        ).Done;

    /// <summary>Takes back from farmers what is due.</summary>
    /// <returns>Of how much the outcome is booked.</returns>
    public async Task<int> TakeBackDueAsync(CancellationToken stop) =>
        (
            await due.RunAsync(
                new DueKind<DueReversal>(TakingBack, ReadReversalsAsync, row => DueKind.Text(row.Reversal.Id), TakeBackAsync)
                {
                    Away = Away,
                    SideBySide = SideBySide,
                    PageSize = PageSize,
                },
                stop
            )
        ).Done;

    private static Task<List<PaymentRefund>> ReadRefundsAsync(
        MarketDb db,
        DateTime now,
        PaymentRefund? last,
        int size,
        CancellationToken stop
    )
    {
        var due = db.Set<PaymentRefund>().AsNoTracking().Where(row => row.Status == PaymentRefundStatus.Waiting && row.NextTryAt <= now);
        return (
            last is null ? due : due.Where(row => row.NextTryAt >= last.NextTryAt && (row.NextTryAt > last.NextTryAt || row.Id > last.Id))
        )
            .OrderBy(row => row.NextTryAt)
            .ThenBy(row => row.Id)
            .Take(size)
            .ToListAsync(stop);
    }

    private async Task<Result<Done>> RefundAsync(PaymentRefund refund, CancellationToken stop)
    {
        var answer = await gateway.RefundAsync(refund, stop);
        var booked = await writer.RunWhenThereIsRoomAsync<Done>(
            async scope =>
            {
                var row = await scope.Db.Set<PaymentRefund>().SingleAsync(row => row.Id == refund.Id);
                if (row.Status != PaymentRefundStatus.Waiting || row.Attempt != refund.Attempt)
                {
                    return Done.Instance;
                }

                if (answer.IsOk)
                {
                    return await recorder.TakeAsync(scope, row, answer.Value);
                }

                Note(
                    answer.Rejections[0],
                    whenRefused: why => row.Fail(why, scope.Now),
                    whenUnknown: why => row.Unanswered(why, scope.Now)
                );
                await scope.Db.SaveChangesAsync();
                return Done.Instance;
            },
            refund.PaymentId
        );
        return Outcome(answer, booked);
    }

    private async Task<Result<Done>> PayOutAsync(Guid id, CancellationToken stop)
    {
        var begun = await writer.RunWhenThereIsRoomAsync(scope => payouts.BeginAsync(scope, id, gateway.Name));
        if (!begun.IsOk)
        {
            return Result<Done>.Refused(begun.Rejections);
        }

        if (begun.Value is not { AccountReference: { } account } sending)
        {
            // One that is being sent has lost its account: only a person can say where its money is.
            return begun.Value.Payout.Status == PayoutStatus.Sending ? new Rejection("payout.no-account") : Done.Instance;
        }

        var answer = await gateway.PayOutAsync(sending.Payout, account, stop);
        return Outcome(answer, await writer.RunWhenThereIsRoomAsync(scope => payouts.EndAsync(scope, id, answer)));
    }

    private static Task<List<DueReversal>> ReadReversalsAsync(
        MarketDb db,
        DateTime now,
        DueReversal? last,
        int size,
        CancellationToken stop
    )
    {
        var open = db.Set<PayoutReversal>().AsNoTracking().Where(row => row.DoneAt == null && row.NextTryAt <= now);
        var next = last is null
            ? open
            : open.Where(row =>
                row.NextTryAt >= last.Reversal.NextTryAt && (row.NextTryAt > last.Reversal.NextTryAt || row.Id > last.Reversal.Id)
            );
        return (
            from reversal in next
            join payout in db.Set<Payout>() on reversal.PayoutId equals payout.Id
            where payout.Status == PayoutStatus.Paid
            orderby reversal.NextTryAt, reversal.Id
            select new DueReversal(reversal, payout.Reference!)
        )
            .Take(size)
            .ToListAsync(stop);
    }

    private async Task<Result<Done>> TakeBackAsync(DueReversal row, CancellationToken stop)
    {
        var answer = await gateway.TakeBackAsync(row.Reversal, row.PayoutReference, stop);
        return Outcome(answer, await writer.RunWhenThereIsRoomAsync(scope => payouts.EndReversalAsync(scope, row.Reversal.Id, answer)));
    }

    /// <summary>A gateway that is away is so for all; each other answer is dealt with once it is booked.</summary>
    private static Result<Done> Outcome<T>(Result<T> answer, Result<Done> booked) =>
        booked.IsOk && !answer.IsOk && Away.Contains(answer.Rejections[0].Code) ? Result<Done>.Refused(answer.Rejections) : booked;

    /// <summary>A gateway's refusal: either it has refused, or nobody knows.</summary>
    internal static void Note(Rejection refusal, Action<string> whenRefused, Action<string> whenUnknown)
    {
        var why = refusal.Args.Count > 0 ? string.Join(' ', refusal.Args) : refusal.Code;
        (refusal.Code == "gateway.refused" ? whenRefused : whenUnknown)(why);
    }

    /// <param name="PayoutReference">The gateway's id of the payout that it is taken from.</param>
    private sealed record DueReversal(PayoutReversal Reversal, string PayoutReference);
}
