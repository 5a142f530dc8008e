using AgriMarket.Domain.Orders;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.OrderRecords;

namespace AgriMarket.Web.Tests.Trade.Orders;

public sealed class OrderReadsTests(MarketApp market) : IClassFixture<MarketApp>
{
    [Fact]
    public async Task AParcelIsSentByItsFarmerAndReceivedByItsBuyer()
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var orderId = await trade.OrderAsync(await trade.ListAsync(50_000), 5_000);
        await trade.PayAsync(orderId);
        var parcelId = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels[0].Parcel.Id;

        Assert.Equal("parcel.moved", (await trade.Orders.ReceiveAsync(parcelId, trade.Buyer)).Rejections[0].Code);
        Assert.True((await trade.Orders.ShipAsync(parcelId, trade.Farmer, "顺丰", "SF1000000000001")).IsOk);
        Assert.True((await trade.Orders.ReceiveAsync(parcelId, trade.Buyer)).IsOk);
        Assert.True((await trade.Orders.ReceiveAsync(parcelId, trade.Buyer)).IsOk);
        Assert.True((await trade.Orders.ShipAsync(parcelId, trade.Farmer, " 顺丰", "SF1000000000001")).IsOk);
        Assert.Equal("order.moved", (await trade.Orders.ShipAsync(parcelId, trade.Farmer, "顺丰", "SF1000000000002")).Rejections[0].Code);

        var order = (await trade.Reads.FindAsync(orderId, trade.Buyer))!;
        Assert.Equal((OrderStatus.Received, "SF1000000000001"), (order.Order.Status, order.Parcels[0].Parcel.TrackingNumber));
    }

    [Fact]
    public async Task StrangersNeitherSendNorReceiveNorRead()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
        var orderId = await trade.OrderAsync(await trade.ListAsync(50_000), 5_000);
        await trade.PayAsync(orderId);
        var parcelId = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels[0].Parcel.Id;

        foreach (var stranger in new[] { trade.Stranger, trade.Buyer })
        {
            Assert.Equal("order.unknown", (await trade.Orders.ShipAsync(parcelId, stranger, "顺丰", "SF1000000000003")).Rejections[0].Code);
        }

        await trade.Orders.ShipAsync(parcelId, trade.Farmer, "顺丰", "SF1000000000003");
        foreach (var stranger in new[] { trade.Stranger, trade.Farmer })
        {
            Assert.Equal("order.unknown", (await trade.Orders.ReceiveAsync(parcelId, stranger)).Rejections[0].Code);
            Assert.Null(await trade.Reads.FindAsync(orderId, stranger));
            Assert.Empty((await trade.Reads.ListAsync(stranger, 1)).Orders);
            Assert.Null(await trade.Reads.LastAddressAsync(stranger));
        }

        Assert.Equal(OrderStatus.Shipped, await trade.StatusAsync(orderId));
    }

    [Fact]
    public async Task NothingIsSentBeforeItIsPaid()
    {
        var trade = await OrderFixture.OpenAsync(market, "520326");
        var orderId = await trade.OrderAsync(await trade.ListAsync(50_000), 5_000);
        var parcelId = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels[0].Parcel.Id;

        Assert.Equal("order.moved", (await trade.Orders.ShipAsync(parcelId, trade.Farmer, "顺丰", "SF1000000000003")).Rejections[0].Code);
    }

    [Fact]
    public async Task OrdersComeNewestFirstAPageAtATime()
    {
        var trade = await OrderFixture.OpenAsync(market, "520328");
        var lotId = await trade.ListAsync(50_000);
        var ids = new List<Guid>();
        for (var i = 0; i < OrderReads.PageSize + 1; i++)
        {
            market.Clock.Advance(TimeSpan.FromSeconds(1));
            ids.Insert(0, await trade.OrderAsync(lotId, 500));
        }

        var (first, last) = (await trade.Reads.ListAsync(trade.Buyer, 1), await trade.Reads.ListAsync(trade.Buyer, 99));

        Assert.Equal(ids.Take(OrderReads.PageSize), first.Orders.Select(order => order.Id));
        Assert.Equal([ids[^1]], last.Orders.Select(order => order.Id));
        Assert.Equal((1, 2, 2), (first.Page, last.Page, last.Pages));
    }

    [Fact]
    public async Task TheLatestAddressIsRemembered()
    {
        var trade = await OrderFixture.OpenAsync(market, "520325");
        var lotId = await trade.ListAsync(50_000);
        Assert.Null(await trade.Reads.LastAddressAsync(trade.Buyer));
        await trade.OrderAsync(lotId, 500);
        market.Clock.Advance(TimeSpan.FromSeconds(1));

        await trade.Orders.PlaceAsync(trade.Intent(lotId, 500) with { ShipTo = OrderFixture.Home with { Street = " 新家 2 号 " } });

        Assert.Equal(OrderFixture.Home with { Street = "新家 2 号" }, await trade.Reads.LastAddressAsync(trade.Buyer));
    }
}
