using AgriMarket.Domain.Common;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;

namespace AgriMarket.Platform.Storage.Writer;

/// <summary>A command in the queue, and its caller who waits for the answer.</summary>
public partial class MarketWriter
{
    private abstract class Job
    {
        public abstract IReadOnlyList<LiveChange> Changes { get; }

        /// <summary>Runs the command; false when it was refused or failed and its effects must go.</summary>
        public abstract Task<bool> RunAsync(WriteScope scope);

        /// <summary>Tells what the command noted down in memory that it did not happen.</summary>
        public abstract void Undo();

        /// <summary>Tells those in memory that it did.</summary>
        /// <param name="onFailure">Is told of each that fails; the others are told all the same.</param>
        public abstract void BeDurable(Action<Exception> onFailure);

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
                if (result.IsOk)
                {
                    // Here, since what the command sent goes with it and may fail.
                    await scope.Sql.ExecuteAsync($"RELEASE SAVEPOINT command");
                }

                return result.IsOk;
            }
            catch (Exception thrown) when (!thrown.IsOutage())
            {
                // The caller gets the exception; the rest of the batch does not suffer for it.
                failure = thrown;
                return false;
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
                answer.SetResult(new Rejection("market.unavailable"));
            }
            else
            {
                answer.SetException(failure);
            }
        }
    }
}
