using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Jobs;

/// <summary>Reads the next things that are due, in a fixed order, each once.</summary>
/// <param name="last">The last of the page before; null for the first page.</param>
/// <param name="size">How many at the most; fewer say that there are no more.</param>
public delegate Task<List<T>> ReadDue<T>(MarketDb db, DateTime now, T? last, int size, CancellationToken stop)
    where T : class;

/// <summary>
/// One kind of work that comes due: what is due, and what is done about one thing, in a command of its own. The answer about a thing
/// is good when it was dealt with; <see cref="Past"/>, <see cref="Waits"/> and <see cref="Away"/> say what refusals mean, and each
/// other refusal and each exception is a failure of that thing.
/// </summary>
/// <param name="Name">As the module has handed it in (<see cref="DueRegistration"/>).</param>
/// <param name="Key">Names a thing for good, in at most <see cref="DueFailure.ItemIdMaxLength"/> characters.</param>
public sealed record DueKind<T>(string Name, ReadDue<T> Read, Func<T, string> Key, Func<T, CancellationToken, Task<Result<Done>>> Do)
    where T : class
{
    /// <summary>Refusals that say that nothing is to be done any more: somebody else was faster.</summary>
    public IReadOnlyCollection<string> Past { get; init; } = [];

    /// <summary>Refusals that say "not now" of this one thing only, and are nobody's failure. <c>market.busy</c> is one always.</summary>
    public IReadOnlyCollection<string> Waits { get; init; } = [];

    /// <summary>Refusals that say that the other side is away, for all things. <c>market.unavailable</c> is one always.</summary>
    public IReadOnlyCollection<string> Away { get; init; } = [];

    /// <summary>Looks once more at what was read, where the database cannot say whether it is due.</summary>
    public Func<T, DateTime, bool> IsDue { get; init; } = (_, _) => true;

    /// <summary>
    /// Things at a time. The default is what the writer takes of background work (<see cref="WriterOptions.BackgroundCommands"/>):
    /// enough for a commit that is worth its while, and few enough that a buyer waits some milliseconds for them.
    /// </summary>
    public int SideBySide { get; init; } = 8;

    /// <summary>Things that are read at once.</summary>
    public int PageSize { get; init; } = 1_000;

    /// <summary>Whether all that is due is read, so that what is not met is not due any more.</summary>
    public bool IsWhole { get; init; } = true;
}

/// <summary>A thing that is due since an instant.</summary>
public sealed class DueItem
{
    public required DateTime At { get; init; }

    public required Guid Id { get; init; }
}

/// <summary>A thing that is due since a day.</summary>
public sealed class DueDay
{
    public required DateOnly On { get; init; }

    public required Guid Id { get; init; }
}

/// <summary>Makes kinds of due work.</summary>
public static class DueKind
{
    /// <summary>What is due since an instant, the longest due first.</summary>
    public static DueKind<DueItem> ByTime(
        string name,
        Func<MarketDb, DateTime, IQueryable<DueItem>> due,
        Func<Guid, CancellationToken, Task<Result<Done>>> work
    ) =>
        new(
            name,
            (db, now, last, size, stop) =>
                (last is null ? due(db, now) : due(db, now).Where(item => item.At >= last.At && (item.At > last.At || item.Id > last.Id)))
                    .OrderBy(item => item.At)
                    .ThenBy(item => item.Id)
                    .Take(size)
                    .ToListAsync(stop),
            item => Text(item.Id),
            (item, stop) => work(item.Id, stop)
        );

    /// <summary>What is due since a day, the longest due first.</summary>
    public static DueKind<DueDay> ByDay(
        string name,
        Func<MarketDb, DateTime, IQueryable<DueDay>> due,
        Func<Guid, CancellationToken, Task<Result<Done>>> work
    ) =>
        new(
            name,
            (db, now, last, size, stop) =>
                (last is null ? due(db, now) : due(db, now).Where(item => item.On >= last.On && (item.On > last.On || item.Id > last.Id)))
                    .OrderBy(item => item.On)
                    .ThenBy(item => item.Id)
                    .Take(size)
                    .ToListAsync(stop),
            item => Text(item.Id),
            (item, stop) => work(item.Id, stop)
        );

    /// <summary>What is known to be due already.</summary>
    public static DueKind<T> Of<T>(
        string name,
        IEnumerable<T> due,
        Func<T, string> key,
        Func<T, CancellationToken, Task<Result<Done>>> work
    )
        where T : class => new(name, (_, _, last, _, _) => Task.FromResult<List<T>>(last is null ? [.. due] : []), key, work);

    /// <summary>An id as the key of a thing.</summary>
    public static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    /// <summary>That a command went well, where nobody asks for what.</summary>
    public static async Task<Result<Done>> AsDone<T>(this Task<Result<T>> command) =>
        await command is { IsOk: false, Rejections: var why } ? Result<Done>.Refused(why) : Done.Instance;
}

/// <summary>The name of a kind of due work for people, as its module hands it in.</summary>
/// <param name="Name">Also the key of its words.</param>
/// <param name="Texts">The resources that hold them.</param>
public sealed record DueKindName(string Name, Type Texts);

public static class DueRegistration
{
    /// <summary>Hands in kinds of due work, each with its words in <typeparamref name="TText"/> under its own name.</summary>
    public static void AddDueWork<TText>(this IServiceCollection services, params string[] names)
    {
        foreach (var name in names)
        {
            services.AddSingleton(new DueKindName(name, typeof(TText)));
        }
    }
}
