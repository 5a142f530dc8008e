using System.Numerics;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Sql;
using AgriMarket.Platform.Storage.Writer;

namespace AgriMarket.Web.Money.Schemes;

/// <summary>
/// What the commands of a batch add to the counts of lots, households and sellers, and release, and what each count was when this
/// process's writer last saw it. All are written together, few statements for the rows of a batch, since every order has some; the
/// table's own bounds refuse what does not fit. Only commands use it, one at a time.
/// </summary>
internal sealed class OwnerUses : IDeferredRows
{
    /// <summary>How long another process's grants may stay unseen; this process's own are seen at once. The table decides.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    /// <summary>Counts kept at once, about 20 MB; beyond it all are forgotten before the next order.</summary>
    internal const int MostCounts = 50_000;

    private const int MostRowsAtOnce = 32;

    private readonly Dictionary<(Guid SchemeId, string Key), List<Use>> pending = [];
    private readonly Dictionary<(Guid SchemeId, string Key), Count> known = [];
    private DateTime readAt = DateTime.MinValue;

    public string Table => "owner_usage";

    /// <summary>Smaller in tests only.</summary>
    internal int Most { get; set; } = MostCounts;

    internal int Kept => known.Count;

    /// <summary>
    /// What is used of the counts of the owners of these lots, with what commands have noted: for this command, and read once a second at
    /// the most.
    /// </summary>
    public async ValueTask<OwnerCounts> CountsAsync(WriteScope scope, IReadOnlyList<FundedScheme> schemes, IEnumerable<Lot> lots)
    {
        Refresh(scope);
        List<(Guid, string)>? unknown = null;
        foreach (var lot in lots)
        {
            foreach (var (scheme, _) in schemes)
            {
                foreach (var cap in OwnerCap.Of(scheme, lot.Owner))
                {
                    if (!known.ContainsKey((scheme.Id, cap.Key)))
                    {
                        (unknown ??= []).Add((scheme.Id, cap.Key));
                    }
                }
            }
        }

        if (unknown is not null)
        {
            await ReadAsync(scope, unknown);
        }

        var today = ChinaTime.Day(scope.Now);
        return (schemeId, key) => On((schemeId, key), today);
    }

    private void Refresh(WriteScope scope)
    {
        // A clock that was set back does not keep old counts alive, and a command that nobody runs beside relies on what is stored.
        if (scope.Now - readAt > GoodFor || scope.Now < readAt || known.Count > Most || !scope.Defers)
        {
            known.Clear();
            readAt = scope.Now;
        }
    }

    private OwnerCount On((Guid SchemeId, string Key) count, DateOnly day)
    {
        var (fen, dayFen) = (known[count].Fen, known[count].On(day));
        if (pending.TryGetValue(count, out var uses))
        {
            foreach (var use in uses)
            {
                fen += use.Fen;
                dayFen += use.Day == day ? use.Fen : 0;
            }
        }

        return new(fen, dayFen);
    }

    /// <summary>Notes what a grant uses; forgotten if the command is undone. Refused where it does not fit.</summary>
    public async Task<Result<Done>> TakeAsync(WriteScope scope, IReadOnlyList<OwnerUse> uses)
    {
        if (!scope.Defers && await WhyNotAsync(scope, uses) is { } why)
        {
            return why;
        }

        foreach (var use in uses)
        {
            Add(scope, use, use.AmountFen);
        }

        await WriteUnlessDeferredAsync(scope);
        return Done.Instance;
    }

    /// <summary>Whether all of these still fit. Only a command that nobody runs beside can rely on it.</summary>
    public async Task<bool> FitAsync(WriteScope scope, IReadOnlyList<OwnerUse> uses) => await WhyNotAsync(scope, uses) is null;

    private async Task<Rejection?> WhyNotAsync(WriteScope scope, IReadOnlyList<OwnerUse> uses)
    {
        Refresh(scope);
        await ReadAsync(scope, [.. uses.Select(use => (use.SchemeId, use.Cap.Key))]);
        foreach (var use in uses)
        {
            // Of a day before the last one that counts nothing is known any more, and it bounds nothing.
            var count = On((use.SchemeId, use.Cap.Key), use.Day);
            if (!use.Cap.Fits(count, use.AmountFen))
            {
                return use.Cap.Refuse(count, use.AmountFen);
            }
        }

        return null;
    }

