using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Stock;
using AgriMarket.Web.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Stock;

/// <summary>What must be true of quantities, holds and the stock journal.</summary>
internal sealed class StockInvariants : IInvariants
{
    private static readonly Invariant QuantitiesAreTheJournal = Invariant.That(
        "The quantities of a lot are the sums of its journal.",
        db => from lot in db.Set<Lot>()
              join sums in db.Set<StockJournalEntry>().GroupBy(entry => entry.LotId).Select(entries => new
              {
                  LotId = entries.Key,
                  Listed = entries.Sum(entry => entry.ListedGrams),
                  Available = entries.Sum(entry => entry.AvailableGrams),
                  Held = entries.Sum(entry => entry.HeldGrams),
                  Sold = entries.Sum(entry => entry.SoldGrams),
                  WrittenOff = entries.Sum(entry => entry.WrittenOffGrams),
              }) on lot.Id equals sums.LotId into journals
              from journal in journals.DefaultIfEmpty()
              select new
              {
                  lot.Id,
                  Listed = lot.ListedGrams + lot.AdjustedGrams,
                  lot.AvailableGrams,
                  lot.HeldGrams,
                  lot.SoldGrams,
                  lot.WrittenOffGrams,
                  JournalListed = (long?)journal!.Listed ?? 0,
                  JournalAvailable = (long?)journal.Available ?? 0,
                  JournalHeld = (long?)journal.Held ?? 0,
                  JournalSold = (long?)journal.Sold ?? 0,
                  JournalWrittenOff = (long?)journal.WrittenOff ?? 0,
              } into both
              where both.Listed != both.JournalListed || both.AvailableGrams != both.JournalAvailable || both.HeldGrams != both.JournalHeld
                  || both.SoldGrams != both.JournalSold || both.WrittenOffGrams != both.JournalWrittenOff
              select both,
        both => Breach.Of(
            $"lot {both.Id}",
            ("grams listed and adjusted", both.Listed, both.JournalListed),
            ("grams available", both.AvailableGrams, both.JournalAvailable),
            ("grams held", both.HeldGrams, both.JournalHeld),
            ("grams sold", both.SoldGrams, both.JournalSold),
            ("grams written off", both.WrittenOffGrams, both.JournalWrittenOff)));

    private static readonly Invariant NothingIsLost = Invariant.That(
        "Listed + adjusted = available + held + sold + written off, in every lot.",
        db => db.Set<Lot>()
            .Select(lot => new { lot.Id, Listed = lot.ListedGrams + lot.AdjustedGrams, Kept = lot.AvailableGrams + lot.HeldGrams + lot.SoldGrams + lot.WrittenOffGrams })
            .Where(lot => lot.Listed != lot.Kept),
        lot => Breach.Of($"lot {lot.Id}", ("grams accounted for", lot.Kept, lot.Listed)));

    private static readonly Invariant NothingIsNegative = Invariant.That(
        "No quantity of a lot is below zero.",
        db => db.Set<Lot>().Where(lot => lot.ListedGrams < 0 || lot.AvailableGrams < 0 || lot.HeldGrams < 0 || lot.SoldGrams < 0 || lot.WrittenOffGrams < 0)
            .Select(lot => new { lot.Id, lot.ListedGrams, lot.AvailableGrams, lot.HeldGrams, lot.SoldGrams, lot.WrittenOffGrams }),
        lot => new Breach(
            $"lot {lot.Id}",
            $"grams listed {lot.ListedGrams}, available {lot.AvailableGrams}, held {lot.HeldGrams}, sold {lot.SoldGrams}, written off {lot.WrittenOffGrams}",
            "none below zero"));

    private static readonly Invariant HeldIsTheOpenHolds = Invariant.That(
        "What a lot holds is the sum of its open holds.",
        db => from lot in db.Set<Lot>()
              join sums in db.Set<Hold>().Where(hold => hold.Status == HoldStatus.Held).GroupBy(hold => hold.LotId)
                  .Select(open => new { LotId = open.Key, Grams = open.Sum(hold => hold.Grams) }) on lot.Id equals sums.LotId into all
              from open in all.DefaultIfEmpty()
              where lot.HeldGrams != ((long?)open!.Grams ?? 0)
              select new { lot.Id, lot.HeldGrams, OpenGrams = (long?)open!.Grams ?? 0 },
        lot => Breach.Of($"lot {lot.Id}", ("grams held", lot.HeldGrams, lot.OpenGrams)));

