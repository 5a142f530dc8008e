using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Stock;

/// <summary>What must be true of quantities and the stock journal. <see cref="HoldInvariants"/> says what must be true of holds.</summary>
internal sealed class StockInvariants : IInvariants
{
    private static readonly Invariant QuantitiesAreTheJournal = Invariant.That(
        "The quantities of a lot are the sums of its journal.",
        db =>
            from lot in db.Set<Lot>()
            join sums in db.Set<StockJournalEntry>()
                .GroupBy(entry => entry.LotId)
                .Select(entries => new
                {
                    LotId = entries.Key,
                    Listed = entries.Sum(entry => entry.ListedGrams),
                    Adjusted = entries.Sum(entry => entry.AdjustedGrams),
                    Available = entries.Sum(entry => entry.AvailableGrams),
                    Held = entries.Sum(entry => entry.HeldGrams),
                    Sold = entries.Sum(entry => entry.SoldGrams),
                    WrittenOff = entries.Sum(entry => entry.WrittenOffGrams),
                })
                on lot.Id equals sums.LotId
                into journals
            from journal in journals.DefaultIfEmpty()
            select new
            {
                lot.Id,
                lot.ListedGrams,
                lot.AdjustedGrams,
                lot.AvailableGrams,
                lot.HeldGrams,
                lot.SoldGrams,
                lot.WrittenOffGrams,
                JournalListed = (long?)journal!.Listed ?? 0,
                JournalAdjusted = (long?)journal.Adjusted ?? 0,
                JournalAvailable = (long?)journal.Available ?? 0,
                JournalHeld = (long?)journal.Held ?? 0,
                JournalSold = (long?)journal.Sold ?? 0,
                JournalWrittenOff = (long?)journal.WrittenOff ?? 0,
            } into both
            where
                both.ListedGrams != both.JournalListed
                || both.AdjustedGrams != both.JournalAdjusted
                || both.AvailableGrams != both.JournalAvailable
                || both.HeldGrams != both.JournalHeld
                || both.SoldGrams != both.JournalSold
                || both.WrittenOffGrams != both.JournalWrittenOff
            select both,
        both =>
            Breach.Of(
                $"lot {both.Id}",
                ("grams listed", both.ListedGrams, both.JournalListed),
                ("grams adjusted", both.AdjustedGrams, both.JournalAdjusted),
                ("grams available", both.AvailableGrams, both.JournalAvailable),
                ("grams held", both.HeldGrams, both.JournalHeld),
                ("grams sold", both.SoldGrams, both.JournalSold),
                ("grams written off", both.WrittenOffGrams, both.JournalWrittenOff)
            )
    );

    private static readonly Invariant NothingIsLost = Invariant.That(
        "Listed + adjusted = available + held + sold + written off, in every lot.",
        db =>
            db.Set<Lot>()
                .Select(lot => new
                {
                    lot.Id,
                    Listed = lot.ListedGrams + lot.AdjustedGrams,
                    Kept = lot.AvailableGrams + lot.HeldGrams + lot.SoldGrams + lot.WrittenOffGrams,
                })
                .Where(lot => lot.Listed != lot.Kept),
        lot => Breach.Of($"lot {lot.Id}", ("grams accounted for", lot.Kept, lot.Listed))
    );

    private static readonly Invariant NothingIsNegative = Invariant.That(
        "No quantity of a lot is below zero.",
        db =>
            db.Set<Lot>()
                .Where(lot =>
                    lot.ListedGrams < 0 || lot.AvailableGrams < 0 || lot.HeldGrams < 0 || lot.SoldGrams < 0 || lot.WrittenOffGrams < 0
                )
                .Select(lot => new
                {
                    lot.Id,
                    lot.ListedGrams,
                    lot.AvailableGrams,
                    lot.HeldGrams,
                    lot.SoldGrams,
                    lot.WrittenOffGrams,
                }),
        lot => new Breach(
            $"lot {lot.Id}",
            $"grams listed {lot.ListedGrams}, available {lot.AvailableGrams}, held {lot.HeldGrams}, sold {lot.SoldGrams}, "
                + $"written off {lot.WrittenOffGrams}",
            "none below zero"
        )
    );

