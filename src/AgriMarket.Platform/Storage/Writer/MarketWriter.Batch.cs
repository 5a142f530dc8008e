using System.Diagnostics;
using System.Diagnostics.Metrics;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Outages;
using AgriMarket.Platform.Storage.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AgriMarket.Platform.Storage.Writer;

/// <summary>How commands that waited together become one transaction.</summary>
public partial class MarketWriter
{
    /// <summary>Open from the first batch on, so that its statements stay prepared; a batch that fails takes it along.</summary>
    private WriterSession? session;

    private bool? isFile;

    private static readonly Counter<long> RunAgain = new Meter(SqlStatements.Meter).CreateCounter<long>(
        "agrimarket.storage.commands_run_again",
        "{command}",
        "Commands that were taken back, since another process was faster or they need everything, and run again by themselves."
    );

    private async Task RunBatchAsync(List<Job> batch)
    {
        foreach (var part in Parts(batch))
        {
            var again = await RunBatchAsync(part, atOnce: false);
            if (again.Count > 0)
            {
                RunAgain.Add(again.Count);
                await RunBatchAsync(again, atOnce: true);
            }
        }
    }

    /// <summary>
    /// On a server, commands that need everything are committed apart from those that don't: other processes wait for the first only.
    /// A file has one writer in any case, and there a commit more is the greater cost.
    /// </summary>
    private IEnumerable<List<Job>> Parts(List<Job> batch)
    {
        if (isFile is null)
        {
            using var db = contexts.CreateDbContext();
            isFile = db.Database.IsSqlite();
        }

        return isFile.Value ? [batch] : batch.GroupBy(job => job.Subjects.Count == 0).Select(part => part.ToList());
    }

    /// <param name="atOnce">Nobody else writes and nothing is deferred, so that a guard refuses the command that it concerns.</param>
    /// <returns>The commands that have been taken back and are to be run at once.</returns>
    private async Task<List<Job>> RunBatchAsync(List<Job> batch, bool atOnce)
    {
        List<Job> again;
        long committed;
        bool isAnswered;
        try
        {
            session ??= await WriterSession.OpenAsync(contexts);
            await using var transaction = await session.Db.Database.BeginTransactionAsync();
            again = await RunCommandsAsync(batch, session, atOnce);
            await session.WriteDeferredAsync();
            await session.NoteTransactionAsync();
            isAnswered = await CommitAsync(transaction, session);
            committed = Stopwatch.GetTimestamp();
        }
        catch (DeferredRowsRefusedException refused) when (!atOnce)
        {
            // One of these commands relied on what another process has taken meanwhile. All are run again, each for itself.
            LogRunAgain(refused.InnerException, batch.Count);
            batch.ForEach(job => job.Undo());
            session!.Forget();
            return batch;
        }
        catch (Exception failure)
        {
            GiveUp(batch, failure);
            await EndSessionAsync();
            return [];
        }

        if (!isAnswered)
        {
            await EndSessionAsync();
        }

        Interlocked.Increment(ref commits);
        foreach (var job in batch.Except(again))
        {
            Tell(job, committed);
        }

        ShrinkLog();
        return again;
    }

    /// <summary>The callers of a batch are told that it is not stored, or that nobody knows; the writer lives on.</summary>
    private void GiveUp(List<Job> batch, Exception failure)
    {
        if (failure is OutcomeUnknownException)
        {
            LogOutcomeUnknown(failure.InnerException, batch.Count);
            // What readers keep is read again, in case.
            Interlocked.Increment(ref commits);
            batch.ForEach(job => job.LeaveOpen());
        }
        else
        {
            LogBatchFailed(failure, batch.Count);
            batch.ForEach(job => job.Fail(failure));
        }

        FailWaiting(failure);
    }

    /// <summary>
    /// Ends when the batch is stored. When the line to the database breaks, the database itself is asked: a commit whose answer was lost
    /// is a commit.
    /// </summary>
    /// <returns>Whether the session is still good for the next batch.</returns>
    private async Task<bool> CommitAsync(IDbContextTransaction transaction, WriterSession session)
    {
        try
        {
            await transaction.CommitAsync();
            return true;
        }
        catch (Exception failure) when (failure.IsOutage())
        {
            var outcome = await CommitLookup.FindAsync(session.Db, session.Transaction, failure);
            LogLookedUp(failure, outcome);
            switch (outcome)
            {
                case CommitOutcome.Stored:
                    return false;
                case CommitOutcome.NotStored:
                    throw;
                default:
                    throw new OutcomeUnknownException(failure);
            }
        }
    }