    private static readonly Invariant RowsDoWhatTheySay = Invariant.That(
        "Each row of the journal moves stock as its reason says, and loses none: listed = available + held + sold + written off.",
        db => db.Set<StockJournalEntry>().Where(entry =>
            entry.ListedGrams != entry.AvailableGrams + entry.HeldGrams + entry.SoldGrams + entry.WrittenOffGrams
            || !(entry.Reason == StockReason.Listed ? entry.ListedGrams > 0 && entry.HeldGrams == 0 && entry.SoldGrams == 0 && entry.WrittenOffGrams == 0
                : entry.Reason == StockReason.Held ? entry.HeldGrams > 0 && entry.ListedGrams == 0 && entry.SoldGrams == 0 && entry.WrittenOffGrams == 0
                : entry.Reason == StockReason.Released || entry.Reason == StockReason.Expired ? entry.HeldGrams < 0 && entry.ListedGrams == 0 && entry.SoldGrams == 0 && entry.WrittenOffGrams == 0
                : entry.Reason == StockReason.Sold ? entry.SoldGrams > 0 && entry.ListedGrams == 0 && entry.AvailableGrams == 0 && entry.WrittenOffGrams == 0
                : entry.Reason != StockReason.PastBestBefore || (entry.WrittenOffGrams > 0 && entry.ListedGrams == 0 && entry.HeldGrams == 0 && entry.SoldGrams == 0))),
        entry => new Breach(
            $"journal row {entry.LotId} version {entry.Version}",
            $"{entry.Reason} with grams listed {entry.ListedGrams}, available {entry.AvailableGrams}, held {entry.HeldGrams}, sold {entry.SoldGrams}, written off {entry.WrittenOffGrams}",
            $"a move of stock that is {entry.Reason}"));

    private static readonly Invariant NoVersionIsMissing = Invariant.That(
        "The journal of a lot has a row for each of its versions, but for the one with which the lot was closed.",
        db => from lot in db.Set<Lot>()
              join sums in db.Set<StockJournalEntry>().GroupBy(entry => entry.LotId)
                  .Select(entries => new { LotId = entries.Key, Rows = entries.LongCount(), First = entries.Min(entry => entry.Version), Last = entries.Max(entry => entry.Version) })
                  on lot.Id equals sums.LotId into all
              from journal in all.DefaultIfEmpty()
              select new
              {
                  lot.Id,
                  Rows = (long?)journal!.Rows ?? 0,
                  First = (long?)journal.First ?? 0,
                  Last = (long?)journal.Last ?? 0,
                  lot.Version,
                  // Closing a lot moves no stock, so that it writes no row.
                  RowsExpected = lot.Version - (lot.Status == LotStatus.Closed ? 1 : 0),
              } into lot
              where lot.Rows != lot.RowsExpected || lot.First != 1 || lot.Last > lot.Version
              select lot,
        lot => Breach.Of($"lot {lot.Id}", ("journal rows", lot.Rows, lot.RowsExpected), ("first version", lot.First, 1), ("last version", Math.Max(lot.Last, lot.Version), lot.Version)));

