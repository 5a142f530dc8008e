using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AgriMarket.Platform.Live;

/// <summary>How old the updates of the last minutes were.</summary>
/// <param name="Measured">How many batches were measured.</param>
public sealed record Freshness(long Measured, TimeSpan Median, TimeSpan P99, TimeSpan Longest);

/// <summary>What the live feed did for connections of the hub since the program started.</summary>
/// <param name="Batches">Writes to a connection; each carries one change or more.</param>
public sealed record LiveFigures(int Connections, int Topics, long Batches, long Changes, Freshness Written, Freshness Seen);

/// <summary>
/// Measures how fresh live figures are, always. <c>agrimarket.live.freshness</c> is the time from the commit that made a change
/// true until the batch with it was written to the transport of a connection (<c>at</c> = <c>written</c>: from there on it is the
/// network's time), or until a browser's word that it shows the change arrived here (<c>at</c> = <c>seen</c>: with the way there
/// and back, of a sample). Of a batch with several changes the oldest counts, and of several changes of one subject the first.
/// </summary>
public sealed class LiveMeter : IDisposable
{
    public const string Name = "AgriMarket.Live";

    /// <summary>A browser reports at most once in this time; what comes sooner is not counted.</summary>
    public static readonly TimeSpan ReportPause = TimeSpan.FromSeconds(10);

    private static readonly KeyValuePair<string, object?> AtWritten = new("at", "written");
    private static readonly KeyValuePair<string, object?> AtSeen = new("at", "seen");

    private readonly Meter meter = new(Name);
    private readonly Histogram<double> freshness;
    private readonly RecentTimes written = new();
    private readonly RecentTimes seen = new();
    private int connections;
    private long batches;
    private long changes;

    public LiveMeter()
    {
        freshness = meter.CreateHistogram(
            "agrimarket.live.freshness",
            "s",
            "Time from a commit to its figures at the client.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 10],
            }
        );
        meter.CreateObservableUpDownCounter(
            "agrimarket.live.connections",
            () => connections,
            "{connection}",
            "Connections of the stock hub."
        );
        meter.CreateObservableCounter(
            "agrimarket.live.batches",
            () => Interlocked.Read(ref batches),
            "{batch}",
            "Batches written to connections."
        );
        meter.CreateObservableCounter(
            "agrimarket.live.changes",
            () => Interlocked.Read(ref changes),
            "{change}",
            "Changes written to connections."
        );
    }

    public void Connected(int more) => Interlocked.Add(ref connections, more);

    /// <param name="since">The timestamp of the oldest commit in the batch.</param>
    public void Written(long since, int changesInBatch)
    {
        Interlocked.Increment(ref batches);
        Interlocked.Add(ref changes, changesInBatch);
        Record(written, since, AtWritten);
    }

    public void Seen(long since) => Record(seen, since, AtSeen);

    public LiveFigures Figures(int topics) =>
        new(connections, topics, Interlocked.Read(ref batches), Interlocked.Read(ref changes), written.Read(), seen.Read());

    public void Dispose() => meter.Dispose();

    private void Record(RecentTimes times, long since, KeyValuePair<string, object?> at)
    {
        var took = Stopwatch.GetElapsedTime(since);
        times.Add(took);
        freshness.Record(took.TotalSeconds, at);
    }
}
