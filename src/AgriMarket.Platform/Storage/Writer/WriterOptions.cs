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

    /// <summary>
    /// Commands that nobody waits for (due work, events of the gateway, notifications) in the queue at once, of all kinds together:
    /// a person's command waits behind at most so many of them.
    /// </summary>
    [Range(1, 1_000)]
    public int BackgroundCommands { get; set; } = 8;
}
