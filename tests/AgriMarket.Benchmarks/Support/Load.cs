using System.Diagnostics;

namespace AgriMarket.Benchmarks.Support;

/// <summary>What a number of callers got done.</summary>
/// <param name="LatenciesMs">Of every call, sorted.</param>
internal sealed record LoadResult(int Calls, TimeSpan Took, double[] LatenciesMs, TimeSpan Cpu, long AllocatedBytes)
{
    public double PerSecond => Calls / Took.TotalSeconds;

    public double P99Ms => LatenciesMs[(int)Math.Min(LatenciesMs.Length - 1, LatenciesMs.Length * 0.99)];
}

/// <summary>Callers that each send the next call when the last one is answered.</summary>
internal static class Load
{
    /// <param name="call">Gets the number of the call, each once.</param>
    public static async Task<LoadResult> RunAsync(int callers, int calls, Func<int, Task> call)
    {
        var latencies = new double[calls];
        var next = -1;
        GC.Collect();
        var (allocated, cpu, started) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());

        await Task.WhenAll(
            Enumerable
                .Range(0, callers)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        int number;
                        while ((number = Interlocked.Increment(ref next)) < calls)
                        {
                            var sent = Stopwatch.GetTimestamp();
                            await call(number);
                            latencies[number] = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
                        }
                    })
                )
        );

        var took = Stopwatch.GetElapsedTime(started);
        Array.Sort(latencies);
        return new(calls, took, latencies, Environment.CpuUsage.TotalTime - cpu, GC.GetTotalAllocatedBytes() - allocated);
    }
}
