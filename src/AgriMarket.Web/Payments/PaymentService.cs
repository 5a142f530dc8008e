using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Payments;

/// <summary>What became of money that came in.</summary>
public enum Settlement
{
    /// <summary>What it was for is the payer's.</summary>
    Settled,

    /// <summary>It came too late for that and has gone back in full.</summary>
    SentBack,
}

/// <summary>
/// What happens to the thing paid for, inside the payment's own transaction. Registered by whoever sells, so that payments
/// need not know them.
/// </summary>
public delegate Task<Result<Settlement>> SettlePayment(WriteScope scope, Guid paymentId);

/// <summary>A payer has begun to pay: keeps the thing paid for a little longer, and says until when. Registered like <see cref="SettlePayment"/>.</summary>
public delegate Task<DateTime> ExtendTime(WriteScope scope, Guid paymentId);

/// <summary>What the buyer chose on the sandbox page.</summary>
public enum SandboxOutcome
{
    Succeed,
    Decline,
}

/// <summary>Takes payments through the sandbox gateway: test money, the real state machine.</summary>
public sealed class PaymentService(MarketWriter writer, IDbContextFactory<MarketDb> contexts, SettlePayment settle, ExtendTime extend)
{
    private static readonly Func<MarketDb, Guid, Guid, Task<Payment?>> Find = EF.CompileAsyncQuery(
        (MarketDb db, Guid id, Guid payerId) => db.Set<Payment>().AsNoTracking().FirstOrDefault(payment => payment.Id == id && payment.PayerId == payerId));

    /// <summary>Asks a payer for money, as a part of the seller's command.</summary>
    internal static Task OpenAsync(WriteScope scope, Guid id, Guid payerId, long amountFen, DateTime payBefore) =>
        scope.Sql.SendAsync(new Payment { Id = id, PayerId = payerId, AmountFen = amountFen, CreatedAt = scope.Now, PayBefore = payBefore });

    /// <summary>No longer asks for money, as a part of the seller's command; only what was never paid can be closed.</summary>
    internal static async Task CloseAsync(WriteScope scope, Guid id)
    {
        var status = (await scope.Sql.QueryAsync($"SELECT status FROM payments WHERE id = {id}", row => row.GetWord<PaymentStatus>(0))).Single();
        var next = Payment.Statuses.After(status, PaymentAction.Close);
        if (!next.IsOk || await scope.Sql.ExecuteAsync($"UPDATE payments SET status = {next.Value}, ended_at = {scope.Now} WHERE id = {id} AND status = {status}") != 1)
        {
            throw new InvalidOperationException($"Payment {id} was {status} and could not be closed.");
        }
    }

    /// <summary>The payment of this payer; null when there is none, also when it is somebody else's.</summary>
    public async Task<Payment?> FindAsync(Guid id, Guid payerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await Find(db, id, payerId);
    }

    /// <summary>
    /// Notes that the payer has begun to pay, which gives the first time a few minutes more. Later times, and when there is
    /// nothing left to pay for, it changes nothing.
    /// </summary>
    public Task<Result<Done>> BeginAsync(Guid id, Guid payerId) => writer.RunAsync<Done>(async scope =>
    {
        if (await scope.Db.Set<Payment>().FirstOrDefaultAsync(row => row.Id == id && row.PayerId == payerId) is not { } payment)
        {
            return new Rejection("payment.unknown");
        }

        if (payment.Begin(scope.Now))
        {
            payment.PayBefore = await extend(scope, id);
            await scope.Db.SaveChangesAsync();
        }

        return Done.Instance;
    });

    /// <summary>
    /// Ends an attempt as the payer chose. Success settles at once. Money that comes after the time still gets what it is for
    /// if that can be had, and goes back in full otherwise (<see cref="PaymentStatus.Refunded"/>); declining then is refused
    /// with <c>payment.too-late</c>. The same success twice answers the same.
    /// </summary>
    public Task<Result<Done>> FinishAsync(Guid id, Guid payerId, SandboxOutcome outcome) => writer.RunAsync<Done>(async scope =>
    {
        if (await scope.Sql.QueryAsync($"SELECT status FROM payments WHERE id = {id} AND payer_id = {payerId}", row => row.GetWord<PaymentStatus>(0)) is not [var status])
        {
            return new Rejection("payment.unknown");
        }

        if (status is PaymentStatus.Succeeded or PaymentStatus.Refunded && outcome == SandboxOutcome.Succeed)
        {
            return Done.Instance;
        }

        if (status == PaymentStatus.Closed && outcome == SandboxOutcome.Decline)
        {
            return new Rejection("payment.too-late");
        }

        var next = Payment.Statuses.After(status, outcome == SandboxOutcome.Succeed ? PaymentAction.Succeed : PaymentAction.Decline);
        if (next.IsOk && outcome == SandboxOutcome.Succeed)
        {
            var settled = await settle(scope, id);
            if (!settled.IsOk)
            {
                return Result<Done>.Refused(settled.Rejections);
            }

            next = settled.Value == Settlement.SentBack ? Payment.Statuses.After(next.Value, PaymentAction.Refund) : next;
        }

        if (!next.IsOk)
        {
            return Result<Done>.Refused(next.Rejections);
        }

        var moved = await scope.Sql.ExecuteAsync($"UPDATE payments SET status = {next.Value}, ended_at = {scope.Now} WHERE id = {id} AND status = {status}");
        return moved == 1 ? Done.Instance : new Rejection("market.busy");
    });
}
