using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Gateways;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments.Incoming;

/// <summary>
/// What happens to the thing paid for, inside the payment's own transaction. Registered by whoever sells, so that payments
/// need not know them.
/// </summary>
public delegate Task<Result<Settlement>> SettlePayment(WriteScope scope, Guid paymentId);

/// <summary>What became of money that came in.</summary>
public enum Settlement
{
    /// <summary>What it was for is the payer's.</summary>
    Settled,

    /// <summary>It came too late for that and is to go back in full.</summary>
    SentBack,
}

/// <summary>Writes ledger entries as a part of a command. Registered by the ledger, like <see cref="SettlePayment"/>.</summary>
public delegate Task<Result<Done>> RecordTransfers(WriteScope scope, IEnumerable<Transfer> entries);

/// <summary>
/// Books what a gateway has done, inside a command of the writer. Every way by which the market can learn of it ends here, and
/// each thing is booked once, however often and in whatever order it is told.
/// </summary>
public sealed partial class PaymentRecorder(
    SettlePayment settle,
    RecordTransfers recordTransfers,
    NotifyDispute notify,
    PaymentSignal signal
)
{
    /// <summary>
    /// How a payment page stands. Rejects with <c>payment.no-charge</c> when it is paid and the gateway names no money that came.
    /// </summary>
    public async Task<Result<Done>> TakeAsync(WriteScope scope, GatewaySession reported)
    {
        var session = await scope.Db.Set<PaymentSession>().FirstOrDefaultAsync(row => row.Reference == reported.Reference);
        if (session is not null)
        {
            if (session.PaymentId != reported.PaymentId)
            {
                // The gateway does not name its payment, which others may be at work on.
                scope.NeedAll();
            }

            // An older answer may arrive after a newer one; what has ended stays ended.
            session.Move(
                reported.Status switch
                {
                    SessionStatus.Paid => SessionAction.Pay,
                    SessionStatus.Expired => SessionAction.Expire,
                    SessionStatus.UnderWay => SessionAction.Submit,
                    _ => SessionAction.Opened,
                }
            );
            session.AskedAt = scope.Now;
            await scope.Db.SaveChangesAsync();
        }

        // A page of another seller on the same account, such as one for a subscription, may be paid without a payment of its own.
        return reported.Status != SessionStatus.Paid ? Done.Instance
            : reported.ChargeReference is { } reference
                ? await TakeChargeAsync(scope, session?.PaymentId ?? reported.PaymentId, reference, reported.Amount, reported.Currency)
            : new Rejection("payment.no-charge");
    }

    /// <summary>
    /// Money has come in, by its gateway's id. What fits settles what it is for; what came too late, twice or is too much goes
    /// back; what does not fit is held for a person. Rejects with <c>market.busy</c> when another process has just booked it.
    /// </summary>
    public async Task<Result<Done>> TakeChargeAsync(WriteScope scope, Guid? paymentId, string reference, long amount, string currency)
    {
        if (await scope.Sql.QueryAsync($"SELECT 1 FROM charges WHERE reference = {reference}", _ => true) is [_])
        {
            return Done.Instance;
        }

        var asked = await AskedAsync(scope, paymentId);
        var verdict = Charging.Judge(amount, currency, asked);
        var use = verdict.Use;
        if (use == ChargeUse.Kept)
        {
            var paid = await SettleAsync(scope, paymentId!.Value, asked!.Value.Status);
            if (!paid.IsOk)
            {
                return Result<Done>.Refused(paid.Rejections);
            }

            use = paid.Value == Settlement.Settled ? ChargeUse.Kept : ChargeUse.SentBack;
        }

        await scope.Sql.InsertAsync(
            new Charge
            {
                Reference = reference,
                PaymentId = asked is null ? null : paymentId,
                Amount = amount,
                Currency = currency,
                At = scope.Now,
                Use = use,
                HeldFor = verdict.HeldFor,
            }
        );
        (long Fen, PaymentRefundReason Reason)? back = (use, verdict) switch
        {
            (ChargeUse.SentBack, { Use: ChargeUse.Kept }) => (amount, PaymentRefundReason.Late),
            (ChargeUse.SentBack, _) => (amount, PaymentRefundReason.Twice),
            (_, { SurplusFen: > 0 }) => (verdict.SurplusFen, PaymentRefundReason.Surplus),
            _ => null,
        };
        return back is var (fen, reason) ? await ReturnAsync(scope, paymentId!.Value, reference, fen, reason) : Done.Instance;
    }

    private static async Task<(PaymentStatus Status, long AmountFen)?> AskedAsync(WriteScope scope, Guid? paymentId) =>
        await scope.Sql.QueryAsync(
            $"SELECT status, amount_fen FROM payments WHERE id = {paymentId ?? Guid.Empty}",
            row => (row.GetWord<PaymentStatus>(0), row.GetInt64(1))
        )
            is [var found]
            ? found
            : null;

    /// <summary>Nothing is to be paid, or the money is there: what it is for is settled, and the payment says how it ended.</summary>
    internal async Task<Result<Settlement>> SettleAsync(WriteScope scope, Guid paymentId, PaymentStatus status)
    {
        var next = Payment.Statuses.After(status, PaymentAction.Succeed);
        if (!next.IsOk)
        {
            return Result<Settlement>.Refused(next.Rejections);
        }

        var settled = await settle(scope, paymentId);
        if (!settled.IsOk)
        {
            return settled;
        }

        next = settled.Value == Settlement.SentBack ? Payment.Statuses.After(next.Value, PaymentAction.Refund) : next;
        var moved = await scope.Sql.ExecuteAsync(
            $"UPDATE payments SET status = {next.Value}, ended_at = {scope.Now} WHERE id = {paymentId} AND status = {status}"
        );
        return moved == 1 ? settled : new Rejection("market.busy");
    }

    private static async Task MustAsync(Task<Result<Done>> booking, object what)
    {
        var booked = await booking;
        if (!booked.IsOk)
        {
            throw new InvalidOperationException($"The books refused {what}: {booked.Rejections[0].Code}.");
        }
    }
}
