using System.ComponentModel.DataAnnotations;
using AgriMarket.Domain.Orders;

namespace AgriMarket.Web.Trade.OrderRecords;

/// <summary>Settings of ordering (section <c>Orders</c>).</summary>
public sealed class OrderOptions
{
    public const string Section = "Orders";

    /// <summary>How long stock and grants wait for the payment.</summary>
    [Range(1, 24 * 60)]
    public int HoldMinutes { get; set; } = 15;

    /// <summary>How often unpaid orders past their time are looked for.</summary>
    [Range(1, 600)]
    public int ExpiryIntervalSeconds { get; set; } = 10;

    /// <summary>What may be reserved by orders that nobody has paid yet (section <c>Orders:Unpaid</c>).</summary>
    public ReservationLimits Unpaid { get; set; } = new();
}
