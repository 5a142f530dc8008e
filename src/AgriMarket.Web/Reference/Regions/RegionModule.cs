using AgriMarket.Domain.Logistics;
using AgriMarket.Platform.Storage.Reference;
using AgriMarket.Web.Reference.Freight;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Reference.Regions;

internal static class RegionModule
{
    public static void AddLogistics(this WebApplicationBuilder builder)
    {
        builder.Services.AddReferenceSet<RegionSet>();
        builder.Services.AddReferenceSet<FreightSet>();
        builder.Services.AddCatalogue(async (db, stop) => new RegionCatalogue(await db.Set<Region>().AsNoTracking().ToListAsync(stop)));
        builder.Services.AddCatalogue(async (db, stop) => new FreightTariff(await db.Set<FreightRate>().AsNoTracking().ToListAsync(stop)));
    }
}
