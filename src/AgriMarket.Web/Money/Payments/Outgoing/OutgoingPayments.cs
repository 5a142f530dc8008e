using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
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
    MarketWriter writer, IDbContextFactory<MarketDb> contexts, IPaymentGateway gateway, PaymentRecorder book, PayoutRecorder payouts, TimeProvider clock)
{
    private const int AtOnce = 100;

    /// <summary>Sends back to buyers what is due.</summary>
    /// <returns>Of how much the outcome is booked.</returns>
    public async Task<int> RefundDueAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(stop);
        var due = await db.Set<PaymentRefund>().AsNoTracking().Where(row => row.Status == PaymentRefundStatus.Waiting && row.NextTryAt <= now)
            .OrderBy(row => row.NextTryAt).ThenBy(row => row.Id).Take(AtOnce).ToListAsync(stop);
        var booked = 0;
        foreach (var refund in due)
        {
            var answer = await gateway.RefundAsync(refund, stop);
            var ended = await writer.RunWhenThereIsRoomAsync<Done>(async scope =>
            {
                var row = await scope.Db.Set<PaymentRefund>().SingleAsync(row => row.Id == refund.Id);
                if (row.Status != PaymentRefundStatus.Waiting || row.Attempt != refund.Attempt)
                {
                    return Done.Instance;
                }

                if (answer.IsOk)
                {
                    return await book.TakeAsync(scope, row, answer.Value);
                }

                Note(answer.Rejections[0], whenRefused: why => row.Fail(why, scope.Now), whenUnknown: why => row.Wait(why, scope.Now));
                await scope.Db.SaveChangesAsync();
                return Done.Instance;
            });
            booked += ended.IsOk ? 1 : 0;
        }

        return booked;
    }

    /// <summary>Sends to farmers what is due.</summary>
    /// <returns>Of how much the outcome is booked.</returns>
    public async Task<int> PayOutDueAsync(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var due = await db.DuePayouts(gateway.Name, clock.GetUtcNow().UtcDateTime).Take(AtOnce).ToListAsync(stop);
        var booked = 0;
        foreach (var id in due)
        {
            var begun = await writer.RunWhenThereIsRoomAsync(scope => payouts.BeginAsync(scope, id, gateway.Name));
            if (begun is { IsOk: true, Value: { AccountReference: { } account } sending })
            {
                var answer = await gateway.PayOutAsync(sending.Payout, account, stop);
                booked += await writer.RunWhenThereIsRoomAsync(scope => payouts.EndAsync(scope, id, answer)) is { IsOk: true } ? 1 : 0;
            }
        }

        return booked;
    }

    /// <summary>Takes back from farmers what is due.</summary>
    /// <returns>Of how much the outcome is booked.</returns>
    public async Task<int> TakeBackDueAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(stop);
        var due = await (from reversal in db.Set<PayoutReversal>().AsNoTracking()
                         join payout in db.Set<Payout>() on reversal.PayoutId equals payout.Id
                         where reversal.DoneAt == null && reversal.NextTryAt <= now && payout.Status == PayoutStatus.Paid
                         orderby reversal.NextTryAt, reversal.Id
                         select new { Reversal = reversal, payout.Reference }).Take(AtOnce).ToListAsync(stop);
        var booked = 0;
        foreach (var row in due)
        {
            var answer = await gateway.TakeBackAsync(row.Reversal, row.Reference!, stop);
            booked += await writer.RunWhenThereIsRoomAsync(scope => payouts.EndReversalAsync(scope, row.Reversal.Id, answer)) is { IsOk: true } ? 1 : 0;
        }

        return booked;
    }

    /// <summary>A gateway's refusal: either it has refused, or nobody knows.</summary>
    internal static void Note(Rejection refusal, Action<string> whenRefused, Action<string> whenUnknown)
    {
        var why = refusal.Args.Count > 0 ? string.Join(' ', refusal.Args) : refusal.Code;
        (refusal.Code == "gateway.refused" ? whenRefused : whenUnknown)(why);
    }
}
