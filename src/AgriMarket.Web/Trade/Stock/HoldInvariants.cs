using System.Globalization;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Stock;

/// <summary>What must be true of stock that is reserved for orders.</summary>
internal static class HoldInvariants
{
    private static readonly Invariant HeldIsTheOpenHolds = Invariant.That(
        "What a lot holds is the sum of its open holds.",
        db =>
            from lot in db.Set<Lot>()
            join sums in db.Set<Hold>()
                .Where(hold => hold.Status == HoldStatus.Held)
                .GroupBy(hold => hold.LotId)
                .Select(open => new { LotId = open.Key, Grams = open.Sum(hold => hold.Grams) })
                on lot.Id equals sums.LotId
                into all
            from open in all.DefaultIfEmpty()
            where lot.HeldGrams != ((long?)open!.Grams ?? 0)
            select new
            {
                lot.Id,
                lot.HeldGrams,
                OpenGrams = (long?)open!.Grams ?? 0,
            },
        lot => Breach.Of($"lot {lot.Id}", ("grams held", lot.HeldGrams, lot.OpenGrams))
    );

    private static readonly Invariant HoldsBeginAndEndOnce = Invariant.That(
        "A hold began with one row of the journal and, once it has ended, has exactly one with which it was sold, released "
            + "or expired. What expired may be sold late, once, and whole.",
        db =>
            from hold in db.Set<Hold>()
            join rows in db.Set<StockJournalEntry>()
                .Where(entry => entry.OrderId != null)
                .GroupBy(entry => new { entry.OrderId, entry.LotId })
                .Select(entries => new
                {
                    entries.Key.OrderId,
                    entries.Key.LotId,
                    Begun = entries.Sum(entry => entry.Reason == StockReason.Held ? 1L : 0),
                    BegunGrams = entries.Sum(entry => entry.Reason == StockReason.Held ? entry.HeldGrams : 0),
                    Sold = entries.Sum(entry => entry.Reason == StockReason.Sold ? 1L : 0),
                    Late = entries.Sum(entry => entry.Reason == StockReason.SoldLate ? 1L : 0),
                    SoldGrams = entries.Sum(entry =>
                        entry.Reason == StockReason.Sold || entry.Reason == StockReason.SoldLate ? entry.SoldGrams : 0
                    ),
                    KeptGrams = entries.Sum(entry => entry.SoldGrams),
                    Released = entries.Sum(entry => entry.Reason == StockReason.Released ? 1L : 0),
                    Expired = entries.Sum(entry => entry.Reason == StockReason.Expired ? 1L : 0),
                    Held = entries.Sum(entry => entry.HeldGrams),
                })
                on new { OrderId = (Guid?)hold.OrderId, hold.LotId } equals new { rows.OrderId, rows.LotId }
                into all
            from rows in all.DefaultIfEmpty()
            select new
            {
                hold.OrderId,
                hold.LotId,
                hold.Grams,
                Begun = (long?)rows!.Begun ?? 0,
                BegunGrams = (long?)rows.BegunGrams ?? 0,
                Sold = (long?)rows.Sold ?? 0,
                SoldExpected = hold.Status == HoldStatus.Sold ? 1L : 0,
                Late = (long?)rows.Late ?? 0,
                MostLate = hold.Status == HoldStatus.Expired ? 1L : 0,
                SoldGrams = (long?)rows.SoldGrams ?? 0,
                SoldGramsExpected = hold.Status == HoldStatus.Sold || (hold.Status == HoldStatus.Expired && rows.Late == 1)
                    ? hold.Grams
                    : 0,
                KeptGrams = (long?)rows.KeptGrams ?? 0,
                Released = (long?)rows.Released ?? 0,
                ReleasedExpected = hold.Status == HoldStatus.Released ? 1L : 0,
                Expired = (long?)rows.Expired ?? 0,
                ExpiredExpected = hold.Status == HoldStatus.Expired ? 1L : 0,
                Held = (long?)rows.Held ?? 0,
                HeldExpected = hold.Status == HoldStatus.Held ? hold.Grams : 0,
            } into hold
            where
                hold.Begun != 1
                || hold.BegunGrams != hold.Grams
                || hold.Sold != hold.SoldExpected
                || hold.Late > hold.MostLate
                || hold.SoldGrams != hold.SoldGramsExpected
                || hold.KeptGrams < 0
                || hold.Released != hold.ReleasedExpected
                || hold.Expired != hold.ExpiredExpected
                || hold.Held != hold.HeldExpected
            select hold,
        hold =>
            Breach.Of(
                Named(hold.OrderId, hold.LotId),
                ("rows that reserve", hold.Begun, 1),
                ("grams reserved", hold.BegunGrams, hold.Grams),
                ("rows that sell", hold.Sold, hold.SoldExpected),
                ("rows that sell late", hold.Late, Math.Min(hold.Late, hold.MostLate)),
                ("grams sold", hold.SoldGrams, hold.SoldGramsExpected),
                ("grams that stay sold", hold.KeptGrams, Math.Max(hold.KeptGrams, 0)),
                ("rows that release", hold.Released, hold.ReleasedExpected),
                ("rows that expire", hold.Expired, hold.ExpiredExpected),
                ("grams still held", hold.Held, hold.HeldExpected)
            )
    );

