using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Ledger;

/// <summary>Some of the entries of accounts, the newest first.</summary>
/// <param name="Pairs">By an entry's id the one that took it back, and by that one's the one it took back.</param>
/// <param name="IsNewest">True when there is none before these.</param>
/// <param name="OlderId">The entry that comes next; null when these are the oldest.</param>
public sealed record EntryList(IReadOnlyList<Transfer> Entries, IReadOnlyDictionary<Guid, Transfer> Pairs, bool IsNewest, Guid? OlderId)
{
    public const int Size = 25;
}

/// <summary>What an account had moved for a reason up to a day, in fen, entries that were taken back left aside.</summary>
public sealed record AccountSum(string AccountId, string Reason, long DebitsFen, long CreditsFen);

/// <summary>Reads of accounts and entries.</summary>
internal static class LedgerQueries
{
    /// <summary>For what money comes back to the accounts that paid it.</summary>
    private static readonly string[] Back = [LedgerReasons.Refund, LedgerReasons.Clawback];

    /// <summary>Those of the accounts that have been opened, by id.</summary>
    public static Task<Dictionary<string, Account>> AccountsAsync(this MarketDb db, IReadOnlyCollection<string> accountIds) =>
        db.Set<Account>().AsNoTracking().Where(account => accountIds.Contains(account.Id)).ToDictionaryAsync(account => account.Id);

    /// <summary>Entries that touch any of these funds and budgets, the newest first: by an index of each, however many there are.</summary>
    /// <param name="fromId">The first of them; null, or one that is not there, for the newest.</param>
    public static async Task<EntryList> EntriesAsync(this MarketDb db, IReadOnlyCollection<string> accountIds, Guid? fromId)
    {
        var from = fromId is null ? null : await db.Set<Transfer>().AsNoTracking().FirstOrDefaultAsync(entry => entry.Id == fromId);
        var found = new List<Transfer>();
        foreach (var newest in accountIds.SelectMany(accountId => db.NewestOf(accountId, from)))
        {
            found.AddRange(await newest.ToListAsync());
        }

        // An entry between two of the accounts was found twice.
        Transfer[] page =
        [
            .. found
                .DistinctBy(entry => entry.Id)
                .OrderByDescending(entry => entry.At)
                .ThenByDescending(entry => entry.Id)
                .Take(EntryList.Size + 1),
        ];
        Transfer[] shown = [.. page.Take(EntryList.Size)];
        return new EntryList(shown, await db.PairsAsync(shown), from is null, page.Length > shown.Length ? page[^1].Id : null);
    }

    /// <summary>
    /// What goes out of a fund or budget, and what comes in: as many as a page shows, and one that says whether there are more.
    /// Other accounts are never listed, so that their entries are in no index.
    /// </summary>
    internal static IQueryable<Transfer>[] NewestOf(this MarketDb db, string accountId, Transfer? from) =>
        [
            NewestOf(db.PublicMoneyOut().Where(entry => entry.DebitAccountId == accountId), from),
            NewestOf(db.PublicMoneyIn().Where(entry => entry.CreditAccountId == accountId), from),
        ];

