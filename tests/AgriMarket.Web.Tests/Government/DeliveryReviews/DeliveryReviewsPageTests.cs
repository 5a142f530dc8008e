using AgriMarket.Domain.Members;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Government.DeliveryReviews;

/// <summary>What officials of the county, and nobody else, read of deliveries that wait.</summary>
public sealed class DeliveryReviewsPageTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string Page = "/backoffice/deliveries";

    [Fact]
    public async Task AnOfficialReadsWhatWaitsInTheirRegionAloneWithItsReasons()
    {
        var (visitor, _) = await MemberVisitor.SignedInAsync(market, "deliveries@example.com", MemberRole.Official);
        using var official = visitor;
        Assert.Contains("没有要看的送达", await official.ReadAsync(Page), StringComparison.Ordinal);
        await WaitAsync(OrderFixture.Leishan, "本县货运");
        await WaitAsync("522635", "外县货运");

        var page = await official.ReadAsync(Page);

        Assert.Contains("发货后很快就签收", page, StringComparison.Ordinal);
        Assert.Contains("本县货运", page, StringComparison.Ordinal);
        Assert.DoesNotContain("外县货运", page, StringComparison.Ordinal);
        Assert.DoesNotContain(OrderFixture.Home.Street, page, StringComparison.Ordinal);
        Assert.Contains("有一单带补贴的货要您看过", await official.ReadAsync("/notifications"), StringComparison.Ordinal);
    }

    private async Task WaitAsync(string county, string carrier)
    {
        var trade = await OrderFixture.OpenAsync(market, county);
        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 200);
        var orderId = await trade.BuyAsync(await trade.ListAsync(50_000), 5_000);
        var parcelId = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels[0].Parcel.Id;
        Assert.True((await trade.Orders.ShipAsync(parcelId, trade.Farmer, carrier, "17")).IsOk);
        await trade.ReceiveAsync(orderId);
    }
}
