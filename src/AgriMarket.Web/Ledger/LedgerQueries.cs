using AgriMarket.Domain.Ledger;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Ledger;

/// <summary>One page of entries.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Total">How many entries there are in all.</param>
public sealed record EntryList(IReadOnlyList<Transfer> Entries, int Number, int Total)
{
    public const int Size = 25;

    public int Pages => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>What the entries of one kind and reason add up to.</summary>
public sealed record EntrySum(TransferKind Kind, string Reason, long AmountFen);

/// <summary>Reads of accounts and entries.</summary>
internal static class LedgerQueries
{
    /// <summary>Those of the accounts that have been opened, by id.</summary>
    public static Task<Dictionary<string, Account>> AccountsAsync(this MarketDb db, IReadOnlyCollection<string> accountIds) =>
        db.Set<Account>().AsNoTracking().Where(account => accountIds.Contains(account.Id)).ToDictionaryAsync(account => account.Id);

    /// <summary>A page of the entries that touch any of the accounts, the newest first. A page beyond the last is the last.</summary>
    /// <param name="number">From 1.</param>
    public static async Task<EntryList> EntriesAsync(this MarketDb db, IReadOnlyCollection<string> accountIds, int number)
    {
        var entries = db.EntriesOf(accountIds);
        var total = await entries.CountAsync();
        var shown = Math.Clamp(number, 1, Math.Max(1, (total + EntryList.Size - 1) / EntryList.Size));
        return new EntryList(
            await entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id)
                .Skip((shown - 1) * EntryList.Size).Take(EntryList.Size).ToListAsync(),
            shown,
            total);
    }

    /// <summary>The sums of the entries that touch any of the accounts, read from the rows and not from the accounts.</summary>
    public static Task<List<EntrySum>> EntrySumsAsync(this MarketDb db, IReadOnlyCollection<string> accountIds) =>
        db.EntriesOf(accountIds)
            .GroupBy(entry => new { entry.Kind, entry.Reason })
            .Select(group => new EntrySum(group.Key.Kind, group.Key.Reason, group.Sum(entry => entry.AmountFen)))
            .ToListAsync();

    /// <summary>What refunds of orders gave back to each of the accounts.</summary>
    public static Task<Dictionary<string, long>> RefundedAsync(this MarketDb db, IReadOnlyCollection<string> accountIds) =>
        db.Set<Transfer>().Where(entry => accountIds.Contains(entry.CreditAccountId) && entry.Reason == LedgerReasons.Refund)
            .GroupBy(entry => entry.CreditAccountId)
            .ToDictionaryAsync(back => back.Key, back => back.Sum(entry => entry.AmountFen));

    /// <summary>The entries that moved money and were not taken back. Leaving these and what took them back aside changes no sum.</summary>
    public static IQueryable<Transfer> StandingEntries(this MarketDb db) => db.Set<Transfer>().Where(entry =>
        (entry.Kind == TransferKind.Direct || entry.Kind == TransferKind.Post) && !db.Set<Transfer>().Any(correction => correction.CorrectsId == entry.Id));

    private static IQueryable<Transfer> EntriesOf(this MarketDb db, IReadOnlyCollection<string> accountIds) =>
        db.Set<Transfer>().AsNoTracking().Where(entry => accountIds.Contains(entry.DebitAccountId) || accountIds.Contains(entry.CreditAccountId));
}
