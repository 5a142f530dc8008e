using System.Diagnostics.Metrics;
using AgriMarket.Platform.Storage.Sql;

namespace AgriMarket.Benchmarks.Support;

/// <summary>Counts the statements that the writer runs while this listens.</summary>
internal sealed class StatementCount : IDisposable
{
    private readonly MeterListener listener = new();
    private long count;

    public StatementCount()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == SqlStatements.Meter && instrument.Name == SqlStatements.RunCounter)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, measured, _, _) => Interlocked.Add(ref count, measured));
        listener.Start();
    }

    /// <returns>How many there were.</returns>
    public long Stop()
    {
        listener.Dispose();
        return count;
    }

    public void Dispose() => listener.Dispose();
}
