using AgriMarket.Domain.Audits;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Audits;

/// <summary>A seller's own parcel that was drawn.</summary>
/// <param name="Scans">What its carrier says, the latest first.</param>
public sealed record SellerAudit(GrantAudit Audit, Parcel Parcel, IReadOnlyList<CarrierScan> Scans);

/// <summary>A parcel that was drawn, with what an official goes by.</summary>
/// <param name="ValueFen">Goods and shipping of the whole order.</param>
/// <param name="Basis">Why its grant was final.</param>
/// <param name="Scans">What its carrier says, the latest first.</param>
/// <param name="DeciderName">Empty where nobody has decided.</param>
public sealed record AuditCase(
    GrantAudit Audit,
    Parcel Parcel,
    Address ShipTo,
    string SellerName,
    string BuyerName,
    long ValueFen,
    DeliveryBasis Basis,
    IReadOnlyList<CarrierScan> Scans,
    string DeciderName
);

/// <summary>What officials of a place have to do with audits.</summary>
/// <param name="ToReview">The longest due first, and so what is overdue before all others.</param>
/// <param name="Asked">The sellers' turn, the soonest over first.</param>
/// <param name="Decided">The last decided first.</param>
public sealed record AuditBoard(IReadOnlyList<AuditCase> ToReview, IReadOnlyList<AuditCase> Asked, IReadOnlyList<AuditCase> Decided);

/// <summary>What sellers see of their own audits, and officials of those of their region.</summary>
public sealed class AuditReads(IDbContextFactory<MarketDb> contexts, RegionCatalogue regions)
{
    /// <summary>Of a list: more are read once these are decided.</summary>
    public const int Most = 100;

    public const int PageSize = 20;

    /// <summary>A seller's audits, the newest first.</summary>
    public async Task<PageOf<GrantAudit>> OfSellerAsync(Guid farmerId, int? page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<GrantAudit>()
            .AsNoTracking()
            .Where(row => row.FarmerId == farmerId)
            .OrderByDescending(row => row.AskedAt)
            .ThenBy(row => row.ParcelId)
            .PageAsync(page, PageSize);
    }

    /// <summary>How many audits wait for a seller's answer.</summary>
    public async Task<int> CountAskedAsync(Guid farmerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<GrantAudit>().CountAsync(row => row.FarmerId == farmerId && row.Status == GrantAuditStatus.Asked);
    }

    /// <summary>One audit of this seller; null for another's and for an unknown id.</summary>
    public async Task<SellerAudit?> FindAsync(Guid parcelId, Guid farmerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var audit = await db.Set<GrantAudit>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.ParcelId == parcelId && row.FarmerId == farmerId);
        return audit is null
            ? null
            : new SellerAudit(
                audit,
                await db.Set<Parcel>().AsNoTracking().SingleAsync(row => row.Id == parcelId),
                [.. (await db.DeliveriesAsync([parcelId])).Scans[parcelId]]
            );
    }

    /// <summary>The audits of the region that an official audits, or all to an administrator; none to anybody else.</summary>
    public async Task<AuditBoard> ForOfficialAsync(Guid officialId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (await db.ReadableRegionAsync(officialId, regions, Duties.Audit) is not { } region)
        {
            return new([], [], []);
        }

        var audits = db.Set<GrantAudit>().AsNoTracking().Where(row => row.OriginCode.StartsWith(region));
        return new(
            await CasesAsync(db, audits.Where(row => row.Status == GrantAuditStatus.Answered).OrderBy(row => row.ReviewBefore)),
            await CasesAsync(db, audits.Where(row => row.Status == GrantAuditStatus.Asked).OrderBy(row => row.AnswerBefore)),
            await CasesAsync(
                db,
                audits
                    .Where(row => row.Status == GrantAuditStatus.Proven || row.Status == GrantAuditStatus.NotProven)
                    .OrderByDescending(row => row.DecidedAt)
            )
        );
    }

    private static async Task<IReadOnlyList<AuditCase>> CasesAsync(MarketDb db, IOrderedQueryable<GrantAudit> chosen)
    {
        var audits = await chosen.ThenBy(row => row.ParcelId).Take(Most).ToListAsync();
        var (parcelIds, orderIds) = (audits.ConvertAll(row => row.ParcelId), audits.ConvertAll(row => row.OrderId));
        var parcels = await db.Set<Parcel>().AsNoTracking().Where(row => parcelIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
        var orders = await db.Set<Order>().AsNoTracking().Where(row => orderIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
        var deliveries = await db.DeliveriesAsync(parcelIds);
        var names = await db.NamesAsync([
            .. audits.SelectMany(row => new[] { row.FarmerId, row.BuyerId, row.DecidedBy ?? row.FarmerId }).Distinct(),
        ]);
        return audits.ConvertAll(audit =>
        {
            var order = orders[audit.OrderId];
            return new AuditCase(
                audit,
                parcels[audit.ParcelId],
                order.ShipTo,
                names.GetValueOrDefault(audit.FarmerId, ""),
                names.GetValueOrDefault(audit.BuyerId, ""),
                order.GoodsFen + order.ShippingFen,
                deliveries.Proofs[audit.ParcelId].Basis,
                [.. deliveries.Scans[audit.ParcelId]],
                audit.DecidedBy is { } decider ? names.GetValueOrDefault(decider, "") : ""
            );
        });
    }
}
