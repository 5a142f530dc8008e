using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Platform.Live;
using AgriMarket.Web.Platform.Storage;
using AgriMarket.Web.Stock;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Lots;

/// <summary>Puts lots on sale and takes them off.</summary>
public sealed class LotService(MarketWriter writer, ProduceCatalogue produce, RegionCatalogue regions)
{
    /// <summary>
    /// Puts a lot on sale. Refused with a sentence for each wrong field. The same id sent again by the same farmer answers the
    /// same.
    /// </summary>
    /// <returns>The lot's id.</returns>
    public Task<Result<Guid>> ListAsync(ListingIntent intent) => writer.RunAsync<Guid>(async scope =>
    {
        if (await scope.Db.Set<Lot>().AsNoTracking().FirstOrDefaultAsync(lot => lot.Id == intent.Id) is { } known)
        {
            return known.FarmerId == intent.FarmerId ? known.Id : new Rejection("lot.id-taken");
        }

        var planned = Listing.Plan(intent, produce, regions, scope.Now);
        if (!planned.IsOk)
        {
            return Result<Guid>.Refused(planned.Rejections);
        }

        await StockMoves.ListAsync(scope, planned.Value);
        scope.Announce(new LiveSignal(LiveTopics.Farmer(intent.FarmerId), scope.Now));
        return planned.Value.Id;
    });

    /// <summary>Takes a lot of this farmer off sale. Refused with <c>lot.off-sale</c> when it is already.</summary>
    public Task<Result<Done>> CloseAsync(Guid lotId, Guid farmerId) => writer.RunAsync(async scope =>
    {
        var lot = await scope.Db.Set<Lot>().FirstOrDefaultAsync(row => row.Id == lotId && row.FarmerId == farmerId);
        if (lot is null)
        {
            return new Rejection("lot.unknown");
        }

        var closed = lot.Close();
        if (closed.IsOk)
        {
            await scope.Db.SaveChangesAsync();
            scope.Announce(new StockChange(lot.Id, lot.Version, 0));
            scope.Announce(new LiveSignal(LiveTopics.Farmer(farmerId), scope.Now));
        }

        return closed;
    });
}
