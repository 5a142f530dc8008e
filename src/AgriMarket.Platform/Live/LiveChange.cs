using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace AgriMarket.Platform.Live;

/// <summary>A change of one subject. Of two with the same topic the higher version wins.</summary>
/// <param name="Topic">The subject, such as <c>lot:…</c>; watchers name the topics they want.</param>
[DataContract]
public abstract record LiveChange([property: JsonIgnore] string Topic, [property: DataMember(Name = "version")] long Version)
{
    /// <summary>Wider topics to whose watchers it matters too, such as the region of its subject.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string> Wider => [];

    /// <summary>What to tell when an older change of this subject has not been told yet: this one, with what would else be lost.</summary>
    public virtual LiveChange After(LiveChange untold) => this;
}

/// <summary>"Something changed, read again": for pages that show more than fits in a message.</summary>
public sealed record LiveSignal(string Topic, long Version) : LiveChange(Topic, Version)
{
    public LiveSignal(string topic, DateTime at)
        : this(topic, at.Ticks) { }
}

/// <summary>
/// A change that goes as it is to browsers and outside programs over the hub. What they read carries <c>DataMember</c> with the
/// name that JSON gives it, so that MessagePack names it the same.
/// </summary>
/// <param name="Method">The client method that receives a list of them.</param>
[DataContract]
public abstract record PublicChange(string Topic, long Version, [property: JsonIgnore] string Method) : LiveChange(Topic, Version);
