using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Ledger;

/// <summary>One page of entries.</summary>
/// <param name="Pairs">By an entry's id the one that took it back, and by that one's the one it took back.</param>
/// <param name="Number">From 1.</param>
/// <param name="Total">How many entries there are in all.</param>
public sealed record EntryList(IReadOnlyList<Transfer> Entries, IReadOnlyDictionary<Guid, Transfer> Pairs, int Number, int Total)
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
        var page = await entries
            .OrderByDescending(entry => entry.At)
            .ThenByDescending(entry => entry.Id)
            .Skip((shown - 1) * EntryList.Size)
            .Take(EntryList.Size)
            .ToListAsync();
        return new EntryList(page, await db.PairsAsync(page), shown, total);
    }

    /// <summary>On which page of the accounts' entries one stands, or the page before it where others are of the same moment.</summary>
    public static async Task<int> PageOfEntryAsync(this MarketDb db, IReadOnlyCollection<string> accountIds, Guid entryId)
    {
        var at = await db.Set<Transfer>().Where(entry => entry.Id == entryId).Select(entry => entry.At).FirstOrDefaultAsync();
        return await db.EntriesOf(accountIds).CountAsync(entry => entry.At > at) / EntryList.Size + 1;
    }

    /// <summary>Beside each entry that was taken back the one that did it, and beside that one what it took back.</summary>
    private static async Task<IReadOnlyDictionary<Guid, Transfer>> PairsAsync(this MarketDb db, List<Transfer> entries)
    {
        var (ids, wrongIds) = (
            entries.ConvertAll(entry => (Guid?)entry.Id),
            entries.Select(entry => entry.CorrectsId).OfType<Guid>().ToList()
        );
        var others = await db.Set<Transfer>()
            .AsNoTracking()
            .Where(entry => ids.Contains(entry.CorrectsId) || wrongIds.Contains(entry.Id))
            .ToListAsync();
        return entries
            .Select(entry => (entry.Id, Other: others.Find(other => other.CorrectsId == entry.Id || other.Id == entry.CorrectsId)))
            .Where(pair => pair.Other is not null)
            .ToDictionary(pair => pair.Id, pair => pair.Other!);
    }

    /// <summary>The sums of the entries that touch any of the accounts and stand, read from the rows and not from the accounts.</summary>
    public static Task<List<EntrySum>> EntrySumsAsync(this MarketDb db, IReadOnlyCollection<string> accountIds) =>
        db.EntriesOf(accountIds)
            .Where(entry => entry.Kind != TransferKind.Correct && !db.Set<Transfer>().Any(correction => correction.CorrectsId == entry.Id))
            .GroupBy(entry => new { entry.Kind, entry.Reason })
            .Select(group => new EntrySum(group.Key.Kind, group.Key.Reason, group.Sum(entry => entry.AmountFen)))
            .ToListAsync();

    /// <summary>What refunds of orders gave back to each of the accounts.</summary>
    public static Task<Dictionary<string, long>> RefundedAsync(this MarketDb db, IReadOnlyCollection<string> accountIds) =>
        db.Set<Transfer>()
            .Where(entry => accountIds.Contains(entry.CreditAccountId) && entry.Reason == LedgerReasons.Refund)
            .GroupBy(entry => entry.CreditAccountId)
            .ToDictionaryAsync(back => back.Key, back => back.Sum(entry => entry.AmountFen));

    /// <summary>What accounts had paid for a reason, less what came back, as each of these China days ended.</summary>
    public static async Task<IReadOnlyList<long>> PaidUpToAsync(
        this MarketDb db,
        IReadOnlyCollection<string> accountIds,
        string reason,
        DateOnly first,
        DateOnly last
    )
    {
        var from = ChinaTime.StartOfDay(first);
        var entries = db.StandingEntries()
            .Where(entry =>
                (entry.Reason == reason && accountIds.Contains(entry.DebitAccountId))
                || (entry.Reason == LedgerReasons.Refund && accountIds.Contains(entry.CreditAccountId))
            );
        var sums = new long[last.DayNumber - first.DayNumber + 1];
        sums[0] = await entries
            .Where(entry => entry.At < from)
            .SumAsync(entry => entry.Reason == reason ? entry.AmountFen : -entry.AmountFen);
        await foreach (
            var entry in entries
                .Where(entry => entry.At >= from)
                .Select(entry => new { entry.At, Fen = entry.Reason == reason ? entry.AmountFen : -entry.AmountFen })
                .AsAsyncEnumerable()
        )
        {
            sums[Math.Clamp(ChinaTime.Day(entry.At).DayNumber - first.DayNumber, 0, sums.Length - 1)] += entry.Fen;
        }

        for (var day = 1; day < sums.Length; day++)
        {
            sums[day] += sums[day - 1];
        }

        return sums;
    }

    /// <summary>The entries that moved money and were not taken back. Leaving these and what took them back aside changes no sum.</summary>
    public static IQueryable<Transfer> StandingEntries(this MarketDb db) =>
        db.Set<Transfer>()
            .Where(entry =>
                (entry.Kind == TransferKind.Direct || entry.Kind == TransferKind.Post)
                && !db.Set<Transfer>().Any(correction => correction.CorrectsId == entry.Id)
            );

    private static IQueryable<Transfer> EntriesOf(this MarketDb db, IReadOnlyCollection<string> accountIds) =>
        db.Set<Transfer>()
            .AsNoTracking()
            .Where(entry => accountIds.Contains(entry.DebitAccountId) || accountIds.Contains(entry.CreditAccountId));
}
