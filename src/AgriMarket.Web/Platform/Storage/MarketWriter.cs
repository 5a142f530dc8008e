using System.Threading.Channels;
using AgriMarket.Domain.Common;
using AgriMarket.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Platform.Storage;

/// <summary>
/// The one writer of this process: every command that moves stock or money goes through its bounded queue. It takes what is
/// waiting, opens one transaction, runs each command inside its own savepoint, commits once, then answers the callers and
/// announces. A refused or failed command disturbs no other.
/// </summary>
public partial class MarketWriter(
    IDbContextFactory<MarketDb> contexts, LiveFeed feed, TimeProvider clock, IOptions<WriterOptions> options, ILogger<MarketWriter> log) : BackgroundService
{
    private const string Savepoint = "command";

    private readonly Channel<Job> queue = Channel.CreateBounded<Job>(new BoundedChannelOptions(options.Value.QueueLength) { SingleReader = true });

    /// <summary>
    /// Runs a command and answers once its effects are durable. A full queue answers <c>market.busy</c> at once. A command
    /// once accepted runs even if its caller goes away.
    /// </summary>
    public virtual Task<Result<T>> RunAsync<T>(Func<WriteScope, Task<Result<T>>> command)
    {
        var job = new Job<T>(command);
        return queue.Writer.TryWrite(job) ? job.Answer : Task.FromResult<Result<T>>(new Rejection("market.busy"));
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
    }

    private async Task RunBatchAsync(List<Job> batch)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            foreach (var job in batch)
            {
                await RunInSavepointAsync(job, db, transaction);
            }

            await transaction.CommitAsync();
        }
        catch (Exception failure)
        {
            // Nothing of this batch is stored. Its callers are told so, and the writer lives on for the next ones.
            LogBatchFailed(failure, batch.Count);
            batch.ForEach(job => job.Fail(failure));
            return;
        }

        batch.ForEach(job =>
        {
            feed.Publish(job.Changes);
            job.Complete();
        });
    }

    private async Task RunInSavepointAsync(Job job, MarketDb db, IDbContextTransaction transaction)
    {
        await transaction.CreateSavepointAsync(Savepoint);
        db.ChangeTracker.Clear();
        if (!await job.RunAsync(new WriteScope(db, clock.GetUtcNow().UtcDateTime)))
        {
            await transaction.RollbackToSavepointAsync(Savepoint);
        }

        await transaction.ReleaseSavepointAsync(Savepoint);
    }

    [LoggerMessage(LogLevel.Error, "A batch of {Count} commands could not be committed; nothing of it is stored.")]
    private partial void LogBatchFailed(Exception failure, int count);

    private abstract class Job
    {
        public abstract IReadOnlyList<LiveChange> Changes { get; }

        /// <summary>Runs the command; false when it was refused or failed and its effects must go.</summary>
        public abstract Task<bool> RunAsync(WriteScope scope);

        public abstract void Complete();

        public abstract void Fail(Exception failure);
    }

    private sealed class Job<T>(Func<WriteScope, Task<Result<T>>> command) : Job
    {
        private readonly TaskCompletionSource<Result<T>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Result<T>? result;
        private Exception? failure;
        private WriteScope? scope;

        public Task<Result<T>> Answer => answer.Task;

        public override IReadOnlyList<LiveChange> Changes => result is { IsOk: true } ? scope!.Changes : [];

        public override async Task<bool> RunAsync(WriteScope scope)
        {
            this.scope = scope;
            try
            {
                result = await command(scope);
                return result.IsOk;
            }
            catch (Exception thrown)
            {
                // The caller gets the exception; the rest of the batch does not suffer for it.
                failure = thrown;
                return false;
            }
        }

        public override void Complete()
        {
            if (failure is not null)
            {
                answer.SetException(failure);
            }
            else
            {
                answer.SetResult(result!);
            }
        }

        public override void Fail(Exception failure) => answer.SetException(failure);
    }
}
