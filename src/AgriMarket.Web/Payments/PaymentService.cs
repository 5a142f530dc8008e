using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Payments;

/// <summary>
/// What happens to the thing paid for, inside the payment's own transaction. Registered by whoever sells, so that payments
/// need not know them.
/// </summary>
public delegate Task<Result<Done>> SettlePayment(WriteScope scope, Guid paymentId);

/// <summary>What the buyer chose on the sandbox page.</summary>
public enum SandboxOutcome
{
    Succeed,
    Decline,
}

/// <summary>Takes payments through the sandbox gateway: test money, the real state machine.</summary>
public sealed class PaymentService(MarketWriter writer, IDbContextFactory<MarketDb> contexts, SettlePayment settle)
{
    /// <summary>Asks a payer for money, as a part of the seller's command.</summary>
    internal static Task OpenAsync(WriteScope scope, Guid id, Guid payerId, long amountFen, DateTime payBefore) =>
        scope.Sql.InsertAsync(new Payment { Id = id, PayerId = payerId, AmountFen = amountFen, CreatedAt = scope.Now, PayBefore = payBefore });

    /// <summary>No longer asks for money, as a part of the seller's command; only what was never paid can be closed.</summary>
    internal static async Task CloseAsync(WriteScope scope, Guid id)
    {
        var payment = await scope.Db.Set<Payment>().SingleAsync(row => row.Id == id);
        var closed = payment.Move(PaymentAction.Close, scope.Now);
        if (!closed.IsOk)
        {
            throw new InvalidOperationException($"Payment {id} is {payment.Status} and cannot be closed.");
        }
    }

    /// <summary>The payment of this payer; null when there is none, also when it is somebody else's.</summary>
    public async Task<Payment?> FindAsync(Guid id, Guid payerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(payment => payment.Id == id && payment.PayerId == payerId);
    }

    /// <summary>
    /// Ends an attempt as the payer chose. Success settles at once; what can no longer be settled is refused with
    /// <c>payment.too-late</c> and no money is taken. The same success twice answers the same.
    /// </summary>
    public Task<Result<Done>> FinishAsync(Guid id, Guid payerId, SandboxOutcome outcome) => writer.RunAsync<Done>(async scope =>
    {
        var payment = await scope.Db.Set<Payment>().FirstOrDefaultAsync(row => row.Id == id && row.PayerId == payerId);
        if (payment is null)
        {
            return new Rejection("payment.unknown");
        }

        if (payment.Status == PaymentStatus.Succeeded && outcome == SandboxOutcome.Succeed)
        {
            return Done.Instance;
        }

        if (payment.Status == PaymentStatus.Closed)
        {
            return new Rejection("payment.too-late");
        }

        var moved = payment.Move(outcome == SandboxOutcome.Succeed ? PaymentAction.Succeed : PaymentAction.Decline, scope.Now);
        if (!moved.IsOk)
        {
            return moved;
        }

        if (outcome == SandboxOutcome.Succeed && !(await settle(scope, id)).IsOk)
        {
            return new Rejection("payment.too-late");
        }

        await scope.Db.SaveChangesAsync();
        return Done.Instance;
    });
}
