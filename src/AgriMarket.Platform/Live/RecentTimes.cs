using HdrHistogram;

namespace AgriMarket.Platform.Live;

/// <summary>
/// How often a time of about this length was measured in the last minutes: a histogram for each minute, in microseconds, so that a
/// quantile is never shorter than it was, and at most one percent longer.
/// </summary>
internal sealed class RecentTimes
{
    private const int Minutes = 5;
    private const int Digits = 2;

    /// <summary>Ten minutes; what took longer counts as this long.</summary>
    private const long LongestMicros = 600_000_000;

    private readonly Lock gate = new();
    private readonly (LongHistogram Times, long Minute)[] minutes =
    [
        .. Enumerable.Range(0, Minutes + 1).Select(_ => (new LongHistogram(LongestMicros, Digits), long.MinValue)),
    ];

    private static long Minute => Environment.TickCount64 / 60_000;

    public void Add(TimeSpan time)
    {
        lock (gate)
        {
            var now = Minute;
            ref var current = ref minutes[now % minutes.Length];
            if (current.Minute != now)
            {
                current.Times.Reset();
                current.Minute = now;
            }

            current.Times.RecordValue(Math.Clamp((long)time.TotalMicroseconds, 1, LongestMicros));
        }
    }

    /// <summary>The last five minutes and the one that runs.</summary>
    public Freshness Read()
    {
        var all = new LongHistogram(LongestMicros, Digits);
        lock (gate)
        {
            var oldest = Minute - Minutes;
            foreach (var (times, _) in minutes.Where(one => one.Minute >= oldest))
            {
                all.Add(times);
            }
        }

        return all.TotalCount == 0
            ? new(0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero)
            : new(all.TotalCount, Quantile(all, 50), Quantile(all, 99), Quantile(all, 100));
    }

    private static TimeSpan Quantile(LongHistogram times, double percent) => TimeSpan.FromMicroseconds(times.GetValueAtPercentile(percent));
}