    private static readonly Invariant RowsDoWhatTheySay = Invariant.OfEach(
        "Each row of the journal moves stock exactly as the program does for its reason.",
        db => db.Set<StockJournalEntry>().AsNoTracking(),
        entry =>
        {
            var move = new StockMove(
                entry.ListedGrams,
                entry.AvailableGrams,
                entry.HeldGrams,
                entry.SoldGrams,
                entry.WrittenOffGrams,
                entry.AdjustedGrams
            );
            var meant = Meant(entry.Reason, move);
            return move == meant
                ? null
                : new Breach($"journal row {entry.LotId} version {entry.Version}", $"{entry.Reason} with {Told(move)}", Told(meant));
        }
    );

    private static readonly Invariant NoVersionIsMissing = Invariant.That(
        "The journal of a lot has a row for each of its versions, and the first one lists it.",
        db =>
            from lot in db.Set<Lot>()
            join sums in db.Set<StockJournalEntry>()
                .GroupBy(entry => entry.LotId)
                .Select(entries => new
                {
                    LotId = entries.Key,
                    Rows = entries.LongCount(),
                    First = entries.Min(entry => entry.Version),
                    Last = entries.Max(entry => entry.Version),
                    Listings = entries.Sum(entry => entry.Reason == StockReason.Listed ? 1L : 0),
                    ListedFirst = entries.Sum(entry => entry.Reason == StockReason.Listed && entry.Version == 1 ? 1L : 0),
                })
                on lot.Id equals sums.LotId
                into all
            from journal in all.DefaultIfEmpty()
            select new
            {
                lot.Id,
                lot.Version,
                Rows = (long?)journal!.Rows ?? 0,
                First = (long?)journal.First ?? 0,
                Last = (long?)journal.Last ?? 0,
                Listings = (long?)journal.Listings ?? 0,
                ListedFirst = (long?)journal.ListedFirst ?? 0,
            } into lot
            where lot.Rows != lot.Version || lot.First != 1 || lot.Last != lot.Version || lot.Listings != 1 || lot.ListedFirst != 1
            select lot,
        lot =>
            Breach.Of(
                $"lot {lot.Id}",
                ("rows", lot.Rows, lot.Version),
                ("first version", lot.First, 1),
                ("last version", lot.Last, lot.Version),
                ("rows that list it", lot.Listings, 1),
                ("rows that list it as its first", lot.ListedFirst, 1)
            )
    );

    private static readonly Invariant OffSaleIsWritten = Invariant.That(
        "A lot was taken off sale once when it is closed, and never when it is not; it is paused when it was last.",
        db =>
            from lot in db.Set<Lot>()
            let rows = db.Set<StockJournalEntry>().LongCount(entry => entry.LotId == lot.Id && entry.Reason == StockReason.OffSale)
            let pauses = db.Set<StockJournalEntry>().LongCount(entry => entry.LotId == lot.Id && entry.Reason == StockReason.Paused)
            let resumes = db.Set<StockJournalEntry>().LongCount(entry => entry.LotId == lot.Id && entry.Reason == StockReason.Resumed)
            let expected = lot.Status == LotStatus.Closed ? 1L : 0
            where
                rows != expected
                || pauses - resumes < (lot.Status == LotStatus.Paused ? 1 : 0)
                || pauses - resumes > (lot.Status == LotStatus.Open ? 0 : 1)
            select new
            {
                lot.Id,
                lot.Status,
                Rows = rows,
                Pauses = pauses - resumes,
            },
        lot => new Breach($"lot {lot.Id}", $"{lot.Status}", $"taken off sale {lot.Rows} times and paused {lot.Pauses} times as its journal")
    );