    private static readonly Invariant EndedHoldsSayWhen = Invariant.That(
        "A hold that has ended says when, and one that is open does not.",
        db =>
            db.Set<Hold>()
                .Where(hold => (hold.Status == HoldStatus.Held) != (hold.EndedAt == null))
                .Select(hold => new
                {
                    hold.OrderId,
                    hold.LotId,
                    hold.Status,
                    hold.EndedAt,
                }),
        hold => new Breach(
            Named(hold.OrderId, hold.LotId),
            $"{hold.Status} with end {Written(hold.EndedAt)}",
            hold.EndedAt is null ? "an end" : "no end"
        )
    );

    private static readonly Invariant OrderedStockHasAHold = Invariant.That(
        "Each row of the journal that an order caused belongs to a hold of that order, and no row of another reason has an order.",
        db =>
            from entry in db.Set<StockJournalEntry>()
            where
                (entry.OrderId != null && !db.Set<Hold>().Any(hold => hold.OrderId == entry.OrderId && hold.LotId == entry.LotId))
                // What comes back after best-before is written off for its order; what lay unsold, for nobody.
                // The list stands on the left: EF Core puts no brackets about it, and on the right SQLite reads "(x <> reason) IN (…)".
                || (
                    entry.Reason != StockReason.PastBestBefore
                    && (
                        entry.Reason == StockReason.Listed
                        || entry.Reason == StockReason.OffSale
                        || entry.Reason == StockReason.Found
                        || entry.Reason == StockReason.Damaged
                        || entry.Reason == StockReason.GivenAway
                        || entry.Reason == StockReason.Repriced
                        || entry.Reason == StockReason.Edited
                        || entry.Reason == StockReason.Paused
                        || entry.Reason == StockReason.Resumed
                    ) != (entry.OrderId == null)
                )
            select new
            {
                entry.LotId,
                entry.Version,
                entry.Reason,
                entry.OrderId,
            },
        entry => new Breach(
            $"journal row {entry.LotId} version {entry.Version}",
            $"{entry.Reason} for {(entry.OrderId is { } order ? $"order {order}" : "no order")}",
            "an order with a hold on the lot, where the reason is an order's"
        )
    );

    public static IReadOnlyList<Invariant> All { get; } =
    [HeldIsTheOpenHolds, HoldsBeginAndEndOnce, EndedHoldsSayWhen, OrderedStockHasAHold];

    private static string Named(Guid orderId, Guid lotId) => $"hold of order {orderId} on lot {lotId}";

    private static string Written(DateTime? at) => at is { } time ? time.ToString("u", CultureInfo.InvariantCulture) : "none";
}
