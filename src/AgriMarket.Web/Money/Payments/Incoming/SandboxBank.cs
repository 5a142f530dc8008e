using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;

namespace AgriMarket.Web.Money.Payments.Incoming;

/// <summary>How a payment of the sandbox is to end.</summary>
public enum SandboxOutcome
{
    Succeed,
    Decline,

    /// <summary>The bank takes the money, and says so a minute after the time to pay is over.</summary>
    PayLate,

    /// <summary>The bank takes the money a second time.</summary>
    PayTwice,

    /// <summary>The bank takes the money and never says so; whoever asks is told.</summary>
    NeverAnswer,

    /// <summary>The bank takes the money, and at once its customer wants it back.</summary>
    Dispute,
}

/// <summary>The bank of the sandbox: test money, real consequences.</summary>
public sealed class SandboxBank(MarketWriter writer, PaymentRecorder recorder, IPaymentGateway gateway)
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Ends an attempt to pay as its payer chose. Success settles at once; money that comes after the time still gets what it is
    /// for if that can be had, and goes back in full otherwise (<see cref="PaymentStatus.Refunded"/>). The same success twice
    /// answers the same. Rejects with <c>payment.unknown</c>, <c>payment.not-sandbox</c> where real money is taken,
    /// <c>payment.too-late</c> when there is nothing left to decline or to pay late, and <c>payment.moved</c>.
    /// </summary>
    public Task<Result<Done>> FinishAsync(Guid id, Guid payerId, SandboxOutcome outcome) =>
        gateway is not SandboxGateway
            ? Task.FromResult<Result<Done>>(new Rejection("payment.not-sandbox"))
            : writer.RunAsync(scope => FinishAsync(scope, id, payerId, outcome), id);

    /// <summary>The bank ends a dispute, as an administrator plays it. Rejects with <c>payment.charge-unknown</c>.</summary>
    /// <param name="isWon">Whether the market has the money in the end.</param>
    public Task<Result<Done>> EndDisputeAsync(Guid paymentId, long amountFen, bool isWon) =>
        gateway is not SandboxGateway
            ? Task.FromResult<Result<Done>>(new Rejection("payment.not-sandbox"))
            : writer.RunAsync(scope =>
                recorder.TakeAsync(scope, SandboxGateway.DisputeOf(paymentId, amountFen, isWon ? DisputeStatus.Won : DisputeStatus.Lost))
            );

    private async Task<Result<Done>> FinishAsync(WriteScope scope, Guid id, Guid payerId, SandboxOutcome outcome)
    {
        var known = await scope.Sql.QueryAsync(
            $"SELECT status, amount_fen, pay_before FROM payments WHERE id = {id} AND payer_id = {payerId}",
            row => new Asked(id, row.GetWord<PaymentStatus>(0), row.GetInt64(1), row.GetInstant(2))
        );
        return known is not [var asked]
            ? new Rejection("payment.unknown")
            : outcome switch
            {
                SandboxOutcome.Decline => await DeclineAsync(scope, asked),
                SandboxOutcome.PayLate => await TakeSilentlyAsync(scope, asked, asked.PayBefore + Lateness, asked.PayBefore + Lateness),
                SandboxOutcome.NeverAnswer => await TakeSilentlyAsync(scope, asked, scope.Now, null),
                SandboxOutcome.PayTwice => await PayTwiceAsync(scope, asked),
                SandboxOutcome.Dispute => await DisputeAsync(scope, asked),
                _ => await PayAsync(scope, asked, SandboxGateway.ChargeOf(id)),
            };
    }

    private async Task<Result<Done>> PayAsync(WriteScope scope, Asked asked, string chargeReference)
    {
        if (asked.AmountFen > 0)
        {
            return await recorder.TakeChargeAsync(scope, asked.Id, chargeReference, asked.AmountFen, Charge.Yuan);
        }

        if (asked.Status is PaymentStatus.Succeeded or PaymentStatus.Refunded)
        {
            return Done.Instance;
        }

        // Subsidies pay for all of it: no bank is needed.
        var settled = await recorder.SettleAsync(scope, asked.Id, asked.Status);
        return settled.IsOk ? Done.Instance : Result<Done>.Refused(settled.Rejections);
    }

    private async Task<Result<Done>> PayTwiceAsync(WriteScope scope, Asked asked)
    {
        var paid = await PayAsync(scope, asked, SandboxGateway.ChargeOf(asked.Id));
        return paid.IsOk && asked.AmountFen > 0 ? await PayAsync(scope, asked, SandboxGateway.SecondChargeOf(asked.Id)) : paid;
    }

    private async Task<Result<Done>> DisputeAsync(WriteScope scope, Asked asked)
    {
        var paid = await PayAsync(scope, asked, SandboxGateway.ChargeOf(asked.Id));
        return paid.IsOk && asked.AmountFen > 0
            ? await recorder.TakeAsync(scope, SandboxGateway.DisputeOf(asked.Id, asked.AmountFen, DisputeStatus.Open))
            : paid;
    }

    private static async Task<Result<Done>> DeclineAsync(WriteScope scope, Asked asked)
    {
        if (asked.Status == PaymentStatus.Closed)
        {
            return new Rejection("payment.too-late");
        }

        var next = Payment.Statuses.After(asked.Status, PaymentAction.Decline);
        return !next.IsOk ? Result<Done>.Refused(next.Rejections)
            : await scope.Sql.ExecuteAsync(
                $"UPDATE payments SET status = {next.Value}, ended_at = {scope.Now} WHERE id = {asked.Id} AND status = {asked.Status}"
            ) == 1
                ? Done.Instance
            : new Rejection("market.busy");
    }

    /// <summary>The bank has the money, and the market does not know it yet.</summary>
    private static async Task<Result<Done>> TakeSilentlyAsync(WriteScope scope, Asked asked, DateTime knownAt, DateTime? notifyAt)
    {
        if (asked.Status is not (PaymentStatus.Open or PaymentStatus.Declined) || asked.AmountFen == 0)
        {
            return new Rejection("payment.too-late");
        }

        var session = new PaymentSession
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(scope.Now)),
            PaymentId = asked.Id,
            AmountFen = asked.AmountFen,
            ReturnAddress = "",
            Language = "zh",
            CreatedAt = scope.Now,
            ExpiresAt = asked.PayBefore,
            AskedAt = scope.Now,
        };
        session.Opened(SandboxGateway.SessionOf(session.Id), null);
        if (await scope.Sql.QueryAsync($"SELECT 1 FROM payment_sessions WHERE payment_id = {asked.Id}", _ => true) is not [])
        {
            // Chosen twice, it happens once.
            return Done.Instance;
        }

        await scope.Sql.InsertAsync(session);
        await scope.Sql.InsertAsync(
            new SandboxCharge
            {
                Reference = SandboxGateway.ChargeOf(asked.Id),
                SessionId = session.Id,
                AmountFen = asked.AmountFen,
                KnownAt = knownAt,
                NotifyAt = notifyAt,
            }
        );
        return Done.Instance;
    }

    private sealed record Asked(Guid Id, PaymentStatus Status, long AmountFen, DateTime PayBefore);
}
