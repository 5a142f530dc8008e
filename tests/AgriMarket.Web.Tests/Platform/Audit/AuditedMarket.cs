using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Lots;
using AgriMarket.Web.Payments;
using AgriMarket.Web.Platform.Backup;
using AgriMarket.Web.Tests.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Platform.Audit;

/// <summary>
/// A small market with an order in each state, goods of two farmers in one of them, two schemes that pay, and lots that were
/// sold out of, closed and left alone.
/// </summary>
public sealed class AuditedMarket : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("agrimarket-").FullName;

    public MarketApp Market { get; } = new();

    /// <summary>A backup of it.</summary>
    public string Copy => Path.Combine(folder, "copy.db");

    public async ValueTask InitializeAsync()
    {
        var trade = await Trade.OpenAsync(Market, Trade.Leishan);
        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 100_000);
        await trade.OpenFundAsync(SchemeKind.PercentOfGoods, 0, 1_000, 100_000);
        var (potatoes, more) = (await trade.ListAsync(100_000), await trade.ListAsync(50_000, trade.Stranger));
        await trade.ListAsync(10_000);

        var expired = await trade.OrderAsync(potatoes, 1_000);
        trade.LetTimePass();
        await trade.Orders.ExpireDueAsync();
        var cancelled = await trade.OrderAsync(potatoes, 1_500);
        Assert.True((await trade.Orders.CancelAsync(cancelled, trade.Buyer)).IsOk);
        await trade.OrderAsync(potatoes, 2_000);
        var declined = await trade.OrderAsync(potatoes, 2_500);
        Assert.True((await trade.Payments.FinishAsync(declined, trade.Buyer, SandboxOutcome.Decline)).IsOk);
        await PaidAsync(trade, await trade.OrderAsync(potatoes, 3_000));
        await PaidAsync(trade, await trade.OrderAsync(more, 3_500), ParcelStatus.Shipped);
        await PaidAsync(trade, await trade.OrderAsync(more, 4_000), ParcelStatus.Received);
        await PaidAsync(trade, await OfBothAsync(trade, potatoes, more));

        var closed = await trade.ListAsync(20_000);
        await PaidAsync(trade, await trade.OrderAsync(closed, 4_500));
        var back = await trade.OrderAsync(closed, 5_000);
        Assert.True((await Market.Services.GetRequiredService<LotService>().CloseAsync(closed, trade.Farmer)).IsOk);
        Assert.True((await trade.Orders.CancelAsync(back, trade.Buyer)).IsOk);
        Assert.Equal(OrderStatus.Expired, await trade.StatusAsync(expired));
        Assert.True((await Market.Services.GetRequiredService<DatabaseBackup>().WriteAsync(Copy, overwrite: false, TestContext.Current.CancellationToken)).Done);
    }

    public async ValueTask DisposeAsync()
    {
        await Market.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task PaidAsync(Trade trade, Guid orderId, ParcelStatus parcels = ParcelStatus.ToShip)
    {
        Assert.True((await trade.PayAsync(orderId)).IsOk);
        foreach (var parcel in (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Order.Parcels.Where(_ => parcels != ParcelStatus.ToShip))
        {
            Assert.True((await trade.Orders.ShipAsync(parcel.Id, parcel.FarmerId, "中国邮政", "98123")).IsOk);
            Assert.True(parcels != ParcelStatus.Received || (await trade.Orders.ReceiveAsync(parcel.Id, trade.Buyer)).IsOk);
        }
    }

    private static async Task<Guid> OfBothAsync(Trade trade, Guid one, Guid other)
    {
        var placed = await trade.Orders.PlaceAsync(new OrderIntent(Guid.CreateVersion7(), trade.Buyer, [new(one, 5_500), new(other, 6_000)], Trade.Home, null));
        return placed.Value;
    }
}
