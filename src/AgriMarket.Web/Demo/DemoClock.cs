namespace AgriMarket.Web.Demo;

/// <summary>The time in the demo's past: it stands still until the story moves on.</summary>
internal sealed class DemoClock(DateTime start) : TimeProvider
{
    public DateTime Now { get; private set; } = start;

    public override DateTimeOffset GetUtcNow() => new(Now);

    /// <summary>Moves on to a later instant. Going back is a bug: rows refer to earlier ones.</summary>
    public void MoveTo(DateTime instant)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, Now);
        Now = instant;
    }
}
