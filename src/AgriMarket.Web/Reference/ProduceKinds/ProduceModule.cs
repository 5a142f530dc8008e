using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Prices;
using AgriMarket.Platform.Storage.Reference;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Reference.ProduceKinds;

internal static class ProduceModule
{
    /// <summary>The reference data of the lots: produce first, because prices refer to it.</summary>
    public static void AddLotReference(this WebApplicationBuilder builder)
    {
        builder.Services.AddReferenceSet<ProduceSet>();
        builder.Services.AddReferenceSet<WholesalePriceSet>();
        builder.Services.AddCatalogue(
            async (db, stop) =>
                new ProduceCatalogue(
                    await db.Set<Produce>().AsNoTracking().ToListAsync(stop),
                    await db.Set<ProduceAlias>().AsNoTracking().ToListAsync(stop)
                )
        );
        builder.Services.AddCatalogue(
            async (db, stop) => new WholesalePrices(await db.Set<TypicalPrice>().AsNoTracking().ToListAsync(stop))
        );
    }
}
