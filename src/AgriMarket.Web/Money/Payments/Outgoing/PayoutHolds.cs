using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Gateways;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments.Outgoing;

/// <summary>Keeps payouts from being sent while a case is open, inside commands of the writer.</summary>
public sealed class PayoutHolds(PaymentSignal signal)
{
    /// <summary>
    /// Holds payouts of a farmer, also those that are not due yet, and with <paramref name="all"/> every one. What is with the gateway
    /// already goes on.
    /// </summary>
    internal static Task HoldAsync(WriteScope scope, Guid caseId, Guid farmerId, IEnumerable<Guid> payoutIds, bool all)
    {
        scope.Db.AddRange(
            payoutIds
                .Select(id => (Guid?)id)
                .Concat(all ? [null] : [])
                .Select(id => new PayoutHold
                {
                    Id = Guid.CreateVersion7(new DateTimeOffset(scope.Now)),
                    CaseId = caseId,
                    FarmerId = farmerId,
                    PayoutId = id,
                    At = scope.Now,
                })
        );
        return scope.Db.SaveChangesAsync();
    }

    /// <summary>A case is over: what it held is sent, unless another one holds it.</summary>
    public async Task EndAsync(WriteScope scope, Guid caseId)
    {
        var holds = await scope.Db.Set<PayoutHold>().Where(row => row.CaseId == caseId && row.EndedAt == null).ToListAsync();
        holds.ForEach(hold => hold.End(scope.Now));
        await scope.Db.SaveChangesAsync();
        scope.OnDurable(signal.Raise);
    }
}

internal static class PayoutHoldQueries
{
    /// <summary>What holds payouts of a farmer now.</summary>
    public static IQueryable<PayoutHold> HoldsOf(this MarketDb db, Guid farmerId) =>
        db.Set<PayoutHold>().AsNoTracking().Where(row => row.FarmerId == farmerId && row.EndedAt == null);
}
