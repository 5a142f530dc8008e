using AgriMarket.Domain.Common;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Outages;

namespace AgriMarket.Platform.Storage.Writer;

/// <summary>A command in the queue, and its caller who waits for the answer.</summary>
public partial class MarketWriter
{
    private enum JobEnd
    {
        Kept,

        /// <summary>Refused or failed: its effects must go.</summary>
        Refused,

        /// <summary>Its effects must go, and it is to be run again <see cref="WriteMode.AtOnce"/>.</summary>
        NeedsAll,
    }

    private abstract class Job(IReadOnlyList<Guid> subjects)
    {
        /// <summary>None is everything.</summary>
        public IReadOnlyList<Guid> Subjects => subjects;

        /// <summary>Of whoever put it into the queue.</summary>
        public CommandOrigin Origin { get; } = CommandOrigin.Current;

        public abstract IReadOnlyList<LiveChange> Changes { get; }

        public abstract Task<JobEnd> RunAsync(WriteScope scope);

        /// <summary>Tells what the command noted down in memory that it did not happen.</summary>
        public abstract void Undo();

        /// <summary>Tells those in memory that it did.</summary>
        /// <param name="onFailure">Is told of each that fails; the others are told all the same.</param>
        public abstract void BeDurable(Action<Exception> onFailure);

        public abstract void Complete();

        public abstract void Fail(Exception failure);

        /// <summary>Nobody can say whether its batch is stored.</summary>
        public abstract void LeaveOpen();
    }

    private sealed class Job<T>(Func<WriteScope, Task<Result<T>>> command, IReadOnlyList<Guid> subjects) : Job(subjects)
    {
        private readonly TaskCompletionSource<Result<T>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Result<T>? result;
        private Exception? failure;
        private WriteScope? scope;

        public Task<Result<T>> Answer => answer.Task;

        public override IReadOnlyList<LiveChange> Changes => result is { IsOk: true } ? scope!.Changes : [];

        public override async Task<JobEnd> RunAsync(WriteScope scope)
        {
            this.scope = scope;
            (result, failure) = (null, null);
            try
            {
                result = await command(scope);
                if (result.IsOk)
                {
                    // Here, since what the command sent goes with it and may fail. The next command's savepoint goes along.
                    await NextSavepointAsync(scope.Sql);
                }

                return result.IsOk ? JobEnd.Kept : JobEnd.Refused;
            }
            catch (NeedsAllException)
            {
                return JobEnd.NeedsAll;
            }
            catch (Exception thrown) when (!thrown.IsOutage())
            {
                // The caller gets the exception; the rest of the batch does not suffer for it.
                (result, failure) = (null, thrown);
                return JobEnd.Refused;
            }
        }

        public override void Undo() => scope?.Undo();

        public override void BeDurable(Action<Exception> onFailure)
        {
            if (result is { IsOk: true })
            {
                scope!.BeDurable(onFailure);
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

        public override void Fail(Exception failure)
        {
            if (failure.IsOutage())
            {
                answer.SetResult(new Rejection(StorageOutage.Unavailable));
            }
            else
            {
                answer.SetException(failure);
            }
        }

        /// <summary>What was refused or taken back is not stored in any case.</summary>
        public override void LeaveOpen() =>
            answer.SetResult(new Rejection(result is { IsOk: true } ? StorageOutage.OutcomeUnknown : StorageOutage.Unavailable));
    }
}
