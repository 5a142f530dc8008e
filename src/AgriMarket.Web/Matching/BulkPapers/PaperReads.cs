using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.BulkPapers;

/// <summary>
/// The papers of bulk orders, for the institution and each of its sellers. Every read names the member, so that a stranger's id, an
/// official's too, finds nothing.
/// </summary>
public sealed class PaperReads(IDbContextFactory<MarketDb> contexts)
{
    /// <summary>
    /// Null for an order that came from no proposal, that was given up, or that is none of theirs. A seller has nothing before it is paid:
    /// its address is none of their business until then.
    /// </summary>
    public async Task<OrderPapers?> FindAsync(Guid orderId, Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (
            await db.Set<Proposal>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == orderId) is not { } proposal
            || await OrderAsync(db, orderId, memberId) is not { } order
        )
        {
            return null;
        }

        var isBuyer = order.BuyerId == memberId;
        return new(
            order,
            proposal,
            await db.Set<Demand>().AsNoTracking().SingleAsync(row => row.Id == proposal.DemandId),
            isBuyer,
            await ParcelsAsync(db, order, parcel => isBuyer || parcel.FarmerId == memberId),
            await db.Set<InvoiceTitle>().AsNoTracking().FirstOrDefaultAsync(row => row.MemberId == order.BuyerId)
        );
    }

    private static Task<Order?> OrderAsync(MarketDb db, Guid orderId, Guid memberId) =>
        db.Set<Order>()
            .AsNoTracking()
            .Include(row => row.Lines)
            .Include(row => row.Parcels)
            .AsSplitQuery()
            .FirstOrDefaultAsync(row =>
                row.Id == orderId
                && (
                    (row.BuyerId == memberId && row.Status != OrderStatus.Cancelled && row.Status != OrderStatus.Expired)
                    || (row.PaidAt != null && row.Parcels.Any(parcel => parcel.FarmerId == memberId))
                )
            );

    private static async Task<IReadOnlyList<PaperParcel>> ParcelsAsync(MarketDb db, Order order, Func<Parcel, bool> which)
    {
        var parcels = order.Parcels.Where(which).OrderBy(parcel => parcel.Id).ToList();
        var names = await db.NamesAsync([.. parcels.Select(parcel => parcel.FarmerId).Distinct()]);
        var lotIds = order.Lines.ConvertAll(line => line.LotId);
        var kinds = await db.Set<Lot>().Where(lot => lotIds.Contains(lot.Id)).ToDictionaryAsync(lot => lot.Id, lot => lot.SaleKind);
        var refused = (
            await db.Set<Refund>()
                .AsNoTracking()
                .Include(row => row.Lines)
                .Where(row => row.OrderId == order.Id && row.Kind == RefundKind.Shipped)
                .OrderBy(row => row.At)
                .ToListAsync()
        )
            .SelectMany(refund => refund.Lines.Select(line => (line.LotId, line.Grams, refund.Note)))
            .ToLookup(row => row.LotId);
        // A bulk order is loaded in one county: each farmer has one parcel of it.
        return
        [
            .. parcels.Select(parcel => new PaperParcel(
                parcel,
                names.GetValueOrDefault(parcel.FarmerId, ""),
                [
                    .. order
                        .Lines.Where(line => line.FarmerId == parcel.FarmerId)
                        .OrderBy(line => line.LotId)
                        .Select(line => new PaperLine(
                            line,
                            kinds[line.LotId],
                            refused[line.LotId].Sum(row => row.Grams),
                            [.. refused[line.LotId].Select(row => row.Note).Where(note => note.Length > 0).Distinct()]
                        )),
                ]
            )),
        ];
    }
}
