using AgriMarket.Domain.Ledger;
using AgriMarket.Platform.Storage.Sql;
using AgriMarket.Platform.Storage.Writer;

namespace AgriMarket.Web.Money.Ledger;

/// <summary>
/// What the commands of a batch add to the days of accounts (<see cref="AccountDay"/>). Nothing else writes them. They are written
/// after the accounts themselves, whose locks keep two processes from moving the days of one account at once.
/// </summary>
internal sealed class AccountDays : IDeferredRows
{
    private readonly List<AccountDayChange> pending = [];

    /// <summary>Not the table's own name, which would come before that of the accounts.</summary>
    public string Table => "accounts: days";

    /// <summary>Notes what a command moved; forgotten if the command is undone.</summary>
    public void Add(WriteScope scope, IEnumerable<AccountDayChange> changes)
    {
        foreach (var change in changes)
        {
            pending.Add(change);
            // Of two that are equal it does not matter which is taken away.
            scope.OnUndone(() => pending.Remove(change));
        }
    }

    public async Task<bool> WriteAsync(SqlStatements sql)
    {
        AccountDayChange[] sums =
        [
            .. pending
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
        pending.Clear();
        if (sums.Length == 0)
        {
            // Most commands only reserve money.
            return true;
        }

        var moved = await sql.QueryEachAsync(Array.ConvertAll(sums, Update), row => row.GetInstant(0));
        for (var i = 0; i < sums.Length; i++)
        {
            if (!moved[i].Contains(sums[i].DayStart))
            {
                await sql.ExecuteAsync(Insert(sums[i]));
            }
        }

        return true;
    }

    /// <summary>
    /// The day itself, and later days, before which it lies: there are some when an entry is taken back. It answers with all of them.
    /// </summary>
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
