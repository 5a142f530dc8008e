using System.Net;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Api;

public sealed class PurchaseApiTests(ApiMarket market) : IClassFixture<ApiMarket>
{
    [Fact]
    public async Task AProgramBuysFromTwoFarmersAndTheirProgramsShip()
    {
        using var first = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var second = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var buyer = new ApiClient(market.App);
        var (lot, other) = (await first.OfferAsync(50_000), await second.OfferAsync(50_000));

        Assert.Equal(
            HttpStatusCode.Created,
            (
                await buyer.PostAsync(
                    "auth/register",
                    new
                    {
                        displayName = "韩梅梅",
                        login = "13900000001",
                        password = "correct horse",
                    }
                )
            ).Status
        );
        await buyer.SignInAsync("13900000001", "correct horse");
        var listed = await buyer.GetAsync("lots?search=土豆&pageSize=100");
        Assert.Contains(
            listed["items"].EnumerateArray(),
            item => item.GetProperty("id").GetGuid() == lot && item.GetProperty("origin").GetProperty("listed832").GetBoolean()
        );

        var id = Guid.CreateVersion7();
        (Guid, long)[] lines = [(lot, 1_000), (other, 2_500)];
        var quote = await buyer.PostAsync("quotes", ApiClient.OrderOf(id, null, lines));
        Assert.Equal(HttpStatusCode.OK, quote.Status);
        var sum = quote["toPayFen"].GetInt64();
        var placed = await buyer.PostAsync("orders", ApiClient.OrderOf(id, sum, lines));
        Assert.Equal(HttpStatusCode.Created, placed.Status);
        Assert.Equal(sum, placed["toPayFen"].GetInt64());
        var paid = await buyer.PostAsync($"orders/{id}/pay", new { outcome = "succeed" });
        Assert.Equal("succeeded", paid["status"].GetString());

        foreach (var (farmer, trackingNumber) in new[] { (first, "SF1000000000001"), (second, "SF1000000000002") })
        {
            var shipped = await farmer.PostAsync($"orders/{id}/shipments", new { carrier = "sf", trackingNumber });
            Assert.Equal("shipped", shipped["status"].GetString());
        }

        Assert.Equal("parcel.unnamed", (await buyer.PostAsync($"orders/{id}/receipt")).Code);
        foreach (
            var parcel in (await buyer.GetAsync($"orders/{id}"))["parcels"]
                .EnumerateArray()
                .Select(parcel => parcel.GetProperty("id").GetGuid())
                .ToList()
        )
        {
            Assert.Equal(HttpStatusCode.OK, (await buyer.PostAsync($"orders/{id}/receipt", new { parcelId = parcel })).Status);
        }

        Assert.Equal("received", (await buyer.GetAsync($"orders/{id}"))["status"].GetString());
    }

    [Fact]
    public async Task TheSameOrderSentTwiceIsOneAndAnotherOfTheSameIdIsRefused()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var buyer = await ApiClient.SignedInAsync(market);
        var (lot, id) = (await farmer.OfferAsync(50_000), Guid.CreateVersion7());

        var once = await buyer.PostAsync("orders", ApiClient.OrderOf(id, null, (lot, 1_000)));
        var twice = await buyer.PostAsync("orders", ApiClient.OrderOf(id, null, (lot, 1_000)));
        var other = await buyer.PostAsync("orders", ApiClient.OrderOf(id, null, (lot, 1_500)));

