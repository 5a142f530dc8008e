using System.Numerics;

namespace AgriMarket.Platform.Live;

/// <summary>
/// How often a time of about this length was measured in the last minutes: counts in steps of a sixteenth, so that a quantile is
/// right to about six percent and nothing is kept of a measurement but one count.
/// </summary>
internal sealed class RecentTimes
{
    private const int Minutes = 5;

    /// <summary>Steps between one power of two (in microseconds) and the next.</summary>
    private const int Steps = 16;

    private const int Powers = 32;

    private readonly Minute[] minutes = [.. Enumerable.Range(0, Minutes + 1).Select(_ => new Minute())];

    public void Add(TimeSpan time)
    {
        var now = Environment.TickCount64 / 60_000;
        var minute = minutes[now % minutes.Length];
        if (Interlocked.Read(ref minute.Number) != now)
        {
            Begin(minute, now);
        }

        var micros = Math.Max(Steps, (long)time.TotalMicroseconds);
        Interlocked.Increment(ref minute.Counts[Math.Min(minute.Counts.Length - 1, StepOf(micros))]);
        if (micros > Interlocked.Read(ref minute.Longest))
        {
            Interlocked.Exchange(ref minute.Longest, micros);
        }
    }

    /// <summary>The last five minutes and the one that runs.</summary>
    public Freshness Read()
    {
        var now = Environment.TickCount64 / 60_000;
        var recent = minutes.Where(minute => now - Interlocked.Read(ref minute.Number) <= Minutes).ToList();
        var counts = new long[Steps * Powers];
        foreach (var minute in recent)
        {
            for (var step = 0; step < counts.Length; step++)
            {
                counts[step] += Volatile.Read(ref minute.Counts[step]);
            }
        }

        var longest = recent.Select(minute => Interlocked.Read(ref minute.Longest)).DefaultIfEmpty().Max();
        var all = counts.Sum();
        return new(
            all,
            Quantile(counts, all / 2, longest),
            Quantile(counts, all - (all / 100) - 1, longest),
            TimeSpan.FromMicroseconds(longest)
        );
    }

    private static void Begin(Minute minute, long number)
    {
        lock (minute)
        {
            if (Interlocked.Read(ref minute.Number) != number)
            {
                Array.Clear(minute.Counts);
                Interlocked.Exchange(ref minute.Longest, 0);
                Interlocked.Exchange(ref minute.Number, number);
            }
        }
    }

    /// <summary>The step of a time: its power of two, and which sixteenth of the way to the next.</summary>
    private static int StepOf(long micros)
    {
        var power = BitOperations.Log2((ulong)micros);
        return (power * Steps) + (int)((micros >> (power - 4)) & (Steps - 1));
    }

    private static TimeSpan Quantile(long[] counts, long rank, long longest)
    {
        var step = 0;
        for (var seen = 0L; step < counts.Length - 1 && (seen += counts[step]) <= rank; step++) { }

        // The end of the step, so that no time is told shorter than it was.
        var end = (1L << (step / Steps)) * (Steps + (step % Steps) + 1) / Steps;
        return TimeSpan.FromMicroseconds(Math.Min(end, longest));
    }

    private sealed class Minute
    {
        public readonly int[] Counts = new int[Steps * Powers];
        public long Number = -Minutes - 2;
        public long Longest;
    }
}
