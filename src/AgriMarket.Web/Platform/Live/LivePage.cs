using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Platform.Live;

/// <summary>
/// A page that reads again when what it shows has changed. Only in a circuit: where a page is made once, it stays as it was
/// when it was made.
/// </summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private LiveWatcher? watcher;

    [Inject]
    private LiveFeed Feed { get; set; } = null!;

    public void Dispose()
    {
        watcher?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task ReadAsync();

    /// <summary>What is done about news: the page is drawn again after it.</summary>
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

        watcher ??= Feed.Watch(_ => InvokeAsync(async () =>
        {
            await ShowNewsAsync();
            StateHasChanged();
        }));
        watcher.Add(topics);
    }
}
