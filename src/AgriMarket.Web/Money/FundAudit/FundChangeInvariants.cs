using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Money.Schemes;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.FundAudit;

/// <summary>What must be true of the changes of funds that officials propose and approve.</summary>
internal static class FundChangeInvariants
{
    private static readonly Invariant ChangesAreSigned = Invariant.That(
        "A change of a fund that was decided says by whom and when: by another official than proposed it, or withdrawn by the one who did.",
        db =>
            db.Set<FundChange>()
                .Where(change =>
                    (change.Status == FundChangeStatus.Proposed) != (change.DecidedBy == null)
                    || (change.DecidedBy == null) != (change.DecidedAt == null)
                    || (
                        change.Status != FundChangeStatus.Proposed
                        && (change.Status == FundChangeStatus.Withdrawn) != (change.DecidedBy == change.ProposedBy)
                    )
                ),
        change => new Breach(
            $"change {change.Id} of fund {change.FundId}",
            $"{change.Status} by {change.DecidedBy?.ToString() ?? "nobody"}",
            $"signatures as become a change that is {change.Status}"
        )
    );

    private static readonly Invariant ChangesPayWhatTheySay = Invariant.That(
        "A change that pays, or takes back what was paid, names its sum and a scheme of its fund, and a further scheme comes "
            + "once, with its budget; any other names neither.",
        db =>
            from change in db.Set<FundChange>()
            let pays = change.Action == FundAction.TopUp || change.Action == FundAction.AddScheme || change.Action == FundAction.Correct
            where
                pays != (change.SchemeId != null)
                || pays != (change.AmountFen > 0)
                || change.AmountFen < 0
                || (
                    pays
                    && !db.Set<Scheme>()
                        .Any(scheme =>
                            scheme.Id == change.SchemeId
                            && scheme.FundId == change.FundId
                            && (change.Action != FundAction.AddScheme || scheme.BudgetFen == change.AmountFen)
                        )
                )
                || (
                    change.Action == FundAction.AddScheme
                    && db.Set<FundChange>()
                        .Any(other => other.Id != change.Id && other.SchemeId == change.SchemeId && other.Action == FundAction.AddScheme)
                )
            select change,
        change => new Breach(
            $"change {change.Id} of fund {change.FundId}",
            $"{change.Action} of {change.AmountFen} fen for scheme {change.SchemeId?.ToString() ?? "none"}",
            "a sum and a scheme as become it"
        )
    );

    private static readonly Invariant CorrectionsTakeBackWhatTheySay = Invariant.That(
        "A correction says why and names the entry that gave its scheme the sum, which is taken back once two officials "
            + "agreed; any other change names none.",
        db =>
            from change in db.Set<FundChange>()
            join entry in db.Set<Transfer>() on change.EntryId equals (Guid?)entry.Id into entries
            from entry in entries.DefaultIfEmpty()
            let isCorrection = change.Action == FundAction.Correct
            where
                isCorrection != (entry != null)
                || isCorrection != (change.Note != "")
                || (
                    isCorrection
                    && (
                        entry!.Reason != LedgerReasons.Budget
                        || entry.AmountFen != change.AmountFen
                        || change.SchemeId == null
                        || entry.DebitAccountId != AccountIds.Fund(change.FundId)
                        || entry.CreditAccountId != AccountIds.Budget(change.SchemeId.Value)
                        || (
                            change.Status == FundChangeStatus.Approved
                            && !db.Set<Transfer>().Any(correction => correction.CorrectsId == change.EntryId)
                        )
                    )
                )
            select new { Change = change, Entry = entry },
        row => new Breach(
            $"change {row.Change.Id} of fund {row.Change.FundId}",
            $"{row.Change.Action} of {row.Change.AmountFen} fen by entry {row.Change.EntryId?.ToString() ?? "none"}, "
                + $"{row.Entry?.Reason ?? "nothing"} of {row.Entry?.AmountFen ?? 0} fen",
            row.Change.Action == FundAction.Correct
                ? "its own fund's entry of that sum, with a reason, and once approved the entry that took it back"
                : "neither an entry nor a reason"
        )
    );

    private static readonly Invariant FundsFollowTheirChanges = Invariant.That(
        "A fund is frozen, open again or closed as two officials last approved, and nothing is approved before the fund is.",
        db =>
            from fund in db.Set<Fund>()
            join one in FundInvariants
                .Approved(db)
                .GroupBy(change => change.FundId)
                .Select(rows => new
                {
                    Id = rows.Key,
                    All = rows.LongCount(),
                    // Freezing and unfreezing take turns, so that their difference is what the fund is.
                    Frozen = rows.Sum(change =>
                        change.Action == FundAction.Freeze ? 1L
                        : change.Action == FundAction.Unfreeze ? -1L
                        : 0
                    ),
                    Closed = rows.Sum(change => change.Action == FundAction.Close ? 1L : 0),
                })
                on fund.Id equals one.Id
                into all
            from changes in all.DefaultIfEmpty()
            select new
            {
                fund.Id,
                fund.Status,
                All = (long?)changes!.All ?? 0,
                Frozen = (long?)changes.Frozen ?? 0,
                Closed = (long?)changes.Closed ?? 0,
            } into fund
            where
                !(
                    !Fund.Approved.Contains(fund.Status) ? fund.All == 0
                    : fund.Status == FundStatus.Open ? fund.Frozen == 0 && fund.Closed == 0
                    : fund.Status == FundStatus.Frozen ? fund.Frozen == 1 && fund.Closed == 0
                    : (fund.Frozen == 0 || fund.Frozen == 1) && fund.Closed == 1
                )
            select fund,
        fund => new Breach(
            $"fund {fund.Id}",
            $"{fund.Status} after {fund.All} changes, frozen {fund.Frozen} times more than unfrozen and closed {fund.Closed} times",
            "what was approved last"
        )
    );

    public static IReadOnlyList<Invariant> All { get; } =
    [ChangesAreSigned, ChangesPayWhatTheySay, CorrectionsTakeBackWhatTheySay, FundsFollowTheirChanges];
}
