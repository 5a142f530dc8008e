using System.ComponentModel.DataAnnotations;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Web.Money.Payments.Gateways;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Trade.Deliveries;

/// <summary>When a parcel's money is final, and what a person looks at before (section <c>Deliveries</c>).</summary>
public sealed class DeliveryOptions
{
    public const string Section = "Deliveries";

    /// <summary>How many days after its receipt a parcel is final of which no carrier has scanned anything.</summary>
    [Range(0, 60)]
    public int DelayDays { get; set; } = 3;

    /// <summary>How young a buyer's first order is for the buyer to be new, days.</summary>
    [Range(0, 365)]
    public int NewBuyerDays { get; set; } = 30;

    /// <summary>Public money in a new buyer's order above which a person looks at it, fen.</summary>
    [Range(0, long.MaxValue)]
    public long NewBuyerGrantFen { get; set; } = 10_000;

    /// <summary>Goods and shipping of an order with public money from which a person looks at it, fen.</summary>
    [Range(1, long.MaxValue)]
    public long HighValueFen { get; set; } = 500_000;

    /// <summary>A receipt sooner than this after shipping is looked at where public money is in the order, hours.</summary>
    [Range(0, 72)]
    public int FastReceiptHours { get; set; } = 6;
}

/// <summary>The settings as the rule wants them.</summary>
public sealed class DeliveryPolicy(IOptions<DeliveryOptions> deliveries, IOptions<PaymentOptions> payments)
{
    public DeliverySettings Settings { get; } =
        new(
            deliveries.Value.DelayDays,
            payments.Value.PayoutDays,
            deliveries.Value.NewBuyerDays,
            deliveries.Value.NewBuyerGrantFen,
            deliveries.Value.HighValueFen,
            deliveries.Value.FastReceiptHours
        );
}
