using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Sql;

namespace AgriMarket.Platform.Storage.Writer;

/// <summary>What a command works with while the writer runs it.</summary>
/// <param name="Db">The batch's context, inside its transaction and this command's savepoint.</param>
/// <param name="Sql">Prepared statements in the same transaction; what EF Core has not saved yet, they do not see.</param>
/// <param name="Memory">What this writer keeps between commands.</param>
/// <param name="Now">The UTC instant of the command.</param>
/// <param name="Mode">Who else writes meanwhile, and when rows that many commands change are written.</param>
public sealed record WriteScope(MarketDb Db, SqlStatements Sql, WriterCache Memory, DateTime Now, WriteMode Mode = WriteMode.AtOnce)
{
    private readonly List<LiveChange> changes = [];
    private readonly List<Action> undone = [];
    private readonly List<Action> durable = [];

    /// <summary>From where it was asked for.</summary>
    public CommandOrigin Origin { get; init; } = CommandOrigin.Unknown;

    internal IReadOnlyList<LiveChange> Changes => changes;

    /// <summary>Whether rows that many commands change are written at the end of the batch: see <see cref="IDeferredRows"/>.</summary>
    public bool Defers => Mode != WriteMode.AtOnce;

    /// <summary>Whether nobody else writes before the end of the batch.</summary>
    public bool IsAlone => Mode != WriteMode.Shared;

    /// <summary>
    /// For what a command with a subject does seldom, and reads or writes more rows for than its subject's. If others may be at work,
    /// or rows are deferred, the command ends here, is taken back and run again with the whole market to itself.
    /// </summary>
    public void NeedAll()
    {
        if (Defers)
        {
            throw new NeedsAllException();
        }
    }

    /// <summary>What this writer keeps of a kind, made the first time. It goes with the writer's session when a batch fails.</summary>
    public T Cached<T>()
        where T : class, new() => Memory.Get<T>();

    /// <summary>
    /// Inserts rows that nothing reads before the commit, as EF Core maps them: where this command defers, together with those of the
    /// other commands of its batch.
    /// </summary>
    public async Task InsertAtEndAsync<T>(params IReadOnlyList<T> rows)
        where T : class
    {
        if (Defers)
        {
            Cached<DeferredInserts>().Add(this, rows);
        }
        else
        {
            await Sql.SendAsync(rows);
        }
    }

    /// <summary>A change for open pages. It goes out after the commit, and not at all if the command is refused.</summary>
    public void Announce(LiveChange change) => changes.Add(change);

    /// <summary>What to do when this command is taken back, so that nothing in memory remembers what never happened.</summary>
    public void OnUndone(Action forget) => undone.Add(forget);

    /// <summary>What to do once this command is durable, before its caller is answered: for what readers keep in memory.</summary>
    public void OnDurable(Action tell) => durable.Add(tell);

    /// <param name="onFailure">Is told of each that fails; the others are told all the same.</param>
    internal void BeDurable(Action<Exception> onFailure) =>
        durable.ForEach(tell =>
        {
            try
            {
                tell();
            }
            catch (Exception failure)
            {
                onFailure(failure);
            }
        });

    internal void Undo()
    {
        // The last first, as it was done. Done twice, nothing more happens.
        undone.Reverse();
        undone.ForEach(forget => forget());
        undone.Clear();
    }
}
