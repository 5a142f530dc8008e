using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.Money.Payments.Worker;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments.Admin;

/// <summary>
/// What a person does where the gateway and the market do not agree. Whoever does it must be an administrator now, whatever their cookie
/// says; otherwise it is rejected with <c>payment.may-not</c>.
/// </summary>
public sealed class PaymentAdmin(MarketWriter writer, PaymentRecorder recorder, PaymentSignal signal)
{
    /// <summary>
    /// Has something looked into or asked for again now. Rejects with <c>payment.unknown</c> when there is no such thing, and with
    /// <c>payment.moved</c> or <c>payout.moved</c> when it needs nobody.
    /// </summary>
    public Task<Result<Done>> TryAgainAsync(PaymentOperationKind kind, string id, Guid memberId) =>
        ForAdministrator(
            memberId,
            async scope =>
            {
                var tried = (kind, Guid.TryParse(id, out var guid)) switch
                {
                    (PaymentOperationKind.Event, _)
                        when await scope.Db.Set<GatewayEvent>().FirstOrDefaultAsync(row => row.Id == id) is { } received => TryAgain(
                        received,
                        scope.Now
                    ),
                    (PaymentOperationKind.Refund, true)
                        when await scope.Db.Set<PaymentRefund>().FirstOrDefaultAsync(row => row.Id == guid) is { } refund =>
                        refund.TryAgain(scope.Now),
                    (PaymentOperationKind.Payout, true)
                        when await scope.Db.Set<Payout>().FirstOrDefaultAsync(row => row.Id == guid) is { } payout => payout.TryAgain(
                        scope.Now
                    ),
                    (PaymentOperationKind.Reversal, true)
                        when await scope.Db.Set<PayoutReversal>().FirstOrDefaultAsync(row => row.Id == guid) is { DoneAt: null } reversal =>
                        TryAgain(reversal, scope.Now),
                    _ => new Rejection("payment.unknown"),
                };
                if (tried.IsOk)
                {
                    await scope.Db.SaveChangesAsync();
                    await DueWork.NoLaterAsync(
                        scope,
                        kind switch
                        {
                            PaymentOperationKind.Event => GatewayEventProcessor.Event,
                            PaymentOperationKind.Refund => OutgoingPayments.Refunding,
                            PaymentOperationKind.Payout => OutgoingPayments.PayingOut,
                            _ => OutgoingPayments.TakingBack,
                        },
                        id
                    );
                    scope.OnDurable(signal.Raise);
                }

                return tried;
            }
        );

    /// <summary>
    /// Held money goes back to its payer. Rejects as <see cref="PaymentRecorder.ReturnHeldAsync"/> says, and with <c>payment.unknown</c>.
    /// </summary>
    /// <param name="note">Why; needed.</param>
    public Task<Result<Done>> ReturnAsync(string chargeReference, string note, Guid memberId) =>
        ForAdministrator(
            memberId,
            async scope =>
            {
                if (await FindAsync(scope, chargeReference) is not { } charge)
                {
                    return new Rejection("payment.unknown");
                }

                var returned = await recorder.ReturnHeldAsync(scope, charge, note, memberId);
                return returned.IsOk ? await NoteAsync(scope, PaymentActs.Return, charge, note, memberId) : returned;
            }
        );

    /// <summary>
    /// Held money was dealt with elsewhere. Rejects as <see cref="Charge.DealWith"/> says, and with <c>payment.unknown</c>.
    /// </summary>
    /// <param name="note">How; needed.</param>
    public Task<Result<Done>> DealWithAsync(string chargeReference, string note, Guid memberId) =>
        ForAdministrator(
            memberId,
            async scope =>
            {
                if (await FindAsync(scope, chargeReference) is not { } charge)
                {
                    return new Rejection("payment.unknown");
                }

                var dealt = charge.DealWith(ChargeUse.DealtWith, note, memberId);
                await scope.Db.SaveChangesAsync();
                return dealt.IsOk ? await NoteAsync(scope, PaymentActs.DealWith, charge, note, memberId) : dealt;
            }
        );

    private Task<Result<Done>> ForAdministrator(Guid memberId, Func<WriteScope, Task<Result<Done>>> command) =>
        writer.RunAsync(async scope =>
            (await scope.Db.RolesOfAsync(memberId)).Contains(MemberRole.Administrator)
                ? await command(scope)
                : new Rejection("payment.may-not")
        );

    private static async Task<Result<Done>> NoteAsync(WriteScope scope, ActKind kind, Charge charge, string note, Guid memberId)
    {
        await ActWriter.NoteAsync(
            scope,
            new ActNote(kind.Code, memberId, "payment", charge.PaymentId)
            {
                SubjectName = charge.Reference,
                After = $"{charge.Use}",
                Reason = note,
            }
        );
        return Done.Instance;
    }

    private static Task<Charge?> FindAsync(WriteScope scope, string reference) =>
        scope.Db.Set<Charge>().FirstOrDefaultAsync(row => row.Reference == reference);

    private static Result<Done> TryAgain(GatewayEvent received, DateTime now)
    {
        received.TryAgain(now);
        return Done.Instance;
    }

    private static Result<Done> TryAgain(PayoutReversal reversal, DateTime now)
    {
        reversal.TryAgain(now);
        return Done.Instance;
    }
}
