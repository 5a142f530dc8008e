using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Sql;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Ledger;

/// <summary>The days of accounts are what the entries add up to.</summary>
internal sealed class AccountDayInvariants : IInvariants
{
    private static readonly Invariant DaysAreTheEntries = Invariant.That(
        "What an account moved on a day for a reason is what its entries of that day add up to, those that were taken back left aside.",
        db =>
            from day in db.Set<AccountDay>()
            join one in Moved(db)
                on new
                {
                    day.AccountId,
                    day.Reason,
                    day.DayStart,
                } equals new
                {
                    one.AccountId,
                    one.Reason,
                    one.DayStart,
                }
                into ones
            from moved in ones.DefaultIfEmpty()
            where day.DebitsFen != ((long?)moved!.DebitsFen ?? 0) || day.CreditsFen != ((long?)moved!.CreditsFen ?? 0)
            select new
            {
                Day = day,
                Debits = (long?)moved!.DebitsFen ?? 0,
                Credits = (long?)moved!.CreditsFen ?? 0,
            },
        row =>
            Breach.Of(
                Name(row.Day.AccountId, row.Day.Reason, row.Day.DayStart),
                ("fen of debits", row.Day.DebitsFen, row.Debits),
                ("fen of credits", row.Day.CreditsFen, row.Credits)
            )
    );

    private static readonly Invariant DaysAreAllThere = Invariant.That(
        "Every day on which an account moved something has a row.",
        db =>
            Moved(db)
                .Where(moved =>
                    !db.Set<AccountDay>()
                        .Any(day => day.AccountId == moved.AccountId && day.Reason == moved.Reason && day.DayStart == moved.DayStart)
                ),
        moved =>
            Breach.Of(
                Name(moved.AccountId, moved.Reason, moved.DayStart),
                ("fen of debits", 0, moved.DebitsFen),
                ("fen of credits", 0, moved.CreditsFen)
            )
    );

    private static readonly Invariant DaysCarryOn = Invariant.That(
        "What an account had moved before a day is what it had moved as the day before it ended.",
        db =>
            from day in db.Set<AccountDay>()
            select new
            {
                Day = day,
                Debits = db.Set<AccountDay>()
                    .Where(other => other.AccountId == day.AccountId && other.Reason == day.Reason && other.DayStart < day.DayStart)
                    .OrderByDescending(other => other.DayStart)
                    .Select(other => other.DebitsBeforeFen + other.DebitsFen)
                    .FirstOrDefault(),
                Credits = db.Set<AccountDay>()
                    .Where(other => other.AccountId == day.AccountId && other.Reason == day.Reason && other.DayStart < day.DayStart)
                    .OrderByDescending(other => other.DayStart)
                    .Select(other => other.CreditsBeforeFen + other.CreditsFen)
                    .FirstOrDefault(),
            } into row
            where row.Day.DebitsBeforeFen != row.Debits || row.Day.CreditsBeforeFen != row.Credits
            select row,
        row =>
            Breach.Of(
                Name(row.Day.AccountId, row.Day.Reason, row.Day.DayStart),
                ("fen of debits before", row.Day.DebitsBeforeFen, row.Debits),
                ("fen of credits before", row.Day.CreditsBeforeFen, row.Credits)
            )
    );

    string IInvariants.Name => "Days of accounts";

    public IReadOnlyList<AuditedRows> Rows { get; } = [AuditedRows.Of<AccountDay>("days of accounts")];

    public IReadOnlyList<Invariant> All { get; } = [DaysAreTheEntries, DaysAreAllThere, DaysCarryOn];

    /// <summary>What accounts that have days moved, by account, reason and China day, from the entries.</summary>
    private static IQueryable<DayMoves> Moved(MarketDb db) =>
        Of(
                db.StandingEntries()
                    .Select(entry => new EntrySide
                    {
                        AccountId = entry.DebitAccountId,
                        Reason = entry.Reason,
                        DayStart = ChinaDays.StartOf(entry.At),
                        DebitsFen = entry.AmountFen,
                        CreditsFen = 0,
                    })
            )
            .Concat(
                Of(
                    db.StandingEntries()
                        .Select(entry => new EntrySide
                        {
                            AccountId = entry.CreditAccountId,
                            Reason = entry.Reason,
                            DayStart = ChinaDays.StartOf(entry.At),
                            DebitsFen = 0,
                            CreditsFen = entry.AmountFen,
                        })
                )
            )
            .GroupBy(side => new
            {
                side.AccountId,
                side.Reason,
                side.DayStart,
            })
            .Select(sides => new DayMoves
            {
                AccountId = sides.Key.AccountId,
                Reason = sides.Key.Reason,
                DayStart = sides.Key.DayStart,
                DebitsFen = sides.Sum(side => side.DebitsFen),
                CreditsFen = sides.Sum(side => side.CreditsFen),
            });

    /// <summary>As <see cref="AccountIds.HasDays"/> says.</summary>
    private static IQueryable<EntrySide> Of(IQueryable<EntrySide> sides) =>
        sides.Where(side =>
            side.AccountId.StartsWith(AccountIds.FundPrefix)
            || side.AccountId.StartsWith(AccountIds.BudgetPrefix)
            || side.AccountId.StartsWith(AccountIds.FarmerPrefix)
        );

    private static string Name(string accountId, string reason, DateTime dayStart) =>
        $"{ChinaTime.Day(dayStart):yyyy-MM-dd} of account {accountId} for {reason}";

    /// <summary>What one entry moves in one of its accounts. Set by name, so that the database can group by its parts.</summary>
    private sealed class EntrySide
    {
        public required string AccountId { get; init; }

        public required string Reason { get; init; }

        public required DateTime DayStart { get; init; }

        public required long DebitsFen { get; init; }

        public required long CreditsFen { get; init; }
    }

    private sealed class DayMoves
    {
        public required string AccountId { get; init; }

        public required string Reason { get; init; }

        public required DateTime DayStart { get; init; }

        public required long DebitsFen { get; init; }

        public required long CreditsFen { get; init; }
    }
}