    private static readonly Invariant HoldsBeginAndEndOnce = Invariant.That(
        "A hold has the journal row with which it began and, once it has ended, exactly one with which it was sold, released or expired.",
        db => from hold in db.Set<Hold>()
              join rows in db.Set<StockJournalEntry>().Where(entry => entry.OrderId != null).GroupBy(entry => new { entry.OrderId, entry.LotId }).Select(entries => new
              {
                  entries.Key.OrderId,
                  entries.Key.LotId,
                  Begun = entries.Sum(entry => entry.Reason == StockReason.Held ? 1L : 0),
                  BegunGrams = entries.Sum(entry => entry.Reason == StockReason.Held ? entry.HeldGrams : 0),
                  Sold = entries.Sum(entry => entry.Reason == StockReason.Sold ? 1L : 0),
                  SoldGrams = entries.Sum(entry => entry.SoldGrams),
                  Released = entries.Sum(entry => entry.Reason == StockReason.Released ? 1L : 0),
                  Expired = entries.Sum(entry => entry.Reason == StockReason.Expired ? 1L : 0),
                  Held = entries.Sum(entry => entry.HeldGrams),
              }) on new { OrderId = (Guid?)hold.OrderId, hold.LotId } equals new { rows.OrderId, rows.LotId } into all
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
                  SoldGrams = (long?)rows.SoldGrams ?? 0,
                  SoldGramsExpected = hold.Status == HoldStatus.Sold ? hold.Grams : 0,
                  Released = (long?)rows.Released ?? 0,
                  ReleasedExpected = hold.Status == HoldStatus.Released ? 1L : 0,
                  Expired = (long?)rows.Expired ?? 0,
                  ExpiredExpected = hold.Status == HoldStatus.Expired ? 1L : 0,
                  Held = (long?)rows.Held ?? 0,
                  HeldExpected = hold.Status == HoldStatus.Held ? hold.Grams : 0,
              } into hold
              where hold.Begun != 1 || hold.BegunGrams != hold.Grams || hold.Sold != hold.SoldExpected || hold.SoldGrams != hold.SoldGramsExpected
                  || hold.Released != hold.ReleasedExpected || hold.Expired != hold.ExpiredExpected || hold.Held != hold.HeldExpected
              select hold,
        hold => Breach.Of(
            $"hold of order {hold.OrderId} on lot {hold.LotId}",
            ("rows that set aside", hold.Begun, 1),
            ("grams set aside", hold.BegunGrams, hold.Grams),
            ("rows that sell", hold.Sold, hold.SoldExpected),
            ("grams sold", hold.SoldGrams, hold.SoldGramsExpected),
            ("rows that release", hold.Released, hold.ReleasedExpected),
            ("rows that expire", hold.Expired, hold.ExpiredExpected),
            ("grams still held", hold.Held, hold.HeldExpected)));

    private static readonly Invariant EndedHoldsSayWhen = Invariant.That(
        "A hold that has ended says when, and one that is open does not.",
        db => db.Set<Hold>().Where(hold => (hold.Status == HoldStatus.Held) != (hold.EndedAt == null)).Select(hold => new { hold.OrderId, hold.LotId, hold.Status, hold.EndedAt }),
        hold => new Breach($"hold of order {hold.OrderId} on lot {hold.LotId}", $"{hold.Status} with end {Written(hold.EndedAt)}", hold.EndedAt is null ? "an end" : "no end"));

    private static readonly Invariant OrderedStockHasAHold = Invariant.That(
        "Each row of the journal that an order caused belongs to a hold of that order, and none is set aside, sold or given back without an order.",
        db => from entry in db.Set<StockJournalEntry>()
              where (entry.OrderId != null && !db.Set<Hold>().Any(hold => hold.OrderId == entry.OrderId && hold.LotId == entry.LotId))
                  || (entry.OrderId == null && (entry.Reason == StockReason.Held || entry.Reason == StockReason.Sold || entry.Reason == StockReason.Released || entry.Reason == StockReason.Expired))
              select new { entry.LotId, entry.Version, entry.Reason, entry.OrderId },
        entry => new Breach(
            $"journal row {entry.LotId} version {entry.Version}",
            $"{entry.Reason} for {(entry.OrderId is { } order ? $"order {order}, which holds nothing of the lot" : "no order")}",
            "an order with a hold on the lot"));

    private static readonly Invariant JournalsHaveLots = Invariant.That(
        "Each row of the journal is of a lot that is there.",
        db => db.Set<StockJournalEntry>().Where(entry => !db.Set<Lot>().Any(lot => lot.Id == entry.LotId)).Select(entry => new { entry.LotId, entry.Version }),
        entry => new Breach($"journal row {entry.LotId} version {entry.Version}", "no such lot", "a lot"));

    public string Name => "Stock";

    public IReadOnlyList<AuditedRows> Rows { get; } = [AuditedRows.Of<Lot>("lots"), AuditedRows.Of<StockJournalEntry>("journal rows"), AuditedRows.Of<Hold>("holds")];

    public IReadOnlyList<Invariant> All { get; } =
    [
        QuantitiesAreTheJournal, NothingIsLost, NothingIsNegative, HeldIsTheOpenHolds,
        RowsDoWhatTheySay, NoVersionIsMissing, HoldsBeginAndEndOnce, EndedHoldsSayWhen, OrderedStockHasAHold, JournalsHaveLots,
    ];

    private static string Written(DateTime? at) => at is { } time ? time.ToString("u", System.Globalization.CultureInfo.InvariantCulture) : "none";
}