    /// <summary>Notes that a grant releases what it has used; forgotten if the command is undone.</summary>
    public async Task ReleaseAsync(WriteScope scope, IEnumerable<OwnerUse> uses)
    {
        foreach (var use in uses)
        {
            Add(scope, use, -use.AmountFen);
        }

        await WriteUnlessDeferredAsync(scope);
    }

    public async Task<bool> WriteAsync(SqlStatements sql)
    {
        OwnerUsageChange[] rows =
        [
            .. pending
                .Where(row => row.Value.Count > 0)
                .OrderBy(row => row.Key.SchemeId)
                .ThenBy(row => row.Key.Key, StringComparer.Ordinal)
                .Select(row => Sum(row.Key.SchemeId, row.Key.Key, row.Value)),
        ];
        OwnerUsageChange[] added = [.. rows.Where(row => row.IsAdded)];
        for (var sent = 0; sent < added.Length; )
        {
            var size = Math.Min(MostRowsAtOnce, 1 << BitOperations.Log2((uint)(added.Length - sent)));
            await sql.ExecuteAsync(OwnerUsageChange.Insert(added.AsSpan(sent, size)));
            sent += size;
        }

        foreach (var row in rows.Where(row => !row.IsAdded))
        {
            // Not in the same way: the bounds of the table are asked of a row that is to be inserted, even where there is one already.
            if (await sql.ExecuteAsync(row.Update()) != 1)
            {
                return false;
            }
        }

        foreach (var row in rows)
        {
            if (known.TryGetValue((row.SchemeId, row.Key), out var count))
            {
                known[(row.SchemeId, row.Key)] = count.And(row);
            }
        }

        pending.Clear();
        return true;
    }

    private static OwnerUsageChange Sum(Guid schemeId, string key, List<Use> uses)
    {
        var day = uses.Max(use => use.Day);
        return new(schemeId, key, uses.Sum(use => use.Fen), day, uses.Sum(use => use.Day == day ? use.Fen : 0), uses[0].Cap);
    }

    private async Task WriteUnlessDeferredAsync(WriteScope scope)
    {
        if (!scope.Defers && !await WriteAsync(scope.Sql))
        {
            throw new InvalidOperationException("A grant has not used what it is to release.");
        }
    }

    private async Task ReadAsync(WriteScope scope, List<(Guid SchemeId, string Key)> unknown)
    {
        var read = await scope.Sql.QueryEachAsync(
            unknown.ConvertAll(count =>
                (FormattableString)
                    $"SELECT used_fen, day, day_fen FROM owner_usage WHERE scheme_id = {count.SchemeId} AND key = {count.Key}"
            ),
            row => new Count(row.GetInt64(0), row.GetDay(1), row.GetInt64(2))
        );
        for (var i = 0; i < unknown.Count; i++)
        {
            known[unknown[i]] = read[i] is [var count] ? count : default;
        }
    }

    private void Add(WriteScope scope, OwnerUse use, long fen)
    {
        var key = (use.SchemeId, use.Cap.Key);
        if (!pending.TryGetValue(key, out var uses))
        {
            pending.Add(key, uses = []);
        }

        var noted = new Use(fen, use.Day, use.Cap);
        uses.Add(noted);
        scope.OnUndone(() =>
        {
            uses.Remove(noted);
            // It may be written already, and is taken back with its command.
            known.Remove(key);
        });
    }

    /// <summary>A class, so that a command takes back its own of two that are equal.</summary>
    /// <param name="fen">Below zero is released.</param>
    private sealed class Use(long fen, DateOnly day, OwnerCap cap)
    {
        public long Fen => fen;

        public DateOnly Day => day;

        public OwnerCap Cap => cap;
    }

    private readonly record struct Count(long Fen, DateOnly Day, long DayFen)
    {
        public long On(DateOnly day) => day == Day ? DayFen : 0;

        public Count And(OwnerUsageChange row) =>
            new(
                Fen + row.Fen,
                row.Day > Day ? row.Day : Day,
                row.Day == Day ? DayFen + row.DayFen
                    : row.Day > Day ? row.DayFen
                    : DayFen
            );
    }
}
