using System.Runtime.ExceptionServices;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Shortfalls;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Trade.Refunds;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.Shortfalls;

/// <summary>
/// Carries out the claims of shortfalls, each in a command of its own: the refund, the claim's end and the notice to the buyer
/// happen together or not at all. Several at once, here or in other processes, do no harm: each command finds out whether its
/// claim is still open.
/// </summary>
public sealed class ShortfallCuts(MarketWriter writer, RefundService refunds, NotificationService notices, IDbContextFactory<MarketDb> contexts)
{
    /// <summary>Claims of one round; what is beyond them the next one finds.</summary>
    private const int MostAtOnce = 2_000;

    /// <summary>Enough for a commit that is worth its while; few enough that a checkout waits some milliseconds for them.</summary>
    private const int SideBySide = 32;

    /// <summary>Carries out what is open and waits for nobody. One that fails keeps no other waiting.</summary>
    /// <param name="shortfallId">Of one shortfall; null for all.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> CarryOutAsync(Guid? shortfallId = null, CancellationToken stop = default)
    {
        ExceptionDispatchInfo? failure = null;
        var open = await OpenAsync(shortfallId, stop);
        await Parallel.ForEachAsync(open, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = stop }, async (claim, _) =>
        {
            try
            {
                // Refused only while the market is busy or away: the claim stays open, and the next round finds it.
                await writer.RunWhenThereIsRoomAsync(scope => CarryOutAsync(scope, claim));
            }
            catch (Exception thrown) when (thrown is not OperationCanceledException)
            {
                failure ??= ExceptionDispatchInfo.Capture(thrown);
            }
        });
        failure?.Throw();
        return open.Count;
    }

    private async Task<List<ShortfallClaim>> OpenAsync(Guid? shortfallId, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.ClaimsToCarryOut().AsNoTracking().Where(claim => shortfallId == null || claim.ShortfallId == shortfallId)
            .OrderBy(claim => claim.ShortfallId).ThenBy(claim => claim.OrderId).Take(MostAtOnce).ToListAsync(stop);
    }

    private async Task<Result<Done>> CarryOutAsync(WriteScope scope, ShortfallClaim claim)
    {
        var line = await scope.Db.LineOfAsync(claim);
        if (claim.ToCut(line.Order.Status, line.Parcel.IsSent, line.Line.KeptGrams) is not { } grams || !await EndAsync(scope, claim, grams))
        {
            return Done.Instance;
        }

        var shortfall = await scope.Db.Set<Shortfall>().AsNoTracking().SingleAsync(row => row.Id == claim.ShortfallId);
        scope.Announce(new LiveSignal(MemberTopics.Farmer(shortfall.FarmerId), scope.Now));
        return grams == 0 ? Done.Instance : await GiveBackAsync(scope, shortfall.Cut(claim, grams), line);
    }

    /// <summary>Says that a claim is carried out. False when somebody else was faster.</summary>
    private static async Task<bool> EndAsync(WriteScope scope, ShortfallClaim claim, long grams) => await scope.Db.Set<ShortfallClaim>()
        .Where(row => row.ShortfallId == claim.ShortfallId && row.OrderId == claim.OrderId && row.DoneAt == null)
        .ExecuteUpdateAsync(row => row.SetProperty(it => it.CutGrams, grams).SetProperty(it => it.DoneAt, scope.Now)) == 1;

    private async Task<Result<Done>> GiveBackAsync(WriteScope scope, RefundIntent cut, OpenOrderLine line)
    {
        var given = await refunds.GiveBackAsync(scope, cut);
        if (!given.IsOk)
        {
            return given.Rejections[0].Code == "market.busy"
                ? Result<Done>.Refused(given.Rejections)
                : throw new InvalidOperationException($"Refund {cut.Id} of a shortfall was refused: {given.Rejections[0].Code}.");
        }

        await notices.TellAsync(scope, [line.Order.BuyerId], new NotificationDraft(NotificationKind.OrderCut, cut.Id.ToString(), new NotificationSubject
        {
            OrderId = cut.OrderId,
            LotId = line.Line.LotId,
            ProduceCode = line.Line.ProduceCode,
            Grams = cut.Lines[0].Grams,
            Fen = given.Value.BuyerFen,
        }));
        return Done.Instance;
    }
}
