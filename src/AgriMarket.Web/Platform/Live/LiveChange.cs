using System.Text.Json.Serialization;

namespace AgriMarket.Web.Platform.Live;

/// <summary>A piece of news about one subject. Of two with the same topic the higher version wins.</summary>
/// <param name="Topic">The subject, such as <c>lot:…</c>; watchers name the topics they want.</param>
public abstract record LiveChange([property: JsonIgnore] string Topic, long Version);

/// <summary>"Something changed, read again": for pages that show more than fits in a message.</summary>
public sealed record LiveSignal(string Topic, long Version) : LiveChange(Topic, Version)
{
    public LiveSignal(string topic, DateTime at)
        : this(topic, at.Ticks)
    {
    }
}

/// <summary>News that goes as it is to browsers and outside programs over the hub.</summary>
/// <param name="Method">The client method that receives a list of them.</param>
public abstract record PublicChange(string Topic, long Version, [property: JsonIgnore] string Method) : LiveChange(Topic, Version);
