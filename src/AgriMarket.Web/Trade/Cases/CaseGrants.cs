using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Ledger;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Cases;

/// <summary>A parcel with the public money that is still in it.</summary>
/// <param name="Lines">Its lines, in the order of their lots' ids.</param>
public sealed record GrantedParcel(Parcel Parcel, Order Order, IReadOnlyList<OrderLine> Lines)
{
    /// <summary>What its lines were granted, less what went back.</summary>
    public long GrantFen => Lines.Sum(line => line.GrantedFen - line.GrantReturnedFen);

    /// <summary>Who sold and who bought it.</summary>
    public IEnumerable<Guid> Parties => [Parcel.FarmerId, Order.BuyerId];
}

/// <summary>Reads the public money of parcels, and says who gets what of it back.</summary>
internal static class CaseGrants
{
    /// <summary>Those of the parcels that there are, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, GrantedParcel>> GrantedParcelsAsync(
        this MarketDb db,
        IReadOnlyCollection<Guid> parcelIds
    )
    {
        var orders = await db.Set<Order>()
            .AsNoTracking()
            .Include(order => order.Lines)
            .Include(order => order.Parcels)
            .Include(order => order.Grants)
            .AsSplitQuery()
            .Where(order => db.Set<Parcel>().Any(parcel => parcel.OrderId == order.Id && parcelIds.Contains(parcel.Id)))
            .ToListAsync();
        var lotIds = orders.SelectMany(order => order.Lines).Select(line => line.LotId).Distinct().ToList();
        var origins = await db.Set<Lot>()
            .Where(lot => lotIds.Contains(lot.Id))
            .Select(lot => new { lot.Id, lot.OriginCode })
            .ToDictionaryAsync(lot => lot.Id, lot => lot.OriginCode);
        return (
            from order in orders
            from parcel in order.Parcels
            where parcelIds.Contains(parcel.Id)
            select new GrantedParcel(
                parcel,
                order,
                [
                    .. order
                        .Lines.Where(line => line.FarmerId == parcel.FarmerId && origins[line.LotId] == parcel.OriginCode)
                        .OrderBy(line => line.LotId),
                ]
            )
        ).ToDictionary(row => row.Parcel.Id);
    }

    /// <summary>What the seller has to give back of a case's parcels, scheme by scheme: all that is still in them.</summary>
    public static async Task<IReadOnlyList<PayoutClaim>> ClaimsOfAsync(this MarketDb db, GrantCase taken, DateTime now)
    {
        var parcels = await db.GrantedParcelsAsync(taken.Parcels.ConvertAll(parcel => parcel.ParcelId));
        var orderIds = parcels.Values.Select(row => row.Order.Id).Distinct().ToList();
        var back = await db.StandingEntries()
            .Where(entry =>
                entry.OrderId != null
                && orderIds.Contains(entry.OrderId.Value)
                && entry.Reason == LedgerReasons.Refund
                && entry.DebitAccountId == AccountIds.Clearing
            )
            .GroupBy(entry => new { entry.OrderId, entry.CreditAccountId })
            .Select(rows => new
            {
                rows.Key.OrderId,
                rows.Key.CreditAccountId,
                Fen = rows.Sum(entry => entry.AmountFen),
            })
            .ToDictionaryAsync(row => (row.OrderId!.Value, row.CreditAccountId), row => row.Fen);
        var left = parcels
            .Values.DistinctBy(row => row.Order.Id)
            .SelectMany(row => row.Order.Grants)
            .ToDictionary(
                grant => (grant.OrderId, grant.SchemeId),
                grant => grant.AmountFen - back.GetValueOrDefault((grant.OrderId, AccountIds.Budget(grant.SchemeId)))
            );
        foreach (
            var claim in await db.Set<PayoutClaim>()
                .AsNoTracking()
                .Where(row => row.SchemeId != null && orderIds.Contains(row.PaymentId))
                .ToListAsync()
        )
        {
            left[(claim.PaymentId, claim.SchemeId!.Value)] -= claim.AmountFen;
        }

        return [.. parcels.Values.OrderBy(row => row.Parcel.Id).SelectMany(row => ClaimsOf(taken, row, left, now))];
    }

    /// <param name="left">What each scheme can still get back of each order; less by what these claims are.</param>
    private static IEnumerable<PayoutClaim> ClaimsOf(
        GrantCase taken,
        GrantedParcel row,
        Dictionary<(Guid OrderId, Guid SchemeId), long> left,
        DateTime now
    )
    {
        List<Guid> lotIds = [.. row.Order.Lines.Select(line => line.LotId).Order()];
        int[] places = [.. row.Lines.Select(line => lotIds.IndexOf(line.LotId))];
        var rests = row
            .Order.Grants.OrderBy(grant => grant.SchemeId)
            .Select(grant => new GrantRest(
                grant.SchemeId,
                grant.LineFen.Count == lotIds.Count ? places.Sum(place => grant.LineFen[place]) : 0,
                left[(row.Order.Id, grant.SchemeId)]
            ))
            .ToList();
        foreach (var (schemeId, fen) in GrantRest.Split(row.GrantFen, rests))
        {
            left[(row.Order.Id, schemeId)] -= fen;
            yield return new PayoutClaim
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(now)),
                FarmerId = taken.FarmerId,
                PaymentId = row.Order.Id,
                PayoutId = row.Parcel.Id,
                CaseId = taken.Id,
                SchemeId = schemeId,
                AmountFen = fen,
                At = now,
            };
        }
    }
}
