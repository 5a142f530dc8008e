using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Ledger;

/// <summary>
/// What one China day moved in an account for one reason, and what all days before it had, in fen: entries that moved money and
/// stand. An entry that was taken back is taken off its own day again, and its correction is on no day. There is a row for each
/// day on which something moved, so that a sum up to any day is in one row, and a page re-adds no history.
/// </summary>
public sealed class AccountDay
{
    public required string AccountId { get; init; }

    /// <summary>See <see cref="LedgerReasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>The UTC instant at which the China day begins.</summary>
    public required DateTime DayStart { get; init; }

    /// <summary>What went out of the account on the day.</summary>
    public required long DebitsFen { get; init; }

    /// <summary>What came into the account on the day.</summary>
    public required long CreditsFen { get; init; }

    /// <summary>What had gone out before the day, since the account was opened.</summary>
    public required long DebitsBeforeFen { get; init; }

    /// <summary>What had come in before the day, since the account was opened.</summary>
    public required long CreditsBeforeFen { get; init; }
}

/// <summary>What an entry adds to a day of one of its accounts, in fen; below zero for one that is taken back.</summary>
public readonly record struct AccountDayChange(string AccountId, string Reason, DateTime DayStart, long DebitsFen, long CreditsFen)
{
    /// <summary>
    /// What posting an entry adds to the days of its accounts; nothing for accounts without days (<see cref="AccountIds.HasDays"/>).
    /// </summary>
    /// <param name="postedFen">What it moves; zero for one that only reserves or lets go.</param>
    /// <param name="corrected">The entry that it takes back; null for any but a correction.</param>
    public static IEnumerable<AccountDayChange> Of(Transfer entry, long postedFen, Transfer? corrected)
    {
        if (postedFen == 0)
        {
            return [];
        }

        var (about, fen) = corrected is null ? (entry, postedFen) : (corrected, -postedFen);
        var dayStart = ChinaTime.StartOfDay(ChinaTime.Day(about.At));
        AccountDayChange[] changes =
        [
            new(about.DebitAccountId, about.Reason, dayStart, fen, 0),
            new(about.CreditAccountId, about.Reason, dayStart, 0, fen),
        ];
        return changes.Where(change => AccountIds.HasDays(change.AccountId));
    }
}
