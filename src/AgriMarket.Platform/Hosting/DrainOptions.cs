using System.ComponentModel.DataAnnotations;

namespace AgriMarket.Platform.Hosting;

/// <summary>How the program ends (section <c>Hosting</c>).</summary>
internal sealed class DrainOptions
{
    public const string Section = "Hosting";

    /// <summary>
    /// Seconds between the signal to stop and the closing of the door, in which whoever comes is answered and sent elsewhere. A proxy
    /// should have noticed by then that <c>/health/ready</c> says 503.
    /// </summary>
    [Range(0, 25)]
    public int DrainSeconds { get; set; } = 3;
}
