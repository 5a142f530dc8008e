using System.Diagnostics;
using System.Threading.Channels;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Platform.Storage.Writer;

/// <summary>
/// The one writer of this process: every command that moves stock or money goes through its bounded queue. It takes what is
/// waiting, opens one transaction, runs each command inside its own savepoint, commits once, then answers the callers and
/// announces. A refused or failed command disturbs no other.
/// </summary>
public partial class MarketWriter(
    IDbContextFactory<MarketDb> contexts,
    LiveFeed feed,
    TimeProvider clock,
    IOptions<WriterOptions> options,
    ILogger<MarketWriter> log
) : BackgroundService
{
    private readonly Channel<Job> queue = Channel.CreateBounded<Job>(
        new BoundedChannelOptions(options.Value.QueueLength) { SingleReader = true }
    );

    /// <summary>
    /// An entry for each command in the queue that nobody waits for. Whatever finds no room here is not in the queue yet, so people's
    /// commands pass it.
    /// </summary>
    private readonly Channel<bool> background = Channel.CreateBounded<bool>(options.Value.BackgroundCommands);

    /// <summary>Open from the first batch on, so that its statements stay prepared; a batch that fails takes it along.</summary>
    private WriterSession? session;

    private long commits;

    /// <summary>Commands that wait for the writer now.</summary>
    public int Waiting => queue.Reader.Count;

    /// <summary>
    /// Runs a command and answers once its effects are durable. A full queue answers <c>market.busy</c> at once; a database that
    /// can store nothing just now (a full disk, a lock, a server that is away) answers <c>market.unavailable</c>, and nothing has
    /// been done. A command once accepted runs even if its caller goes away.
    /// </summary>
    public virtual Task<Result<T>> RunAsync<T>(Func<WriteScope, Task<Result<T>>> command)
    {
        var job = new Job<T>(command);
        return queue.Writer.TryWrite(job) ? job.Answer : Task.FromResult<Result<T>>(new Rejection("market.busy"));
    }

    /// <summary>
    /// As <see cref="RunAsync"/>, for work that nobody waits for: a full queue is waited for, and no more than
    /// <see cref="WriterOptions.BackgroundCommands"/> of it are in the queue. Once the program stops, it answers
    /// <c>market.unavailable</c>.
    /// </summary>
    public virtual async Task<Result<T>> RunWhenThereIsRoomAsync<T>(Func<WriteScope, Task<Result<T>>> command)
    {
        await background.Writer.WriteAsync(true);
        try
        {
            var job = new Job<T>(command);
            return await TryEnterAsync(job) ? await job.Answer : new Rejection("market.unavailable");
        }
        finally
        {
            background.Reader.TryRead(out _);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What was accepted is still carried out: the queue closes, the loop below drains it and ends.
        queue.Writer.TryComplete();
        if (ExecuteTask is { } loop)
        {
            await loop.WaitAsync(cancellationToken);
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Job>(options.Value.BatchSize);
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < options.Value.BatchSize && queue.Reader.TryRead(out var job))
            {
                batch.Add(job);
            }

            await RunBatchAsync(batch);
        }

        await EndSessionAsync();
    }

    /// <summary>Waits for room in the queue; false when the queue is closed.</summary>
    private async Task<bool> TryEnterAsync(Job job)
    {
        while (await queue.Writer.WaitToWriteAsync())
        {
            if (queue.Writer.TryWrite(job))
            {
                return true;
            }
        }

        return false;
    }

    private async Task RunBatchAsync(List<Job> batch)
    {
        long committed;
        try
        {
            session ??= await WriterSession.OpenAsync(contexts);
            await using var transaction = await session.Db.Database.BeginTransactionAsync();
            foreach (var job in batch)
            {
                await RunInSavepointAsync(job, session);
            }

            await transaction.CommitAsync();
            committed = Stopwatch.GetTimestamp();
        }
        catch (Exception failure)
        {
            // Nothing of this batch is stored. Its callers are told so, and the writer lives on for the next ones.
            LogBatchFailed(failure, batch.Count);
            batch.ForEach(job => job.Fail(failure));
            await EndSessionAsync();
            return;
        }

        Interlocked.Increment(ref commits);
        batch.ForEach(job => Tell(job, committed));
    }

    /// <summary>What is stored is stored: its caller gets the answer, whatever those do who hear of it.</summary>
    private void Tell(Job job, long committed)
    {
        try
        {
            job.BeDurable(LogListenerFailed);
            feed.Publish(committed, job.Changes);
        }
        catch (Exception failure)
        {
            LogListenerFailed(failure);
        }

        job.Complete();
    }

    private async Task RunInSavepointAsync(Job job, WriterSession session)
    {
        var sql = session.Sql;
        await sql.ExecuteAsync($"SAVEPOINT command");
        session.Db.ChangeTracker.Clear();
        if (!await job.RunAsync(new WriteScope(session.Db, sql, session.Memory, clock.GetUtcNow().UtcDateTime)))
        {
            sql.Forget();
            await sql.ExecuteAsync($"ROLLBACK TO SAVEPOINT command");
            await sql.ExecuteAsync($"RELEASE SAVEPOINT command");
            job.Undo();
        }
    }

    private async Task EndSessionAsync()
    {
        var ended = session;
        session = null;
        try
        {
            await (ended?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (Exception failure)
        {
            LogSessionFailed(failure);
        }
    }

    /// <summary>Batches stored so far: as long as it is the same, nothing that this process wrote has changed.</summary>
    public long Commits => Interlocked.Read(ref commits);

    [LoggerMessage(LogLevel.Error, "A batch of {Count} commands could not be committed; nothing of it is stored.")]
    private partial void LogBatchFailed(Exception failure, int count);

    [LoggerMessage(LogLevel.Error, "A command is stored, but somebody who was to hear of it failed.")]
    private partial void LogListenerFailed(Exception failure);

    [LoggerMessage(LogLevel.Warning, "The writer's connection could not be closed; the next batch opens another.")]
    private partial void LogSessionFailed(Exception failure);

    /// <summary>
    /// 64 MB of pages in memory, so that a batch need not read back what the last one wrote; the log folded into the file every
    /// 32 MB instead of every 4; and what a savepoint must remember kept in memory instead of a file. How durable a commit is
    /// does not change: FULL.
    /// </summary>
    internal const string SqliteSettings = "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192; PRAGMA temp_store = MEMORY";

    /// <summary>The writer's own connection.</summary>
    private sealed class WriterSession(MarketDb db) : IAsyncDisposable
    {
        public MarketDb Db => db;

        public SqlStatements Sql { get; } = new(db);

        public WriterCache Memory { get; } = new();

        public static async Task<WriterSession> OpenAsync(IDbContextFactory<MarketDb> contexts)
        {
            var db = await contexts.CreateDbContextAsync();
            try
            {
                await db.Database.OpenConnectionAsync();
                if (db.Database.IsSqlite())
                {
                    await db.Database.ExecuteSqlRawAsync(SqliteSettings);
                }

                return new(db);
            }
            catch
            {
                await db.DisposeAsync();
                throw;
            }
        }

        public async ValueTask DisposeAsync()
        {
            Sql.Dispose();
            await db.DisposeAsync();
        }
    }
}
