using System.ComponentModel.DataAnnotations;

namespace AgriMarket.Web.Trade.Quotes;

/// <summary>What forecasts and the risk of lots assume of the way to the buyer (section <c>Backlog</c>).</summary>
public sealed class SellingOptions
{
    public const string Section = "Backlog";

    /// <summary>
    /// Days on the way to the buyer: what is sold later does not arrive by best-before. Three is what an express parcel takes at
    /// most over 300 to 800 km in the carried freight table. An order counts the days of its own way.
    /// </summary>
    [Range(0, 30)]
    public int TransitDays { get; set; } = 3;
}
