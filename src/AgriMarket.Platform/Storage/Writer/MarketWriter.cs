using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Outages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Platform.Storage.Writer;

/// <summary>
/// The one writer of this process: every command that moves stock or money goes through its bounded queue. It takes what is
/// waiting, opens one transaction, runs each command inside its own savepoint, writes the rows that many commands change
/// (<see cref="IDeferredRows"/>), commits once, then answers the callers and announces. A refused or failed command disturbs no
/// other, also not one of another process: see <see cref="WriteMode"/>.
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

    private long commits;

    /// <summary>Taken from the queue and left for the next batch.</summary>
    private Job? left;

    /// <summary>Commands that wait for the writer now.</summary>
    public int Waiting => queue.Reader.Count;

    /// <summary>
    /// Runs a command and answers once its effects are durable. A full queue answers <c>market.busy</c> at once; a database that
    /// can store nothing just now (a full disk, a lock, a server that is away) answers <c>market.unavailable</c>, and nothing has
    /// been done. One that goes away in the middle of the commit is asked what became of it; where it can't say, the answer is
    /// <c>market.outcome-unknown</c>. A command once accepted runs even if its caller goes away.
    /// </summary>
    /// <param name="command">May be run a second time, after all that it did the first time was taken back.</param>
    /// <param name="subjects">
    /// The ids (of an order, for one) whose rows alone the command reads and writes, apart from rows behind
    /// <see cref="IDeferredRows"/> and facts that only commands without a subject change. Such commands of several processes run side
    /// by side, two with a subject in common never. None is everything: then no other process writes at the same time.
    /// </param>
    public virtual Task<Result<T>> RunAsync<T>(Func<WriteScope, Task<Result<T>>> command, params IReadOnlyList<Guid> subjects)
    {
        var job = new Job<T>(command, subjects);
        return queue.Writer.TryWrite(job) ? job.Answer : Task.FromResult<Result<T>>(new Rejection("market.busy"));
    }

    /// <summary>
    /// As <see cref="RunAsync"/>, for work that nobody waits for: a full queue is waited for, and no more than
    /// <see cref="WriterOptions.BackgroundCommands"/> of it are in the queue. Once the program stops, it answers
    /// <c>market.unavailable</c>.
    /// </summary>
    public virtual async Task<Result<T>> RunWhenThereIsRoomAsync<T>(
        Func<WriteScope, Task<Result<T>>> command,
        params IReadOnlyList<Guid> subjects
    )
    {
        await background.Writer.WriteAsync(true);
        try
        {
            var job = new Job<T>(command, subjects);
            return await TryEnterAsync(job) ? await job.Answer : new Rejection(StorageOutage.Unavailable);
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
        while (left is not null || await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            Take(batch);
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

    /// <summary>
    /// What waits, in its order, up to a batch. A second command of a subject begins the next one: what the first deferred is written
    /// then.
    /// </summary>
    private void Take(List<Job> batch)
    {
        batch.Clear();
        var subjects = new HashSet<Guid>();
        while (batch.Count < options.Value.BatchSize && TryTake(out var job))
        {
            if (subjects.Overlaps(job.Subjects))
            {
                left = job;
                return;
            }

            subjects.UnionWith(job.Subjects);
            batch.Add(job);
        }
    }

    private bool TryTake([NotNullWhen(true)] out Job? job)
    {
        (job, left) = (left, null);
        return job is not null || queue.Reader.TryRead(out job);
    }

    /// <summary>Batches stored so far: as long as it is the same, nothing that this process wrote has changed.</summary>
    public long Commits => Interlocked.Read(ref commits);
}
