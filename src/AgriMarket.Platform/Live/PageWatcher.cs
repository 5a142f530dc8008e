using System.Globalization;

namespace AgriMarket.Platform.Live;

/// <summary>A page or a service of this process that takes news by a call.</summary>
internal sealed class PageWatcher(LiveFeed feed, Func<IReadOnlyList<LiveChange>, Task> deliver) : LiveWatcher(feed)
{
    // News comes from the feed's own tick, which knows no reader: it is taken in the language of whoever began to watch.
    private readonly CultureInfo culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo uiCulture = CultureInfo.CurrentUICulture;

    private protected override async Task DeliverAsync(IReadOnlyCollection<LiveUpdate> batch, Action<Exception> onFailure)
    {
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
            await deliver([.. batch.Select(news => news.Change)]);
        }
        catch (Exception failure)
        {
            onFailure(failure);
        }
    }
}
