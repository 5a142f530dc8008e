using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Audits;

internal static class AuditQueries
{
    /// <summary>The parcels that a China day's draw is made of: those whose grants became final on it.</summary>
    public static IQueryable<DeliveryProof> AuditCandidates(this MarketDb db, DateOnly day)
    {
        var (from, to) = (ChinaTime.StartOfDay(day), ChinaTime.EndOfDay(day));
        return db.Set<DeliveryProof>().AsNoTracking().Where(proof => proof.GrantFen > 0 && proof.At >= from && proof.At < to);
    }
}
