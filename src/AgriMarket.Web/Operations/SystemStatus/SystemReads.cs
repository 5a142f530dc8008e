using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Writer;

namespace AgriMarket.Web.Operations.SystemStatus;

/// <summary>How the program is doing, for those who run it.</summary>
/// <param name="Waiting">Commands that wait for the writer.</param>
internal sealed record SystemFigures(LiveFigures Live, int Waiting, DateTime At);

/// <summary>Reads what the program measures of itself. Nothing is asked of the database.</summary>
internal sealed class SystemReads(LiveFeed feed, LiveMeter meter, MarketWriter writer, TimeProvider clock)
{
    public SystemFigures Figures() => new(meter.Figures(feed.TopicCount), writer.Waiting, clock.GetUtcNow().UtcDateTime);
}
