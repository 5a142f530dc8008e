using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.Orders;
using AgriMarket.Web.Trade.OrderViews;

namespace AgriMarket.Web.Tests.Farm.Shipping;

public sealed class FarmOrderTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const long Jin = Weights.JinGrams;

    private readonly FarmFixture scene = new(market);

    private FarmOrderReads Reads => scene.Get<FarmOrderReads>();

    [Fact]
    public async Task CannotSeeAnotherFarmersParcels()
    {
        var (owner, stranger) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync(MemberRole.Farmer));
        await scene.BuyAsync(await scene.JoinAsync(), await scene.ListAsync(owner), 5 * Jin);

        Assert.Equal((1, 0), (await Reads.CountToShipAsync(owner.Id), await Reads.CountToShipAsync(stranger.Id)));
        Assert.Empty((await Reads.ToShipAsync(stranger.Id, null)).Items);
        var parcel = Assert.Single((await Reads.ToShipAsync(owner.Id, null)).Items);
        Assert.Equal(FarmFixture.Mobile, parcel.ShipTo.Mobile);
        Assert.Equal((5 * Jin, 5L), (Assert.Single(parcel.Lines).Grams, parcel.Lines[0].Units));
    }

    [Fact]
    public async Task CannotShipAnotherFarmersParcel()
    {
        var (owner, stranger) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync(MemberRole.Farmer));
        await scene.BuyAsync(await scene.JoinAsync(), await scene.ListAsync(owner), 5 * Jin);
        var parcelId = Assert.Single((await Reads.ToShipAsync(owner.Id, null)).Items).Parcel.Id;

        var refused = await scene.Get<OrderService>().ShipAsync(parcelId, stranger.Id, "中国邮政", "9812345678901");

        Assert.Equal("order.unknown", Assert.Single(refused.Rejections).Code);
        Assert.Equal(1, await Reads.CountToShipAsync(owner.Id));
    }

    [Fact]
    public async Task AnUnpaidOrderIsNoneOfTheFarmersBusiness()
    {
        var farmer = await scene.JoinAsync(MemberRole.Farmer);
        await scene.OrderAsync(await scene.JoinAsync(), await scene.ListAsync(farmer), 5 * Jin);

        Assert.Empty((await Reads.ToShipAsync(farmer.Id, null)).Items);
    }

    [Fact]
    public async Task AShippedParcelMovesFromOneListToTheOther()
    {
        var farmer = await scene.JoinAsync(MemberRole.Farmer);
        await scene.BuyAsync(await scene.JoinAsync(), await scene.ListAsync(farmer), 5 * Jin);
        var parcelId = Assert.Single((await Reads.ToShipAsync(farmer.Id, null)).Items).Parcel.Id;

        Assert.True((await scene.Get<OrderService>().ShipAsync(parcelId, farmer.Id, "中国邮政", " 9812-3456 78902 ")).IsOk);

        Assert.Empty((await Reads.ToShipAsync(farmer.Id, null)).Items);
        var shipped = Assert.Single((await Reads.ShippedAsync(farmer.Id, null)).Items).Parcel;
        Assert.Equal((ParcelStatus.Shipped, "9812345678902"), (shipped.Status, shipped.TrackingNumber));
        Assert.Equal("china-post", await Reads.LastCarrierAsync(farmer.Id));
    }
}
