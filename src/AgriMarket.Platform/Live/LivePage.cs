using Microsoft.AspNetCore.Components;

namespace AgriMarket.Platform.Live;

/// <summary>
/// A page that reads again when what it shows has changed. Only in a circuit: where a page is made once, it stays as it was
/// when it was made.
/// </summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private readonly CancellationToken left;
    private LiveWatcher? watcher;

    protected LivePage() => left = leaving.Token;

    [Inject]
    private LiveFeed Feed { get; set; } = null!;

    public virtual void Dispose()
    {
        watcher?.Dispose();
        leaving.Cancel();
        leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The least time between two readings that updates bring; what comes meanwhile waits for the next.</summary>
    protected virtual TimeSpan Pause => TimeSpan.Zero;

    /// <summary>
    /// Whether news changes what the page shows; otherwise nothing is read and nothing drawn. Decided from what the page has in memory.
    /// </summary>
    protected virtual bool Concerns(IReadOnlyList<LiveChange> updates) => true;

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task ReadAsync();

    /// <summary>What is done about an update: the page is drawn again after it.</summary>
    protected virtual Task ShowNewsAsync() => ReadAsync();

    /// <summary>
    /// Watches these topics from now on, besides those watched already. Follow first and read second, so that no change falls
    /// in between.
    /// </summary>
    protected void Follow(params IEnumerable<string> topics)
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        watcher ??= Feed.Watch(TakeNewsAsync);
        watcher.Add(topics);
    }

    /// <summary>The feed never calls this twice at once, so the pause at its end is the time between two readings.</summary>
    private async Task TakeNewsAsync(IReadOnlyList<LiveChange> updates)
    {
        var concerns = false;
        await InvokeAsync(() => concerns = Concerns(updates));
        if (!concerns)
        {
            return;
        }

        await Feed.ReadInTurnAsync(ShowInCircuitAsync);
        await Task.Delay(Pause, left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task ShowInCircuitAsync() =>
        left.IsCancellationRequested
            ? Task.CompletedTask
            : InvokeAsync(async () =>
            {
                await ShowNewsAsync();
                StateHasChanged();
            });
}
