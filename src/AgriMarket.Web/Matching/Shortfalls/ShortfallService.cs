using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Shortfalls;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching.Shortfalls;

/// <summary>
/// Takes what farmers say of lots that bring less than was promised, and has every part that is cut refunded. Rejects with
/// what <see cref="Shortfall.Plan"/> says, and with <c>market.busy</c> when another process sold of the lot in between.
/// </summary>
public sealed class ShortfallService(
    MarketWriter writer,
    ShortfallCuts cuts,
    IDbContextFactory<MarketDb> contexts,
    IOptions<MatchOptions> options,
    TimeProvider clock
)
{
    /// <summary>Who would get how much if it were said now. Nothing is changed; refused as the command would be.</summary>
    public async Task<Result<ShortfallView>> PreviewAsync(ShortfallIntent intent)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var planned = await PlanAsync(db, intent, clock.GetUtcNow().UtcDateTime);
        return planned.IsOk ? await db.ViewAsync(planned.Value.Shortfall) : Result<ShortfallView>.Refused(planned.Rejections);
    }

    /// <summary>
    /// Takes the lot off sale with all that was still to be had of it, keeps everybody's part, and refunds at once what can be.
    /// What orders still wait for, and what a crash left undone, <see cref="ShortfallJob"/> carries out. The same id sent again
    /// answers the same; with another content it rejects with <c>shortfall.id-taken</c>.
    /// </summary>
    public async Task<Result<ShortfallView>> SayAsync(ShortfallIntent intent)
    {
        var said = await StoreAsync(intent);
        if (!said.IsOk)
        {
            return Result<ShortfallView>.Refused(said.Rejections);
        }

        await cuts.CarryOutAsync(intent.Id);
        await using var db = await contexts.CreateDbContextAsync();
        return await db.ViewAsync(
            await db.Set<Shortfall>().AsNoTracking().Include(row => row.Claims).SingleAsync(row => row.Id == intent.Id)
        );
    }

    /// <summary>What is durable before anything is refunded.</summary>
    internal Task<Result<Done>> StoreAsync(ShortfallIntent intent) =>
        writer.RunAsync<Done>(async scope =>
        {
            var db = scope.Db;
            if (!await db.Set<Lot>().AnyAsync(lot => lot.Id == intent.LotId && lot.FarmerId == intent.FarmerId))
            {
                return new Rejection("lot.unknown");
            }

            if (await db.Set<Shortfall>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == intent.Id) is { } known)
            {
                return known.IsSame(intent) ? Done.Instance : new Rejection("shortfall.id-taken");
            }

            if (await db.Set<Adjustment>().AnyAsync(row => row.Id == intent.Id))
            {
                return new Rejection("shortfall.id-taken");
            }

            // Before the facts are read: from here on nobody, in whatever process, sells of it. A refusal takes it back.
            await StockMoves.CloseAsync(scope, intent.LotId);
            var planned = await PlanAsync(db, intent, scope.Now);
            if (!planned.IsOk)
            {
                return Result<Done>.Refused(planned.Rejections);
            }

            if (planned.Value.Rest is { } rest && !await StockMoves.AdjustAsync(scope, rest))
            {
                return new Rejection("market.busy");
            }

            db.Add(planned.Value.Shortfall);
            await db.SaveChangesAsync();
            scope.Announce(new LiveSignal(MemberTopics.Farmer(intent.FarmerId), scope.Now));
            return Done.Instance;
        });

    private async Task<Result<ShortfallPlan>> PlanAsync(MarketDb db, ShortfallIntent intent, DateTime now) =>
        Shortfall.Plan(
            intent,
            new ShortfallFacts(
                await db.Set<Lot>().AsNoTracking().FirstOrDefaultAsync(lot => lot.Id == intent.LotId),
                await db.PromisedAsync(intent.LotId),
                await db.Set<ShortfallClaim>().AnyAsync(claim => claim.LotId == intent.LotId && claim.DoneAt == null),
                options.Value.RationRule,
                now
            )
        );
}
