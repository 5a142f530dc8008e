using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.ReferencePrices;
using AgriMarket.Web.Trade.Stock;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Lots;

/// <summary>What sellers change of their lots after listing them. Orders keep what they were placed at.</summary>
public sealed class LotEditService(MarketWriter writer, ReferencePriceCache references, ProduceCatalogue produce)
{
    /// <summary>
    /// Gives a farmer's own lot another price, other dates and words. Rejects with <c>lot.unknown</c> and as <see cref="LotEdit.Check"/>
    /// says. Idempotent: what it is already changes nothing.
    /// </summary>
    public Task<Result<Done>> EditAsync(LotEdit edit) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (await FindAsync(scope, edit.LotId, edit.FarmerId) is not { } lot)
            {
                return new Rejection("lot.unknown");
            }

            var facts = new LotEditFacts(
                lot,
                await scope.Db.Set<PriceReview>().AnyAsync(review => review.Id == lot.Id),
                lot.CampaignId is not null || await IsNamedAsync(scope, lot.Id),
                produce,
                await references.GetAsync(scope.Db, scope.Now),
                scope.Now
            );
            var check = edit.Check(facts);
            if (!check.IsOk || edit.IsSame(lot))
            {
                return check;
            }

            if (!await StockMoves.EditAsync(scope, edit, edit.ReasonFor(lot)))
            {
                // Another process was faster.
                return new Rejection("edit.changed");
            }

            scope.Announce(new LiveSignal(MemberTopics.Farmer(edit.FarmerId), scope.Now));
            return Done.Instance;
        });

    /// <summary>
    /// Takes a farmer's own lot off sale for the time being, or puts it on sale again; what is ordered of it is shipped in any case.
    /// Rejects with <c>lot.unknown</c>, and with <c>lot.off-sale</c> once it was taken off for good. Idempotent: said twice is once.
    /// </summary>
    public Task<Result<Done>> PauseAsync(Guid lotId, Guid farmerId, bool isPaused) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (await FindAsync(scope, lotId, farmerId) is not { } lot)
            {
                return new Rejection("lot.unknown");
            }

            if (!lot.IsListed(ChinaTime.Day(scope.Now)))
            {
                return new Rejection("lot.off-sale");
            }

            if (await StockMoves.PauseAsync(scope, lotId, isPaused))
            {
                scope.Announce(new LiveSignal(MemberTopics.Farmer(farmerId), scope.Now));
            }

            return Done.Instance;
        });

    private static Task<Lot?> FindAsync(WriteScope scope, Guid lotId, Guid farmerId) =>
        scope.Db.Set<Lot>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == lotId && row.FarmerId == farmerId);

    /// <summary>Whether a scheme that is not over pays for this very lot.</summary>
    private static Task<bool> IsNamedAsync(WriteScope scope, Guid lotId) =>
        scope.Db.Set<Scheme>().AnyAsync(scheme => scheme.EndsAt > scope.Now && scheme.Conditions.LotIds.Contains(lotId));
}
