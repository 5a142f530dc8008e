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
public sealed class PaymentRecorder(SettlePayment settle, RecordTransfers keepBooks, NotifyDispute tell, PaymentSignal signal)
{
    /// <summary>How a payment page stands. Refused with <c>payment.no-charge</c> when it is paid and the gateway names no money that came.</summary>
    public async Task<Result<Done>> TakeAsync(WriteScope scope, GatewaySession news)
    {
        var session = await scope.Db.Set<PaymentSession>().FirstOrDefaultAsync(row => row.Reference == news.Reference);
        if (session is not null)
        {
            // An older answer may arrive after a newer one; what has ended stays ended.
            session.Move(
                news.Status switch
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
        return news.Status != SessionStatus.Paid ? Done.Instance
            : news.ChargeReference is { } reference
                ? await TakeChargeAsync(scope, session?.PaymentId ?? news.PaymentId, reference, news.Amount, news.Currency)
            : new Rejection("payment.no-charge");
    }

    /// <summary>
    /// Money has come in, by its gateway's id. What fits settles what it is for; what came too late, twice or is too much goes
    /// back; what does not fit is held for a person. Refused with <c>market.busy</c> when another process has just booked it.
    /// </summary>
    public async Task<Result<Done>> TakeChargeAsync(WriteScope scope, Guid? paymentId, string reference, long amount, string currency)
    {
        if (await scope.Sql.QueryAsync($"SELECT 1 FROM charges WHERE reference = {reference}", _ => true) is [_])
        {
            return Done.Instance;
        }

        (PaymentStatus Status, long AmountFen)? asked = await scope.Sql.QueryAsync(
            $"SELECT status, amount_fen FROM payments WHERE id = {paymentId ?? Guid.Empty}",
            row => (row.GetWord<PaymentStatus>(0), row.GetInt64(1))
        )
            is [var found]
            ? found
            : null;
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
        return (use, verdict) switch
        {
            (ChargeUse.SentBack, { Use: ChargeUse.Kept }) => await ReturnAsync(
                scope,
                paymentId!.Value,
                reference,
                amount,
                PaymentRefundReason.Late
            ),
            (ChargeUse.SentBack, _) => await ReturnAsync(scope, paymentId!.Value, reference, amount, PaymentRefundReason.Twice),
            (_, { SurplusFen: > 0 }) => await ReturnAsync(
                scope,
                paymentId!.Value,
                reference,
                verdict.SurplusFen,
                PaymentRefundReason.Surplus
            ),
            _ => Done.Instance,
        };
    }

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

    /// <summary>
    /// A part of what was paid is to go back to its payer; the books have it among <see cref="AccountIds.Refunds"/> already. With
    /// nothing to give back it does nothing.
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

    /// <summary>A person has decided that held money goes back to its payer. Refused as <see cref="Charge.DealWith"/> says, and with <c>payment.not-returnable</c> when it is no payment of ours, or not in yuan.</summary>
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
    public async Task<Result<Done>> TakeAsync(WriteScope scope, PaymentRefund refund, GatewayRefund news)
    {
        if (news.Attempt < refund.Attempt)
        {
            return Done.Instance;
        }

        switch (news.Status, refund.Status)
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
                await MustAsync(keepBooks(scope, [entry]), refund);
                refund.Succeed(news.Reference, scope.Now);
                refund.TransferId = entry.Id;
                break;
            case (PaymentRefundStatus.Failed, _):
                if (refund.TransferId is { } transferId)
                {
                    // The bank has sent it back to the gateway after all: it is among the refunds again.
                    var sent = await scope.Db.Set<Transfer>().AsNoTracking().SingleAsync(row => row.Id == transferId);
                    await MustAsync(
                        keepBooks(scope, [sent.Corrected(Guid.CreateVersion7(new DateTimeOffset(scope.Now)), scope.Now)]),
                        refund
                    );
                }

                refund.Fail(news.Failure, scope.Now);
                break;
            case (PaymentRefundStatus.UnderWay, PaymentRefundStatus.Waiting or PaymentRefundStatus.Failed):
                refund.Take(news.Reference);
                break;
        }

        scope.Announce(new LiveSignal(PaymentTopics.Payment(refund.PaymentId), scope.Now));
        await scope.Db.SaveChangesAsync();
        return Done.Instance;
    }

    /// <summary>
    /// How a dispute stands. Its money leaves the gateway when it opens, and comes back, or is lost, when it ends. Refused with
    /// <c>payment.charge-unknown</c> when it is about money that is in nobody's books.
    /// </summary>
    public async Task<Result<Done>> TakeAsync(WriteScope scope, GatewayDispute news)
    {
        var charge = await scope.Db.Set<Charge>().AsNoTracking().FirstOrDefaultAsync(row => row.Reference == news.ChargeReference);
        if (charge is not { Use: ChargeUse.Kept or ChargeUse.SentBack, PaymentId: { } paymentId } || news.Currency != Charge.Yuan)
        {
            return new Rejection("payment.charge-unknown");
        }

        var dispute = await scope.Db.Set<Dispute>().FirstOrDefaultAsync(row => row.Reference == news.Reference);
        if (dispute is null)
        {
            dispute = new Dispute
            {
                Reference = news.Reference,
                PaymentId = paymentId,
                ChargeReference = news.ChargeReference,
                AmountFen = news.Amount,
                Reason = news.Reason.Length <= 100 ? news.Reason : news.Reason[..100],
                OpenedAt = scope.Now,
                AnswerBefore = news.AnswerBefore,
            };
            scope.Db.Add(dispute);
            await tell(scope, dispute);
        }

        if (!news.IsInquiry && dispute.Take())
        {
            await MustAsync(
                keepBooks(
                    scope,
                    [
                        Transfer.Direct(
                            AccountIds.Disputed,
                            AccountIds.Gateway,
                            dispute.AmountFen,
                            LedgerReasons.Dispute,
                            paymentId,
                            scope.Now
                        ),
                    ]
                ),
                dispute
            );
        }

        if (dispute.End(news.Status, scope.Now))
        {
            if (dispute.TookMoney)
            {
                var from = dispute.Status == DisputeStatus.Won ? AccountIds.Gateway : AccountIds.Losses;
                await MustAsync(
                    keepBooks(
                        scope,
                        [Transfer.Direct(from, AccountIds.Disputed, dispute.AmountFen, LedgerReasons.Dispute, paymentId, scope.Now)]
                    ),
                    dispute
                );
            }

            await tell(scope, dispute);
            scope.OnDurable(signal.Raise);
        }

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
        return await keepBooks(
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

    private static async Task MustAsync(Task<Result<Done>> booking, object what)
    {
        var booked = await booking;
        if (!booked.IsOk)
        {
            throw new InvalidOperationException($"The books refused {what}: {booked.Rejections[0].Code}.");
        }
    }
}