    private static IQueryable<Transfer> NewestOf(IQueryable<Transfer> entries, Transfer? from)
    {
        if (from is not null)
        {
            var (at, id) = (from.At, from.Id);
            entries = entries.Where(entry => entry.At <= at && (entry.At < at || entry.Id.CompareTo(id) <= 0));
        }

        return entries.AsNoTracking().OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id).Take(EntryList.Size + 1);
    }

    /// <summary>Entries out of funds and budgets, in the words of the index of them.</summary>
    public static IQueryable<Transfer> PublicMoneyOut(this MarketDb db) =>
        db.Set<Transfer>()
            .Where(entry =>
                entry.DebitAccountId.StartsWith(AccountIds.FundPrefix) || entry.DebitAccountId.StartsWith(AccountIds.BudgetPrefix)
            );

    /// <summary>Entries into funds and budgets, in the words of the index of them.</summary>
    public static IQueryable<Transfer> PublicMoneyIn(this MarketDb db) =>
        db.Set<Transfer>()
            .Where(entry =>
                entry.CreditAccountId.StartsWith(AccountIds.FundPrefix) || entry.CreditAccountId.StartsWith(AccountIds.BudgetPrefix)
            );

    /// <summary>Beside each entry that was taken back the one that did it, and beside that one what it took back.</summary>
    private static async Task<IReadOnlyDictionary<Guid, Transfer>> PairsAsync(this MarketDb db, Transfer[] entries)
    {
        var others = new List<Transfer>();
        foreach (var query in db.PairsOf(entries))
        {
            others.AddRange(await query.ToListAsync());
        }

        return entries
            .Select(entry => (entry.Id, Other: others.Find(other => other.CorrectsId == entry.Id || other.Id == entry.CorrectsId)))
            .Where(pair => pair.Other is not null)
            .ToDictionary(pair => pair.Id, pair => pair.Other!);
    }

    /// <summary>
    /// The corrections of these entries, and the entries that these correct: each by its own index, which no database finds for the two
    /// together.
    /// </summary>
    internal static IQueryable<Transfer>[] PairsOf(this MarketDb db, Transfer[] entries)
    {
        Guid[] ids = Array.ConvertAll(entries, entry => entry.Id);
        Guid[] wrongIds = [.. entries.Select(entry => entry.CorrectsId).OfType<Guid>()];
        return
        [
            db.Set<Transfer>().AsNoTracking().Where(entry => entry.CorrectsId != null && ids.Contains(entry.CorrectsId.Value)),
            db.Set<Transfer>().AsNoTracking().Where(entry => wrongIds.Contains(entry.Id)),
        ];
    }

    /// <summary>
    /// What each of the accounts had moved for each of the reasons before a China day: from one row of its days each. Only accounts
    /// that have days (<see cref="AccountIds.HasDays"/>); sums of nothing are left out.
    /// </summary>
    /// <param name="before">The UTC instant at which a China day begins; null for all there has been.</param>
    public static async Task<IReadOnlyList<AccountSum>> SumsAsync(
        this MarketDb db,
        IReadOnlyCollection<string> accountIds,
        IReadOnlyCollection<string> reasons,
        DateTime? before = null
    )
    {
        var end = before ?? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
        var sums = await (
            from account in db.Set<Account>()
            where accountIds.Contains(account.Id)
            // EF Core makes rows of a list where it is filtered, and there alone.
            from reason in reasons.Where(reason => reason != "")
            select new AccountSum(
                account.Id,
                reason,
                db.Set<AccountDay>()
                    .Where(day => day.AccountId == account.Id && day.Reason == reason && day.DayStart < end)
                    .OrderByDescending(day => day.DayStart)
                    .Select(day => day.DebitsBeforeFen + day.DebitsFen)
                    .FirstOrDefault(),
                db.Set<AccountDay>()
                    .Where(day => day.AccountId == account.Id && day.Reason == reason && day.DayStart < end)
                    .OrderByDescending(day => day.DayStart)
                    .Select(day => day.CreditsBeforeFen + day.CreditsFen)
                    .FirstOrDefault()
            )
        ).ToListAsync();
        return sums.FindAll(sum => sum.DebitsFen != 0 || sum.CreditsFen != 0);
    }

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
        string[] reasons = [reason, .. Back];
        var days = await db.Set<AccountDay>()
            .AsNoTracking()
            .Where(day => accountIds.Contains(day.AccountId) && reasons.Contains(day.Reason) && day.DayStart >= from)
            .ToListAsync();
        var sums = new long[last.DayNumber - first.DayNumber + 1];
        sums[0] = (await db.SumsAsync(accountIds, reasons, from)).PaidFen(reason);
        foreach (var day in days)
        {
            sums[Math.Clamp(ChinaTime.Day(day.DayStart).DayNumber - first.DayNumber, 0, sums.Length - 1)] +=
                day.Reason == reason ? day.DebitsFen : -day.CreditsFen;
        }

        for (var day = 1; day < sums.Length; day++)
        {
            sums[day] += sums[day - 1];
        }

        return sums;
    }

    /// <summary>What went out for a reason, less what came back.</summary>
    public static long PaidFen(this IReadOnlyCollection<AccountSum> sums, string reason) =>
        sums.Where(sum => sum.Reason == reason).Sum(sum => sum.DebitsFen)
        - sums.Where(sum => Back.Contains(sum.Reason)).Sum(sum => sum.CreditsFen);

    /// <summary>The entries that moved money and were not taken back. Leaving these and what took them back aside changes no sum.</summary>
    public static IQueryable<Transfer> StandingEntries(this MarketDb db) =>
        db.Set<Transfer>()
            .Where(entry =>
                (entry.Kind == TransferKind.Direct || entry.Kind == TransferKind.Post)
                && !db.Set<Transfer>().Any(correction => correction.CorrectsId == entry.Id)
            );
}