    /// <summary>Who waited while the database did not answer would wait as long again: each batch of the queue after the other.</summary>
    private void FailWaiting(Exception failure)
    {
        for (var waiting = Waiting; failure.IsStorageTimeout() && waiting >= 0 && TryTake(out var job); waiting--)
        {
            job.Fail(failure);
        }
    }

    /// <returns>The commands that need everything, and have been taken back.</returns>
    private async Task<List<Job>> RunCommandsAsync(List<Job> batch, WriterSession session, bool atOnce)
    {
        var (again, hasDeferred) = (new List<Job>(), false);
        session.Memory.ReadAnew();
        var isShared = await session.LockAsync(batch, atOnce);
        await session.Sql.ExecuteAsync($"SAVEPOINT command");
        foreach (var job in batch)
        {
            var mode =
                job.Subjects.Count == 0 || atOnce ? WriteMode.AtOnce
                : isShared ? WriteMode.Shared
                : WriteMode.Deferred;
            if (mode == WriteMode.AtOnce && hasDeferred)
            {
                // It reads the rows themselves, and they stay if it is taken back.
                await session.WriteDeferredAsync();
                await NextSavepointAsync(session.Sql);
            }

            hasDeferred = mode != WriteMode.AtOnce;
            if (await RunInSavepointAsync(job, session, mode) == JobEnd.NeedsAll)
            {
                again.Add(job);
            }
        }

        return again;
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

    private async Task<JobEnd> RunInSavepointAsync(Job job, WriterSession session, WriteMode mode)
    {
        var sql = session.Sql;
        session.Db.ChangeTracker.Clear();
        var end = await job.RunAsync(
            new WriteScope(session.Db, sql, session.Memory, clock.GetUtcNow().UtcDateTime, mode) { Origin = job.Origin }
        );
        if (end != JobEnd.Kept)
        {
            // The savepoint is still there, for the next command.
            sql.Forget();
            await sql.ExecuteAsync($"ROLLBACK TO SAVEPOINT command");
            job.Undo();
        }

        if (mode == WriteMode.AtOnce)
        {
            // It may have changed anything.
            session.Memory.ReadAnew();
        }

        return end;
    }

    /// <summary>In one journey: what was done stays, and what is done from here on can be taken back.</summary>
    private static async Task NextSavepointAsync(SqlStatements sql)
    {
        await sql.SendStatementAsync($"RELEASE SAVEPOINT command");
        await sql.ExecuteAsync($"SAVEPOINT command");
    }

    /// <summary>Those who waited have their answers, so that what fails here fails nobody.</summary>
    private void ShrinkLog()
    {
        try
        {
            session?.ShrinkLog();
        }
        catch (SqliteException failure)
        {
            LogNotShrunk(failure);
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

    [LoggerMessage(LogLevel.Error, "A batch of {Count} commands could not be committed; nothing of it is stored.")]
    private partial void LogBatchFailed(Exception failure, int count);

    [LoggerMessage(LogLevel.Error, "The database went away while {Count} commands were committed; nobody can say whether they are stored.")]
    private partial void LogOutcomeUnknown(Exception? failure, int count);

    [LoggerMessage(LogLevel.Warning, "A commit was not answered; looked up, it is: {Outcome}.")]
    private partial void LogLookedUp(Exception failure, CommitOutcome outcome);

    [LoggerMessage(LogLevel.Error, "A command is stored, but somebody who was to hear of it failed.")]
    private partial void LogListenerFailed(Exception failure);

    [LoggerMessage(LogLevel.Warning, "The database's write-ahead log could not be cut; it is tried again.")]
    private partial void LogNotShrunk(Exception failure);

    [LoggerMessage(LogLevel.Warning, "The writer's connection could not be closed; the next batch opens another.")]
    private partial void LogSessionFailed(Exception failure);

    [LoggerMessage(LogLevel.Debug, "Another process was faster: {Count} commands are run again, each for itself.")]
    private partial void LogRunAgain(Exception? failure, int count);
}
