using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Gateways;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments.Incoming;

/// <summary>Money that goes back to its payer.</summary>
public sealed partial class PaymentRecorder
{
    /// <summary>
    /// A part of what was paid is to go back to its payer; the books have it among <see cref="AccountIds.Refunds"/> already. With
    /// nothing to refund it does nothing.
    /// </summary>
    /// <param name="id">Made by the caller; the same id twice goes back once.</param>
    public async Task SendBackAsync(WriteScope scope, Guid id, Guid paymentId, long amountFen)
    {
        if (amountFen > 0)
        {
            var kept = await scope.Db.Set<Charge>().SingleAsync(charge => charge.PaymentId == paymentId && charge.Use == ChargeUse.Kept);
            await RefundAsync(scope, id, paymentId, kept.Reference, amountFen, PaymentRefundReason.Order);
        }
    }

    /// <summary>
    /// A person has decided that held money goes back to its payer. Rejects as <see cref="Charge.DealWith"/> says, and with
    /// <c>payment.not-returnable</c> when it is no payment of ours, or not in yuan.
    /// </summary>
    public async Task<Result<Done>> ReturnHeldAsync(WriteScope scope, Charge charge, string note, Guid memberId)
    {
        if (charge.PaymentId is not { } paymentId || charge.Currency != Charge.Yuan)
        {
            return new Rejection("payment.not-returnable");
        }

        var decided = charge.DealWith(ChargeUse.SentBack, note, memberId);
        if (!decided.IsOk)
        {
            return decided;
        }

        await scope.Db.SaveChangesAsync();
        return await ReturnAsync(scope, paymentId, charge.Reference, charge.Amount, PaymentRefundReason.Held);
    }

    /// <summary>How a refund stands at the gateway. An answer about an earlier attempt than the last changes nothing.</summary>
    public async Task<Result<Done>> TakeAsync(WriteScope scope, PaymentRefund refund, GatewayRefund reported)
    {
        if (reported.Attempt < refund.Attempt)
        {
            return Done.Instance;
        }

        switch (reported.Status, refund.Status)
        {
            case (PaymentRefundStatus.Succeeded, not PaymentRefundStatus.Succeeded):
                var entry = Transfer.Direct(
                    AccountIds.Refunds,
                    AccountIds.Gateway,
                    refund.AmountFen,
                    LedgerReasons.Refund,
                    refund.PaymentId,
                    scope.Now
                );
                await MustAsync(recordTransfers(scope, [entry]), refund);
                refund.Succeed(reported.Reference, scope.Now);
                refund.TransferId = entry.Id;
                break;
            case (PaymentRefundStatus.Failed, _):
                if (refund.TransferId is { } transferId)
                {
                    // The bank has sent it back to the gateway after all: it is among the refunds again.
                    var sent = await scope.Db.Set<Transfer>().AsNoTracking().SingleAsync(row => row.Id == transferId);
                    await MustAsync(
                        recordTransfers(scope, [sent.Corrected(Guid.CreateVersion7(new DateTimeOffset(scope.Now)), scope.Now)]),
                        refund
                    );
                }

                refund.Fail(reported.Failure, scope.Now);
                break;
            case (PaymentRefundStatus.UnderWay, PaymentRefundStatus.Waiting or PaymentRefundStatus.Failed):
                refund.Take(reported.Reference);
                break;
        }

        scope.Announce(new LiveSignal(PaymentTopics.Payment(refund.PaymentId), scope.Now));
        await scope.Db.SaveChangesAsync();
        return Done.Instance;
    }

    /// <summary>Money that is for nothing of ours comes into the books and goes back.</summary>
    private async Task<Result<Done>> ReturnAsync(
        WriteScope scope,
        Guid paymentId,
        string chargeReference,
        long amountFen,
        PaymentRefundReason reason
    )
    {
        await RefundAsync(scope, Guid.CreateVersion7(new DateTimeOffset(scope.Now)), paymentId, chargeReference, amountFen, reason);
        return await recordTransfers(
            scope,
            [Transfer.Direct(AccountIds.Gateway, AccountIds.Refunds, amountFen, LedgerReasons.Payment, paymentId, scope.Now)]
        );
    }

    private async Task RefundAsync(
        WriteScope scope,
        Guid id,
        Guid paymentId,
        string chargeReference,
        long amountFen,
        PaymentRefundReason reason
    )
    {
        await scope.Sql.InsertAsync(
            new PaymentRefund
            {
                Id = id,
                PaymentId = paymentId,
                ChargeReference = chargeReference,
                AmountFen = amountFen,
                Reason = reason,
                CreatedAt = scope.Now,
                NextTryAt = scope.Now,
            }
        );
        scope.OnDurable(signal.Raise);
    }
}
