using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Incoming;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments.Outgoing;

/// <summary>Those of the schemes whose fund is closed, so that what comes back to them goes on to the treasury.</summary>
public delegate Task<IReadOnlyCollection<Guid>> FindClosedSchemes(WriteScope scope, IReadOnlyCollection<Guid> schemeIds);

/// <summary>
/// Books what farmers have to give back, and has their payouts pay it before anything is sent, inside commands of the writer. A budget
/// gets its money when a payout pays, not before: what is only owed can't be granted again.
/// </summary>
public sealed class ClaimRecorder(RecordTransfers recordTransfers, FindClosedSchemes findClosed)
{
    /// <summary>Farmers have to give this back. A claim of a scheme is there once for a payout: the second is an error.</summary>
    public async Task ClaimAsync(WriteScope scope, IReadOnlyList<PayoutClaim> claims)
    {
        scope.Db.AddRange(claims);
        await scope.Db.SaveChangesAsync();
        await MustAsync(
            scope,
            [
                .. claims.Select(claim =>
                    Transfer.Direct(
                        AccountIds.Claim(claim.FarmerId),
                        AccountIds.Recoverable,
                        claim.AmountFen,
                        LedgerReasons.Claim,
                        claim.PaymentId,
                        scope.Now
                    )
                ),
            ]
        );
    }

    /// <summary>
    /// A payout that is not sent yet pays what its farmer has to give back, the oldest claim first; what is left can be sent.
    /// </summary>
    public async Task PayAsync(WriteScope scope, Payout payout)
    {
        var open = await scope
            .Db.Set<PayoutClaim>()
            .Where(claim => claim.FarmerId == payout.FarmerId && claim.PaidFen < claim.AmountFen)
            .OrderBy(claim => claim.At)
            .ThenBy(claim => claim.Id)
            .ToListAsync();
        var paid = PayoutClaim.Pay(open, payout.AmountFen);
        if (paid.Count == 0)
        {
            return;
        }

        var closed = await findClosed(scope, [.. paid.Select(row => row.Claim.SchemeId).OfType<Guid>().Distinct()]);
        payout.Reduce(paid.Sum(row => row.Fen));
        scope.Db.AddRange(
            paid.Select(row => new ClaimPayment
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(scope.Now)),
                ClaimId = row.Claim.Id,
                PayoutId = payout.Id,
                AmountFen = row.Fen,
                At = scope.Now,
            })
        );
        await scope.Db.SaveChangesAsync();
        await MustAsync(scope, [.. paid.SelectMany(row => Entries(row.Claim, row.Fen, closed, scope.Now))]);
    }

    /// <summary>From the farmer to the scheme, and on to the treasury where its fund is closed; the claim is less by as much.</summary>
    private static IEnumerable<Transfer> Entries(PayoutClaim claim, long fen, IReadOnlyCollection<Guid> closed, DateTime now)
    {
        yield return Transfer.Direct(
            AccountIds.Recoverable,
            AccountIds.Claim(claim.FarmerId),
            fen,
            LedgerReasons.Claim,
            claim.PaymentId,
            now
        );
        if (claim.SchemeId is not { } schemeId)
        {
            // It stays in the farmer's own account, which the refund has taken it from.
            yield break;
        }

        var budget = AccountIds.Budget(schemeId);
        yield return Transfer.Direct(AccountIds.Farmer(claim.FarmerId), budget, fen, LedgerReasons.Clawback, claim.PaymentId, now);
        if (closed.Contains(schemeId))
        {
            yield return Transfer.Direct(budget, AccountIds.Treasury, fen, LedgerReasons.Return, null, now);
        }
    }

    private async Task MustAsync(WriteScope scope, Transfer[] entries)
    {
        var booked = await recordTransfers(scope, entries);
        if (!booked.IsOk)
        {
            throw new InvalidOperationException($"The books refused what farmers give back: {booked.Rejections[0].Code}.");
        }
    }
}
