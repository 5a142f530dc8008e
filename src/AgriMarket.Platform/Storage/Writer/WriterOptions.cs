using System.ComponentModel.DataAnnotations;

namespace AgriMarket.Platform.Storage.Writer;

/// <summary>Bounds of the write path (section <c>Writer</c>).</summary>
public sealed class WriterOptions
{
    public const string Section = "Writer";

    /// <summary>Commands that may wait; one more is answered "busy" at once.</summary>
    [Range(1, 100_000)]
    public int QueueLength { get; set; } = 1_024;

    /// <summary>Commands in one commit at the most.</summary>
    [Range(1, 1_000)]
    public int BatchSize { get; set; } = 64;
}
