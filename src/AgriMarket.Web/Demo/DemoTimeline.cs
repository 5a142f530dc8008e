namespace AgriMarket.Web.Demo;

/// <summary>What happens in the demo's past, played in the order of time under the demo's clock.</summary>
internal sealed class DemoTimeline
{
    private readonly PriorityQueue<Func<Task>, (DateTime At, int Place)> events = new();
    private int places;

    /// <summary>Lets something happen at an instant; of two at the same instant the one told first is first.</summary>
    public void At(DateTime instant, Func<Task> happens) => events.Enqueue(happens, (instant, places++));

    /// <summary>Plays everything up to an instant; what lies later does not happen.</summary>
    /// <param name="reached">Told the instant of each event, just before it happens.</param>
    public async Task PlayAsync(DemoClock clock, DateTime until, Action<DateTime> reached)
    {
        while (events.TryDequeue(out var happens, out var when) && when.At <= until)
        {
            reached(when.At);
            clock.MoveTo(when.At);
            await happens();
        }
    }
}