    private static readonly Invariant AdjustmentsAreWritten = Invariant.That(
        "What a farmer said about a lot's stock is what the journal did to it: found, damaged and given away.",
        db =>
            from lot in db.Set<Lot>()
            join ones in db.Set<Adjustment>()
                .GroupBy(row => row.LotId)
                .Select(rows => new
                {
                    LotId = rows.Key,
                    Rows = rows.LongCount(),
                    Found = rows.Sum(row => row.Kind == AdjustmentKind.Found ? row.Grams : 0),
                    Damaged = rows.Sum(row => row.Kind == AdjustmentKind.Damaged ? row.Grams : 0),
                    GivenAway = rows.Sum(row => row.Kind == AdjustmentKind.GivenAway ? row.Grams : 0),
                })
                on lot.Id equals ones.LotId
                into said
            from adjustments in said.DefaultIfEmpty()
            join others in db.Set<StockJournalEntry>()
                .Where(entry => entry.AdjustedGrams != 0)
                .GroupBy(entry => entry.LotId)
                .Select(entries => new
                {
                    LotId = entries.Key,
                    Rows = entries.LongCount(),
                    Found = entries.Sum(entry => entry.Reason == StockReason.Found ? entry.AdjustedGrams : 0),
                    Damaged = entries.Sum(entry => entry.Reason == StockReason.Damaged ? -entry.AdjustedGrams : 0),
                    GivenAway = entries.Sum(entry => entry.Reason == StockReason.GivenAway ? -entry.AdjustedGrams : 0),
                })
                on lot.Id equals others.LotId
                into done
            from journal in done.DefaultIfEmpty()
            select new
            {
                lot.Id,
                Rows = (long?)journal!.Rows ?? 0,
                Found = (long?)journal.Found ?? 0,
                Damaged = (long?)journal.Damaged ?? 0,
                GivenAway = (long?)journal.GivenAway ?? 0,
                SaidRows = (long?)adjustments!.Rows ?? 0,
                SaidFound = (long?)adjustments.Found ?? 0,
                SaidDamaged = (long?)adjustments.Damaged ?? 0,
                SaidGivenAway = (long?)adjustments.GivenAway ?? 0,
            } into lot
            where
                lot.Rows != lot.SaidRows
                || lot.Found != lot.SaidFound
                || lot.Damaged != lot.SaidDamaged
                || lot.GivenAway != lot.SaidGivenAway
            select lot,
        lot =>
            Breach.Of(
                $"lot {lot.Id}",
                ("rows that adjust", lot.Rows, lot.SaidRows),
                ("grams found", lot.Found, lot.SaidFound),
                ("grams damaged", lot.Damaged, lot.SaidDamaged),
                ("grams given away", lot.GivenAway, lot.SaidGivenAway)
            )
    );

    private static readonly Invariant JournalsHaveLots = Invariant.That(
        "Each row of the journal is of a lot that is there.",
        db =>
            db.Set<StockJournalEntry>()
                .Where(entry => !db.Set<Lot>().Any(lot => lot.Id == entry.LotId))
                .Select(entry => new { entry.LotId, entry.Version }),
        entry => new Breach($"journal row {entry.LotId} version {entry.Version}", "no such lot", "a lot")
    );

    public string Name => "Stock";

    public IReadOnlyList<AuditedRows> Rows { get; } =
    [
        AuditedRows.Of<Lot>("lots"),
        AuditedRows.Of<StockJournalEntry>("journal rows"),
        AuditedRows.Of<Adjustment>("adjustments"),
        AuditedRows.Of<Hold>("holds"),
    ];

    public IReadOnlyList<Invariant> All { get; } =
    [
        QuantitiesAreTheJournal,
        NothingIsLost,
        NothingIsNegative,
        RowsDoWhatTheySay,
        NoVersionIsMissing,
        OffSaleIsWritten,
        AdjustmentsAreWritten,
        JournalsHaveLots,
        .. HoldInvariants.All,
    ];

    private static string Told(StockMove move) =>
        $"grams listed {move.Listed}, adjusted {move.Adjusted}, available {move.Available}, held {move.Held}, sold "
        + $"{move.Sold}, written off {move.WrittenOff}";

    /// <summary>What a row says it does, for the greatest weight in it; nothing for what moves nothing.</summary>
    private static StockMove Meant(StockReason reason, StockMove move)
    {
        var grams = new[] { move.Listed, move.Available, move.Held, move.Sold, move.WrittenOff, move.Adjusted }.Max(long.Abs);
        return !reason.MovesGoods() ? default : StockMove.For(reason, Math.Max(grams, 1));
    }
}
