using System.Diagnostics;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace AgriMarket.Platform.Live;

/// <summary>A change on its way to whoever watches it: written as bytes once for each protocol, however many get it.</summary>
/// <param name="since">The <see cref="Stopwatch"/> timestamp of the commit since which its watchers show something older.</param>
internal sealed class LiveUpdate(LiveChange change, long since)
{
    private SerializedHubMessage? message;

    public LiveChange Change => change;

    public long Since => since;

    /// <summary>The change as a message of its own. Only the feed's tick asks.</summary>
    public SerializedHubMessage Message => message ??= MessageOf(((PublicChange)change).Method, change);

    /// <summary>A hub message with a list of changes, as objects, so that the serialiser sees each change's own type.</summary>
    public static SerializedHubMessage MessageOf(string method, params object[] changes) => new(new InvocationMessage(method, [changes]));

    /// <summary>Keeps what is newer under the topic, and how long its watchers have been waiting.</summary>
    public static void Keep(Dictionary<string, LiveUpdate> updates, LiveUpdate next)
    {
        var topic = next.Change.Topic;
        if (!updates.TryGetValue(topic, out var known))
        {
            updates[topic] = next;
        }
        else if (known.Change.Version < next.Change.Version)
        {
            updates[topic] = new(next.Change.After(known.Change), known.Since);
        }
    }
}
