using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;

namespace AgriMarket.Web.Tests.Support;

/// <summary>
/// What the market must do to stock and orders, as simply as it can be said: one farmer, one county, so that an order is one
/// parcel. Every method says whether the command is carried out, and does it if so. Money is left to <see cref="InvariantAssert"/>.
/// </summary>
internal sealed class MarketModel
{
    public List<ModelLot> Lots { get; } = [];

    public List<ModelOrder> Orders { get; } = [];

    public bool Adjust(ModelLot lot, AdjustmentKind kind, long grams, DateOnly today)
    {
        var done = kind == AdjustmentKind.Found ? lot.IsOnSale(today) : grams <= lot.Available;
        if (done)
        {
            var change = kind == AdjustmentKind.Found ? grams : -grams;
            (lot.Adjusted, lot.Available) = (lot.Adjusted + change, lot.Available + change);
        }

        return done;
    }

    public bool Close(ModelLot lot)
    {
        var done = lot.IsOpen;
        lot.IsOpen = false;
        return done;
    }

    /// <param name="arrives">The day by which the buyer counts on it.</param>
    public bool Place(ModelOrder order, DateOnly today, DateOnly arrives)
    {
        var done = order.Lines.All(line => line.Lot.IsOnSale(today) && line.Grams <= line.Lot.Available && arrives <= line.Lot.BestBefore);
        if (done)
        {
            Orders.Add(order);
            order.Lines.ForEach(line =>
                (line.Lot.Available, line.Lot.Held) = (line.Lot.Available - line.Grams, line.Lot.Held + line.Grams)
            );
        }

        return done;
    }

    public bool Cancel(ModelOrder order, DateOnly today)
    {
        if (order.Status == OrderStatus.AwaitingPayment)
        {
            Release(order, OrderStatus.Cancelled, today);
        }

        return order.Status == OrderStatus.Cancelled;
    }

    /// <summary>Time has passed: what is unpaid expires, and what is past best-before is written off.</summary>
    public void Sweep(DateTime now, DateOnly today)
    {
        foreach (var order in Orders.Where(order => order.Status == OrderStatus.AwaitingPayment && order.PayBefore <= now))
        {
            Release(order, OrderStatus.Expired, today);
        }

        foreach (var lot in Lots.Where(lot => lot.BestBefore < today))
        {
            (lot.IsOpen, lot.Available, lot.WrittenOff) = (false, 0, lot.WrittenOff + lot.Available);
        }
    }

    /// <summary>Always carried out: money that buys nothing any more goes back, once.</summary>
    public bool Pay(ModelOrder order, DateOnly today)
    {
        if (order.Status == OrderStatus.AwaitingPayment)
        {
            order.Status = OrderStatus.Paid;
            order.Lines.ForEach(line => (line.Lot.Held, line.Lot.Sold) = (line.Lot.Held - line.Grams, line.Lot.Sold + line.Grams));
        }
        else if (order.Status is OrderStatus.Expired or OrderStatus.Cancelled && !order.IsSentBack)
        {
            order.IsSentBack =
                order.Status == OrderStatus.Cancelled
                || order.Lines.Exists(line => !line.Lot.IsOnSale(today) || line.Grams > line.Lot.Available);
            if (!order.IsSentBack)
            {
                order.Status = OrderStatus.Paid;
                order.Lines.ForEach(line =>
                    (line.Lot.Available, line.Lot.Sold) = (line.Lot.Available - line.Grams, line.Lot.Sold + line.Grams)
                );
            }
        }

        return true;
    }

    public bool Ship(ModelOrder order)
    {
        var isFirst = order is { Status: OrderStatus.Paid, IsShipped: false };
        if (isFirst)
        {
            (order.Status, order.IsShipped) = (OrderStatus.Shipped, true);
        }

        return order.IsShipped;
    }

    public bool Receive(ModelOrder order)
    {
        if (order.Status == OrderStatus.Shipped)
        {
            (order.Status, order.IsReceived) = (OrderStatus.Received, true);
        }

        return order.IsReceived;
    }

    public bool Refund(ModelOrder order, ModelLine line, long grams, RefundKind kind, DateOnly today)
    {
        var done =
            order.Status is OrderStatus.Paid or OrderStatus.Shipped or OrderStatus.Received
            && order.IsShipped == (kind == RefundKind.Shipped)
            && grams <= line.Kept;
        if (!done)
        {
            return false;
        }

        line.Kept -= grams;
        if (kind != RefundKind.Shipped)
        {
            var lot = line.Lot;
            lot.Sold -= grams;
            (lot.Available, lot.WrittenOff) =
                kind == RefundKind.Unshipped && lot.IsOnSale(today)
                    ? (lot.Available + grams, lot.WrittenOff)
                    : (lot.Available, lot.WrittenOff + grams);
        }

        order.Status = order.Lines.TrueForAll(row => row.Kept == 0) ? OrderStatus.Refunded : order.Status;
        return true;
    }

    private static void Release(ModelOrder order, OrderStatus end, DateOnly today)
    {
        order.Status = end;
        foreach (var (lot, grams) in order.Lines.Select(line => (line.Lot, line.Grams)))
        {
            lot.Held -= grams;
            (lot.Available, lot.WrittenOff) =
                lot.BestBefore < today ? (lot.Available, lot.WrittenOff + grams) : (lot.Available + grams, lot.WrittenOff);
        }
    }
}

internal sealed class ModelLot(Guid id, long grams, DateOnly bestBefore)
{
    public Guid Id { get; } = id;

    public DateOnly BestBefore { get; } = bestBefore;

    public bool IsOpen { get; set; } = true;

    public long Available { get; set; } = grams;

    public long Held { get; set; }

    public long Sold { get; set; }

    public long WrittenOff { get; set; }

    public long Adjusted { get; set; }

    public bool IsOnSale(DateOnly today) => IsOpen && BestBefore >= today;
}

internal sealed class ModelLine(ModelLot lot, long grams)
{
    public ModelLot Lot { get; } = lot;

    public long Grams { get; } = grams;

    public long Kept { get; set; } = grams;
}

internal sealed class ModelOrder(Guid id, DateTime payBefore, List<ModelLine> lines)
{
    public Guid Id { get; } = id;

    public DateTime PayBefore { get; } = payBefore;

    public List<ModelLine> Lines { get; } = lines;

    public OrderStatus Status { get; set; } = OrderStatus.AwaitingPayment;

    public bool IsSentBack { get; set; }

    public bool IsShipped { get; set; }

    public bool IsReceived { get; set; }
}
