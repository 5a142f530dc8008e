namespace AgriMarket.Web.Demo;

/// <summary>The demo market (section <c>Demo</c>).</summary>
public sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Fills a database without members with a made-up market. Refused in Production.</summary>
    public bool Seed { get; set; }
}
