using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Shortfalls;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Jobs;
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
public sealed class ShortfallCuts(MarketWriter writer, DueWork due, RefundService refunds, NotificationService notifications)
{
    internal const string Name = "shortfall.cut";

    /// <summary>Carries out what is open and waits for nobody. One that fails keeps no other waiting.</summary>
    /// <param name="shortfallId">Of one shortfall; null for all.</param>
    /// <returns>How many were carried out.</returns>
    public async Task<int> CarryOutAsync(Guid? shortfallId = null, CancellationToken stop = default) =>
        (
            await due.RunAsync(
                new DueKind<ShortfallClaim>(
                    Name,
                    (db, _, last, size, inner) => ReadOpenAsync(db, shortfallId, last, size, inner),
                    claim => $"{DueKind.Text(claim.ShortfallId)} {DueKind.Text(claim.OrderId)}",
                    (claim, _) => writer.RunWhenThereIsRoomAsync(scope => CarryOutAsync(scope, claim))
                )
                {
                    IsWhole = shortfallId is null,
                },
                stop
            )
        ).Done;

    private static Task<List<ShortfallClaim>> ReadOpenAsync(
        MarketDb db,
        Guid? shortfallId,
        ShortfallClaim? last,
        int size,
        CancellationToken stop
    )
    {
        var open = db.ClaimsToCarryOut().AsNoTracking().Where(claim => shortfallId == null || claim.ShortfallId == shortfallId);
        return (
            last is null
                ? open
                : open.Where(claim =>
                    claim.ShortfallId >= last.ShortfallId && (claim.ShortfallId > last.ShortfallId || claim.OrderId > last.OrderId)
                )
        )
            .OrderBy(claim => claim.ShortfallId)
            .ThenBy(claim => claim.OrderId)
            .Take(size)
            .ToListAsync(stop);
    }

    private async Task<Result<Done>> CarryOutAsync(WriteScope scope, ShortfallClaim claim)
    {
        var line = await scope.Db.LineOfAsync(claim);
        if (
            claim.ToCut(line.Order.Status, line.Parcel.IsSent, line.Line.KeptGrams) is not { } grams
            || !await EndAsync(scope, claim, grams)
        )
        {
            return Done.Instance;
        }

        var shortfall = await scope.Db.Set<Shortfall>().AsNoTracking().SingleAsync(row => row.Id == claim.ShortfallId);
        scope.Announce(new LiveSignal(MemberTopics.Farmer(shortfall.FarmerId), scope.Now));
        return grams == 0 ? Done.Instance : await RefundAsync(scope, shortfall.Cut(claim, grams), line);
    }

    /// <summary>Says that a claim is carried out. False when somebody else was faster.</summary>
    private static async Task<bool> EndAsync(WriteScope scope, ShortfallClaim claim, long grams) =>
        await scope
            .Db.Set<ShortfallClaim>()
            .Where(row => row.ShortfallId == claim.ShortfallId && row.OrderId == claim.OrderId && row.DoneAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.CutGrams, grams).SetProperty(it => it.DoneAt, scope.Now)) == 1;

    private async Task<Result<Done>> RefundAsync(WriteScope scope, RefundIntent cut, OpenOrderLine line)
    {
        var given = await refunds.RefundAsync(scope, cut);
        if (!given.IsOk)
        {
            return given.Rejections[0].Code == "market.busy"
                ? Result<Done>.Refused(given.Rejections)
                : throw new InvalidOperationException($"Refund {cut.Id} of a shortfall was refused: {given.Rejections[0].Code}.");
        }

        await notifications.NotifyAsync(
            scope,
            [line.Order.BuyerId],
            new NotificationDraft(
                ShortfallNotifications.OrderCut,
                cut.Id.ToString(),
                new NotificationSubject
                {
                    OrderId = cut.OrderId,
                    LotId = line.Line.LotId,
                    ProduceCode = line.Line.ProduceCode,
                    Grams = cut.Lines[0].Grams,
                    Fen = given.Value.BuyerFen,
                }
            )
        );
        return Done.Instance;
    }
}
