using AgriMarket.Domain.Ledger;
using AgriMarket.Platform.Storage.Writer;

namespace AgriMarket.Web.Money.Ledger;

/// <summary>Moves the days of accounts (<see cref="AccountDay"/>) within the command that writes the entries. Nothing else writes them.</summary>
internal static class AccountDays
{
    /// <summary>
    /// Adds what entries moved, in one order of accounts, reasons and days. The account itself was changed before by the same
    /// command, so that two processes never move the days of one account at once.
    /// </summary>
    public static async Task AddAsync(WriteScope scope, IEnumerable<AccountDayChange> changes)
    {
        AccountDayChange[] sums =
        [
            .. changes
                .GroupBy(change => (change.AccountId, change.Reason, change.DayStart))
                .OrderBy(day => day.Key.AccountId, StringComparer.Ordinal)
                .ThenBy(day => day.Key.Reason, StringComparer.Ordinal)
                .ThenBy(day => day.Key.DayStart)
                .Select(day => new AccountDayChange(
                    day.Key.AccountId,
                    day.Key.Reason,
                    day.Key.DayStart,
                    day.Sum(change => change.DebitsFen),
                    day.Sum(change => change.CreditsFen)
                )),
        ];
        if (sums.Length == 0)
        {
            // Most commands only set money aside.
            return;
        }

        var moved = await scope.Sql.QueryEachAsync(Array.ConvertAll(sums, Update), row => row.GetInstant(0));
        for (var i = 0; i < sums.Length; i++)
        {
            if (!moved[i].Contains(sums[i].DayStart))
            {
                await scope.Sql.ExecuteAsync(Insert(sums[i]));
            }
        }
    }

    /// <summary>The day itself, and later days, before which it lies: there are some when an entry is taken back. It answers with all of them.</summary>
    private static FormattableString Update(AccountDayChange change) =>
        $"""
            UPDATE account_days SET
                debits_fen = debits_fen + CASE WHEN day_start = {change.DayStart} THEN {change.DebitsFen} ELSE 0 END,
                credits_fen = credits_fen + CASE WHEN day_start = {change.DayStart} THEN {change.CreditsFen} ELSE 0 END,
                debits_before_fen = debits_before_fen + CASE WHEN day_start > {change.DayStart} THEN {change.DebitsFen} ELSE 0 END,
                credits_before_fen = credits_before_fen + CASE WHEN day_start > {change.DayStart} THEN {change.CreditsFen} ELSE 0 END
            WHERE account_id = {change.AccountId} AND reason = {change.Reason} AND day_start >= {change.DayStart}
            RETURNING day_start
            """;

    /// <summary>The first entry of a day carries on from the day before it.</summary>
    private static FormattableString Insert(AccountDayChange change) =>
        $"""
            INSERT INTO account_days (account_id, reason, day_start, debits_fen, credits_fen, debits_before_fen, credits_before_fen)
            VALUES ({change.AccountId}, {change.Reason}, {change.DayStart}, {change.DebitsFen}, {change.CreditsFen},
                COALESCE((SELECT debits_before_fen + debits_fen FROM account_days WHERE account_id = {change.AccountId}
                    AND reason = {change.Reason} AND day_start < {change.DayStart} ORDER BY day_start DESC LIMIT 1), 0),
                COALESCE((SELECT credits_before_fen + credits_fen FROM account_days WHERE account_id = {change.AccountId}
                    AND reason = {change.Reason} AND day_start < {change.DayStart} ORDER BY day_start DESC LIMIT 1), 0))
            """;
}
