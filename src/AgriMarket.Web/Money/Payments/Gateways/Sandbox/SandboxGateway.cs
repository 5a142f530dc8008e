using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments.Gateways.Sandbox;

/// <summary>
/// A gateway without money: what it is asked to do is done at once, and what its bank has taken unseen stands in
/// <see cref="SandboxCharge"/>. Its payment page is the market's own, see PayPage.
/// </summary>
public sealed class SandboxGateway(IDbContextFactory<MarketDb> contexts, TimeProvider clock) : IPaymentGateway
{
    public string Name => PaymentOptions.Sandbox;

    public static string ChargeOf(Guid paymentId) => Reference("", paymentId);

    public static string SecondChargeOf(Guid paymentId) => Reference("second-", paymentId);

    public static string SessionOf(Guid sessionId) => Reference("session-", sessionId);

    public static GatewayDispute DisputeOf(Guid paymentId, long amountFen, DisputeStatus status) =>
        new(Reference("dispute-", paymentId), ChargeOf(paymentId), amountFen, Charge.Yuan, "sandbox", status, false, null);

    public Task<Result<GatewaySession>> OpenSessionAsync(PaymentSession session, CancellationToken stop = default) =>
        Task.FromResult<Result<GatewaySession>>(
            new GatewaySession(SessionOf(session.Id), null, SessionStatus.Open, session.PaymentId, null, session.AmountFen, Charge.Yuan)
        );

    public async Task<Result<GatewaySession>> ReadSessionAsync(string reference, CancellationToken stop = default)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        if (await db.Set<PaymentSession>().AsNoTracking().FirstOrDefaultAsync(row => row.Reference == reference, stop) is not { } session)
        {
            return new Rejection("gateway.refused", null, "no such session");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var charge = await db.Set<SandboxCharge>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.SessionId == session.Id && row.KnownAt <= now, stop);
        return new GatewaySession(
            reference,
            null,
            charge is null ? session.Status : SessionStatus.Paid,
            session.PaymentId,
            charge?.Reference,
            session.AmountFen,
            Charge.Yuan
        );
    }

    public async Task<Result<GatewaySession>> CloseSessionAsync(string reference, CancellationToken stop = default)
    {
        var read = await ReadSessionAsync(reference, stop);
        return read is { IsOk: true, Value.Status: not SessionStatus.Paid } ? read.Value with { Status = SessionStatus.Expired } : read;
    }

    public Task<Result<GatewayRefund>> RefundAsync(PaymentRefund refund, CancellationToken stop = default) =>
        Task.FromResult<Result<GatewayRefund>>(
            new GatewayRefund(Reference("refund-", refund.Id), refund.Id, refund.Attempt, PaymentRefundStatus.Succeeded, "")
        );

    public async Task<Result<GatewayRefund>> ReadRefundAsync(string reference, CancellationToken stop = default)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<PaymentRefund>().AsNoTracking().FirstOrDefaultAsync(row => row.Reference == reference, stop) is { } refund
            ? new GatewayRefund(reference, refund.Id, refund.Attempt, PaymentRefundStatus.Succeeded, "")
            : new Rejection("gateway.refused", null, "no such refund");
    }

    public async Task<Result<GatewayDispute>> ReadDisputeAsync(string reference, CancellationToken stop = default)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<Dispute>().AsNoTracking().FirstOrDefaultAsync(row => row.Reference == reference, stop) is { } dispute
            ? DisputeOf(dispute.PaymentId, dispute.AmountFen, dispute.Status)
            : new Rejection("gateway.refused", null, "no such dispute");
    }

    public Task<Result<GatewayAccount>> OpenAccountAsync(Guid memberId, CancellationToken stop = default) =>
        Task.FromResult<Result<GatewayAccount>>(new GatewayAccount(Reference("account-", memberId), PayoutAccountStatus.Ready));

    public Task<Result<GatewayAccount>> ReadAccountAsync(string reference, CancellationToken stop = default) =>
        Task.FromResult<Result<GatewayAccount>>(new GatewayAccount(reference, PayoutAccountStatus.Ready));

    public Task<Result<string>> AccountPageAsync(string reference, string returnAddress, CancellationToken stop = default) =>
        Task.FromResult<Result<string>>(returnAddress);

    public Task<Result<string>> PayOutAsync(Payout payout, string accountReference, CancellationToken stop = default) =>
        Task.FromResult<Result<string>>(Reference("payout-", payout.TransferId!.Value));

    public Task<Result<string>> TakeBackAsync(PayoutReversal reversal, string payoutReference, CancellationToken stop = default) =>
        Task.FromResult<Result<string>>(Reference("reversal-", reversal.Id));

    private static string Reference(string kind, Guid id) => string.Create(CultureInfo.InvariantCulture, $"sandbox-{kind}{id}");
}
