using AgriMarket.Domain.Logistics;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Logistics;

internal static class LogisticsModule
{
    public static void AddLogistics(this WebApplicationBuilder builder)
    {
        builder.Services.AddReferenceSet<RegionSet>();
        builder.Services.AddReferenceSet<FreightSet>();
        builder.Services.AddCatalogue(async (db, stop) => new RegionCatalogue(await db.Set<Region>().AsNoTracking().ToListAsync(stop)));
        builder.Services.AddCatalogue(async (db, stop) => new FreightTariff(await db.Set<FreightRate>().AsNoTracking().ToListAsync(stop)));
    }
}
