using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Incoming;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments.Outgoing;

/// <summary>A payout that is with the gateway, or about to be.</summary>
/// <param name="AccountReference">Null when there is nothing to send, or nowhere to send it to.</param>
internal sealed record PayoutBegun(Payout Payout, string? AccountReference);

/// <summary>Books what farmers are paid and what is taken back, inside commands of the writer.</summary>
public sealed class PayoutRecorder(RecordTransfers recordTransfers, ClaimRecorder claims, NotifyPayout notify, PaymentSignal signal)
{
    /// <summary>A farmer is to be paid for a parcel. Said twice it counts once.</summary>
    public async Task OweAsync(WriteScope scope, Payout payout)
    {
        if (await scope.Sql.InsertNewAsync(payout) is [_])
        {
            scope.OnDurable(signal.Raise);
        }
    }

    /// <summary>
    /// Goods of a parcel were refunded: its farmer gets that much less, or, if they have been paid, it is taken back. What its payout
    /// paid for a claim can't be taken back at the gateway, and is a claim itself. Before the parcel is due there is nothing to do,
    /// since only what is kept of it becomes due.
    /// </summary>
    public async Task TakeBackAsync(WriteScope scope, Guid payoutId, long amountFen)
    {
        if (await scope.Db.Set<Payout>().FirstOrDefaultAsync(row => row.Id == payoutId) is not { } payout)
        {
            return;
        }

        var reversedFen = await scope.Db.Set<PayoutReversal>().Where(row => row.PayoutId == payoutId).SumAsync(row => row.AmountFen);
        var fen = Math.Min(amountFen, payout.AmountFen - reversedFen);
        if (fen > 0 && !payout.Reduce(fen))
        {
            scope.Db.Add(
                new PayoutReversal
                {
                    Id = Guid.CreateVersion7(new DateTimeOffset(scope.Now)),
                    PayoutId = payoutId,
                    AmountFen = fen,
                    CreatedAt = scope.Now,
                    NextTryAt = scope.Now,
                }
            );
            scope.OnDurable(signal.Raise);
        }

        await scope.Db.SaveChangesAsync();
        if (amountFen > fen)
        {
            await claims.ClaimAsync(scope, [LackOf(payout, amountFen - fen, scope.Now)]);
        }
    }

    private static PayoutClaim LackOf(Payout payout, long fen, DateTime now) =>
        new()
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)),
            FarmerId = payout.FarmerId,
            PaymentId = payout.PaymentId,
            PayoutId = payout.Id,
            AmountFen = fen,
            At = now,
        };

    /// <summary>
    /// Sets a payout aside in the books, before the gateway is asked; what its farmer has to give back comes off first. One that is held
    /// is left alone, and one that was begun before keeps its key.
    /// </summary>
    internal async Task<Result<PayoutBegun>> BeginAsync(WriteScope scope, Guid id, string gateway)
    {
        var payout = await scope.Db.Set<Payout>().SingleAsync(row => row.Id == id);
        var choice = await scope.Db.Set<PayeeChoice>().AsNoTracking().FirstOrDefaultAsync(row => row.FarmerId == payout.FarmerId);
        var payeeId = payout.PayeeId ?? Payees.Of(payout.FarmerId, choice);
        var account = await scope
            .Db.Set<PayoutAccount>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.MemberId == payeeId && row.Gateway == gateway);
        var canBegin =
            payout.Status == PayoutStatus.Waiting
            && account is { Status: PayoutAccountStatus.Ready }
            && !await scope.Db.HoldsOf(payout.FarmerId).AnyAsync(row => row.PayoutId == null || row.PayoutId == id);
        if (canBegin)
        {
            await claims.PayAsync(scope, payout);
        }

        if (canBegin && payout.Status == PayoutStatus.Waiting)
        {
            var pending = Transfer.Pending(
                AccountIds.Farmer(payout.FarmerId),
                AccountIds.Gateway,
                payout.AmountFen,
                LedgerReasons.Payout,
                payout.PaymentId,
                scope.Now
            );
            await MustAsync(scope, pending);
            payout.Send(payeeId, pending.Id, scope.Now);
            await scope.Db.SaveChangesAsync();
        }

        return new PayoutBegun(payout, payout.Status == PayoutStatus.Sending ? account?.Reference : null);
    }

    /// <summary>What the gateway has answered. When nobody knows, it stays reserved and is asked for again.</summary>
    internal async Task<Result<Done>> EndAsync(WriteScope scope, Guid id, Result<string> answer)
    {
        var payout = await scope.Db.Set<Payout>().SingleAsync(row => row.Id == id);
        if (payout.Status != PayoutStatus.Sending)
        {
            return Done.Instance;
        }

        var transferId = payout.TransferId;
        var pending = await scope.Db.Set<Transfer>().AsNoTracking().SingleAsync(row => row.Id == transferId);
        if (answer.IsOk)
        {
            await MustAsync(scope, pending.Posted(scope.Now));
            payout.Succeed(answer.Value, scope.Now);
        }
        else if (answer.Rejections[0].Code == "gateway.refused")
        {
            await MustAsync(scope, pending.Voided(scope.Now));
            payout.Fail(Words(answer.Rejections[0]), scope.Now);
        }
        else
        {
            payout.Unanswered(Words(answer.Rejections[0]), scope.Now);
        }

        await scope.Db.SaveChangesAsync();
        await notify(scope, payout);
        return Done.Instance;
    }

    internal async Task<Result<Done>> EndReversalAsync(WriteScope scope, Guid id, Result<string> answer)
    {
        var reversal = await scope.Db.Set<PayoutReversal>().SingleAsync(row => row.Id == id);
        if (reversal.DoneAt is not null)
        {
            return Done.Instance;
        }

        if (answer.IsOk)
        {
            var payout = await scope.Db.Set<Payout>().AsNoTracking().SingleAsync(row => row.Id == reversal.PayoutId);
            var entry = Transfer.Direct(
                AccountIds.Gateway,
                AccountIds.Farmer(payout.FarmerId),
                reversal.AmountFen,
                LedgerReasons.Payout,
                payout.PaymentId,
                scope.Now
            );
            await MustAsync(scope, entry);
            reversal.Succeed(answer.Value, entry.Id, scope.Now);
        }
        else if (answer.Rejections[0].Code == "gateway.refused")
        {
            reversal.Fail(Words(answer.Rejections[0]), scope.Now);
        }
        else
        {
            reversal.Unanswered(Words(answer.Rejections[0]), scope.Now);
        }

        await scope.Db.SaveChangesAsync();
        return Done.Instance;
    }

    private static string Words(Rejection refusal) => refusal.Args.Count > 0 ? string.Join(' ', refusal.Args) : refusal.Code;

    private async Task MustAsync(WriteScope scope, Transfer entry)
    {
        var booked = await recordTransfers(scope, [entry]);
        if (!booked.IsOk)
        {
            throw new InvalidOperationException($"The books refused {entry}: {booked.Rejections[0].Code}.");
        }
    }
}
