using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Gateways;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments.Incoming;

/// <summary>Payers who ask their bank for their money back.</summary>
public sealed partial class PaymentRecorder
{
    /// <summary>
    /// How a dispute stands. Its money leaves the gateway when it opens, and comes back, or is lost, when it ends. Rejects with
    /// <c>payment.charge-unknown</c> when it is about money that is in nobody's books.
    /// </summary>
    public async Task<Result<Done>> TakeAsync(WriteScope scope, GatewayDispute reported)
    {
        scope.NeedAll();
        var charge = await scope.Db.Set<Charge>().AsNoTracking().FirstOrDefaultAsync(row => row.Reference == reported.ChargeReference);
        if (charge is not { Use: ChargeUse.Kept or ChargeUse.SentBack, PaymentId: { } paymentId } || reported.Currency != Charge.Yuan)
        {
            return new Rejection("payment.charge-unknown");
        }

        var dispute = await scope.Db.Set<Dispute>().FirstOrDefaultAsync(row => row.Reference == reported.Reference);
        if (dispute is null)
        {
            dispute = Opened(reported, paymentId, scope.Now);
            scope.Db.Add(dispute);
            await notify(scope, dispute);
        }

        if (!reported.IsInquiry && dispute.Take())
        {
            await BookAsync(scope, dispute, AccountIds.Disputed, AccountIds.Gateway);
        }

        if (dispute.End(reported.Status, scope.Now))
        {
            if (dispute.TookMoney)
            {
                var from = dispute.Status == DisputeStatus.Won ? AccountIds.Gateway : AccountIds.Losses;
                await BookAsync(scope, dispute, from, AccountIds.Disputed);
            }

            await notify(scope, dispute);
            scope.OnDurable(signal.Raise);
        }

        await scope.Db.SaveChangesAsync();
        return Done.Instance;
    }

    private static Dispute Opened(GatewayDispute reported, Guid paymentId, DateTime now) =>
        new()
        {
            Reference = reported.Reference,
            PaymentId = paymentId,
            ChargeReference = reported.ChargeReference,
            AmountFen = reported.Amount,
            Reason = SingleLine.Shortened(reported.Reason, Dispute.ReasonMaxLength),
            OpenedAt = now,
            AnswerBefore = reported.AnswerBefore,
        };

    private Task BookAsync(WriteScope scope, Dispute dispute, string from, string to) =>
        MustAsync(
            recordTransfers(scope, [Transfer.Direct(from, to, dispute.AmountFen, LedgerReasons.Dispute, dispute.PaymentId, scope.Now)]),
            dispute
        );
}