        Assert.Equal((HttpStatusCode.Created, once.Body.GetRawText()), (twice.Status, twice.Body.GetRawText()));
        Assert.Equal((HttpStatusCode.Conflict, "order.id-taken"), (other.Status, other.Code));
        Assert.Equal(49_000, (await buyer.GetAsync($"lots/{lot}"))["availableGrams"].GetInt64());
    }

    [Fact]
    public async Task ASumThatTheBuyerDidNotSeeIsNotCharged()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var buyer = await ApiClient.SignedInAsync(market);
        var lot = await farmer.OfferAsync(50_000);

        var refused = await buyer.PostAsync("orders", ApiClient.OrderOf(Guid.CreateVersion7(), 1, (lot, 1_000)));

        Assert.Equal((HttpStatusCode.Conflict, "quote.changed"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task AStrangersOrderIsUnknown()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var buyer = await ApiClient.SignedInAsync(market);
        using var stranger = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        var (lot, id) = (await farmer.OfferAsync(50_000), Guid.CreateVersion7());
        await buyer.PostAsync("orders", ApiClient.OrderOf(id, null, (lot, 1_000)));

        ApiResponse[] answers =
        [
            await stranger.GetAsync($"orders/{id}"),
            await stranger.PostAsync($"orders/{id}/cancel"),
            await stranger.PostAsync(
                $"orders/{id}/cancel",
                new { id = Guid.CreateVersion7(), lines = new[] { new { lotId = lot, grams = 500 } } }
            ),
            await stranger.PostAsync($"orders/{id}/pay", new { outcome = "succeed" }),
            await stranger.PostAsync($"orders/{id}/shipments", new { carrier = "sf", trackingNumber = "SF1000000000001" }),
            await stranger.PostAsync($"orders/{id}/receipt"),
            await stranger.PostAsync($"orders/{id}/refunds", Back(lot, 500)),
        ];

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NotFound, answer.Status));
        Assert.All(answers, answer => Assert.EndsWith(".unknown", answer.Code, StringComparison.Ordinal));
        Assert.Equal("awaitingPayment", (await buyer.GetAsync($"orders/{id}"))["status"].GetString());
    }

    [Fact]
    public async Task AFarmerGivesMoneyBackAndSaysWhy()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var buyer = await ApiClient.SignedInAsync(market);
        var (lot, id) = (await farmer.OfferAsync(50_000), Guid.CreateVersion7());
        await buyer.PostAsync("orders", ApiClient.OrderOf(id, null, (lot, 1_000)));
        await buyer.PostAsync($"orders/{id}/pay", new { outcome = "succeed" });

        var refund = Back(lot, 500);
        var (once, twice) = (
            await farmer.PostAsync($"orders/{id}/refunds", refund),
            await farmer.PostAsync($"orders/{id}/refunds", refund)
        );

        Assert.Equal((HttpStatusCode.OK, once.Body.GetRawText()), (twice.Status, twice.Body.GetRawText()));
        Assert.Equal(
            once["goodsFen"].GetInt64(),
            Assert.Single((await buyer.GetAsync($"orders/{id}"))["refunds"].EnumerateArray()).GetProperty("goodsFen").GetInt64()
        );
        Assert.Equal("order.unknown", (await buyer.PostAsync($"orders/{id}/refunds", Back(lot, 500))).Code);
    }

    [Fact]
    public async Task AnUnpaidOrderIsGivenUpAndAPaidOneIsCancelledInParts()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var buyer = await ApiClient.SignedInAsync(market);
        var (lot, unpaid, paid) = (await farmer.OfferAsync(50_000), Guid.CreateVersion7(), Guid.CreateVersion7());
        await buyer.PostAsync("orders", ApiClient.OrderOf(unpaid, null, (lot, 1_000)));
        await buyer.PostAsync("orders", ApiClient.OrderOf(paid, null, (lot, 1_000)));
        await buyer.PostAsync($"orders/{paid}/pay", new { outcome = "succeed" });

        Assert.Equal("cancelled", (await buyer.PostAsync($"orders/{unpaid}/cancel"))["status"].GetString());
        Assert.Equal("order.moved", (await buyer.PostAsync($"orders/{paid}/cancel")).Code);
        var part = await buyer.PostAsync(
            $"orders/{paid}/cancel",
            new { id = Guid.CreateVersion7(), lines = new[] { new { lotId = lot, grams = 500 } } }
        );

        Assert.Equal(380, Assert.Single(part["refunds"].EnumerateArray()).GetProperty("goodsFen").GetInt64());
        Assert.Equal(49_500, (await buyer.GetAsync($"lots/{lot}"))["availableGrams"].GetInt64());
    }

    [Fact]
    public async Task AFarmerCorrectsALotAndTakesItOffSaleAndNobodyElseDoes()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var stranger = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        var lot = await farmer.OfferAsync(50_000);
        object correction = new
        {
            adjustment = new
            {
                id = Guid.CreateVersion7(),
                kind = "damaged",
                grams = 2_000,
                note = "冻伤",
            },
        };

        Assert.Equal("lot.unknown", (await stranger.PatchAsync($"lots/{lot}", correction)).Code);
        Assert.Equal(48_000, (await farmer.PatchAsync($"lots/{lot}", correction))["availableGrams"].GetInt64());
        Assert.Equal(48_000, (await farmer.PatchAsync($"lots/{lot}", correction))["availableGrams"].GetInt64());
        Assert.Equal("lot.unknown", (await stranger.PatchAsync($"lots/{lot}", new { status = "paused" })).Code);
        Assert.Equal("paused", (await farmer.PatchAsync($"lots/{lot}", new { status = "paused" }))["status"].GetString());
        Assert.Equal("open", (await farmer.PatchAsync($"lots/{lot}", new { status = "open" }))["status"].GetString());
        Assert.Equal("lot.change", (await farmer.PatchAsync($"lots/{lot}", new { })).Code);
        Assert.Equal("api.malformed", (await farmer.PatchAsync($"lots/{lot}", new { unitPriceFen = 1 })).Code);
        Assert.Equal("closed", (await farmer.PatchAsync($"lots/{lot}", new { status = "closed" }))["status"].GetString());
        Assert.Equal("lot.off-sale", (await farmer.PatchAsync($"lots/{lot}", new { status = "closed" })).Code);
    }

    /// <summary>Goods of a lot that cannot be sent.</summary>
    private static object Back(Guid lot, long grams) =>
        new
        {
            id = Guid.CreateVersion7(),
            kind = "undelivered",
            lines = new[] { new { lotId = lot, grams } },
            note = "遭了霜冻",
        };
}
