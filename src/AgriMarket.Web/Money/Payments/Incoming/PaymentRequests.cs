using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Writer;

namespace AgriMarket.Web.Money.Payments.Incoming;

/// <summary>What a payer is asked for, as a part of the command of whoever sells.</summary>
internal static class PaymentRequests
{
    /// <summary>Asks a payer for money, as a part of the seller's command.</summary>
    public static Task OpenAsync(WriteScope scope, Guid id, Guid payerId, long amountFen, DateTime payBefore) =>
        scope.InsertAtEndAsync(
            new Payment
            {
                Id = id,
                PayerId = payerId,
                AmountFen = amountFen,
                CreatedAt = scope.Now,
                PayBefore = payBefore,
            }
        );

    /// <summary>
    /// No longer asks for money, as a part of the seller's command; only what was never paid can be closed. Rejects with
    /// <c>payment.under-way</c> while a page is open where it can be paid: <see cref="PaymentService.StopAsync"/> closes that first.
    /// </summary>
    public static async Task<Result<Done>> CloseAsync(WriteScope scope, Guid id)
    {
        var (status, pages) = (
            await scope.Sql.QueryAsync(
                $"""
                SELECT status, (SELECT COUNT(*) FROM payment_sessions WHERE payment_id = {id} AND status IN ('Opening', 'Open')) FROM
                payments WHERE id = {id}
                """,
                row => (row.GetWord<PaymentStatus>(0), row.GetInt64(1))
            )
        ).Single();
        if (pages > 0)
        {
            return new Rejection("payment.under-way");
        }

        var next = Payment.Statuses.After(status, PaymentAction.Close);
        return
            next.IsOk
            && await scope.Sql.ExecuteAsync(
                $"UPDATE payments SET status = {next.Value}, ended_at = {scope.Now} WHERE id = {id} AND status = {status}"
            ) == 1
            ? Done.Instance
            : throw new InvalidOperationException($"Payment {id} was {status} and could not be closed.");
    }
}
