using System.Net;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Bugs.Text;

/// <summary>Sign-in took a mobile number in each of these forms, and checkout refused it.</summary>
public sealed class MobileNumberFormsTests(MarketApp market) : IClassFixture<MarketApp>
{
    public static TheoryData<string, string> Forms =>
        new()
        {
            { "139 {0} 0001", "13952010001" },
            { "+86 139-{0}-0002", "13952010002" },
            { "１３９{0}０００３", "13952010003" },
            { "\u202D139{0}0004\u202C", "13952010004" },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task AnOrderGoesToItAndAMemberIsCalledByIt(string form, string number)
    {
        var typed = string.Format(null, form, "5201");
        var trade = await OrderFixture.OpenAsync(market, "520324");
        var intent = trade.Intent(await trade.ListAsync(10_000), 500) with { ShipTo = OrderFixture.Home with { Mobile = typed } };

        var placed = await trade.Orders.PlaceAsync(intent);

        Assert.Equal(number, (await trade.Reads.FindAsync(placed.Value, trade.Buyer))!.Order.ShipTo.Mobile);

        using var program = new ApiClient(market);
        var member = await program.PostAsync(
            "auth/register",
            new
            {
                displayName = "韩梅梅",
                login = typed,
                password = "correct-horse",
            }
        );
        Assert.Equal((HttpStatusCode.Created, number), (member.Status, member["login"].GetString()));
    }

    [Fact]
    public async Task ATrackingNumberIsReadAsItIsPrinted()
    {
        var trade = await OrderFixture.OpenAsync(market, "520325");
        var orderId = await trade.BuyAsync(await trade.ListAsync(10_000), 500);
        var parcelId = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels[0].Parcel.Id;

        Assert.True((await trade.Orders.ShipAsync(parcelId, trade.Farmer, "顺丰", "\u202Dｓｆ 1234 5678 9012\u200B3\u202C\uD83D")).IsOk);

        Assert.Equal("SF1234567890123", (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels[0].Parcel.TrackingNumber);
    }
}
