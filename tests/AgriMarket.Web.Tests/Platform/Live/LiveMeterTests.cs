using System.Diagnostics;
using System.Diagnostics.Metrics;
using AgriMarket.Platform.Live;

namespace AgriMarket.Web.Tests.Platform.Live;

public sealed class LiveMeterTests
{
    [Fact]
    public void QuantilesAreNeverTooShortAndAtMostOnePercentTooLong()
    {
        var times = new RecentTimes();
        for (var ms = 1; ms <= 1_000; ms++)
        {
            times.Add(TimeSpan.FromMilliseconds(ms));
        }

        var fresh = times.Read();

        Assert.Equal(1_000, fresh.Measured);
        Assert.InRange(fresh.Median.TotalMilliseconds, 500, 500 * 1.01);
        Assert.InRange(fresh.P99.TotalMilliseconds, 990, 990 * 1.01);
        Assert.InRange(fresh.Longest.TotalMilliseconds, 1_000, 1_000 * 1.01);
    }

    [Fact]
    public void WhatTookLongerThanCanBeCountedCountsAsTheLongest()
    {
        var times = new RecentTimes();
        times.Add(TimeSpan.FromDays(1));
        times.Add(TimeSpan.Zero);

        var fresh = times.Read();

        Assert.Equal(2, fresh.Measured);
        Assert.InRange(fresh.Longest.TotalMinutes, 10, 10 * 1.01);
    }

    [Fact]
    public void NothingMeasuredIsNothing() =>
        Assert.Equal(new Freshness(0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero), new RecentTimes().Read());

    [Fact]
    public void EachBatchIsMeasuredInSecondsSinceItsOldestCommit()
    {
        using var meter = new LiveMeter();
        var measured = new List<(double Seconds, string At)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == LiveMeter.Name && instrument.Name == "agrimarket.live.freshness")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>(
            (_, seconds, tags, _) =>
            {
                // Other tests' markets measure too; nothing of theirs takes a minute.
                if (seconds > 60)
                {
                    measured.Add((seconds, (string)tags[0].Value!));
                }
            }
        );
        listener.Start();

        meter.Written(Stopwatch.GetTimestamp() - (90 * Stopwatch.Frequency), changesInBatch: 3);
        meter.Seen(Stopwatch.GetTimestamp() - (120 * Stopwatch.Frequency));

        Assert.Equal([(90, "written"), (120, "seen")], measured.Select(one => ((int)one.Seconds, one.At)));
        var figures = meter.Figures(topics: 7);
        Assert.Equal((7, 1, 3), (figures.Topics, figures.Batches, figures.Changes));
    }
}
