using System.ComponentModel.DataAnnotations;

namespace AgriMarket.Web.Aid.Forecasts;

/// <summary>What forecasts assume of the market around them (section <c>Backlog</c>).</summary>
public sealed class BacklogOptions
{
    public const string Section = "Backlog";

    /// <summary>
    /// Days on the way to the buyer: what is sold later does not arrive by best-before. Three is what an express parcel takes at
    /// most over 300 to 800 km in the carried freight table.
    /// </summary>
    [Range(0, 30)]
    public int TransitDays { get; set; } = 3;
}
