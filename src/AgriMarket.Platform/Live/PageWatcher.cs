using System.Globalization;

namespace AgriMarket.Platform.Live;

/// <summary>A page or a service of this process that takes updates by a call.</summary>
internal sealed class PageWatcher(LiveFeed feed, Func<IReadOnlyList<LiveChange>, Task> deliver) : LiveWatcher(feed)
{
    // Updates come from the feed's own tick, which knows no reader: they are taken in the language of whoever began to watch.
    private readonly CultureInfo culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo uiCulture = CultureInfo.CurrentUICulture;

    private protected override async Task DeliverAsync(IReadOnlyCollection<LiveUpdate> batch, Action<Exception> onFailure)
    {
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
            await deliver([.. batch.Select(update => update.Change)]);
        }
        catch (Exception failure)
        {
            onFailure(failure);
        }
    }
}
