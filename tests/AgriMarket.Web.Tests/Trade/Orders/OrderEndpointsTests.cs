using System.Net;
using System.Text.Json;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Trade.Orders;

public sealed class OrderEndpointsTests(ApiMarket market) : IClassFixture<ApiMarket>
{
    [Fact]
    public async Task AFarmersProgramFindsTheParcelsItHasToShip()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var other = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var buyer = await ApiClient.SignedInAsync(market);
        var (lot, others) = (await farmer.OfferAsync(50_000), await other.OfferAsync(50_000));
        var (paid, unpaid) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await buyer.PostAsync("orders", ApiClient.OrderOf(paid, null, (lot, 1_000), (others, 500)));
        await buyer.PostAsync($"orders/{paid}/pay", new { outcome = "succeed" });
        await buyer.PostAsync("orders", ApiClient.OrderOf(unpaid, null, (lot, 500)));

        var order = Assert.Single(Items(await farmer.GetAsync("orders?role=farmer&status=toShip")));
        Assert.Equal(
            (paid, "天平路 1 号"),
            (order.GetProperty("id").GetGuid(), order.GetProperty("shipTo").GetProperty("street").GetString())
        );
        var parcel = Assert.Single(order.GetProperty("parcels").EnumerateArray());
        Assert.Equal(lot, Assert.Single(parcel.GetProperty("lines").EnumerateArray()).GetProperty("lotId").GetGuid());
        var parcelId = parcel.GetProperty("id").GetGuid();
        Assert.Equal(
            HttpStatusCode.OK,
            (
                await farmer.PostAsync(
                    $"orders/{paid}/shipments",
                    new
                    {
                        parcelId,
                        carrier = "sf",
                        trackingNumber = "SF1000000000001",
                    }
                )
            ).Status
        );

        Assert.Empty(Items(await farmer.GetAsync("orders?role=farmer&status=toShip")));
        Assert.Single(Items(await farmer.GetAsync("orders?role=farmer&status=shipped")));
        Assert.Single(Items(await other.GetAsync("orders?role=farmer&status=toShip")));
        // Placed at the same instant, so that their ids decide about the order.
        Assert.Equal(
            new[] { paid, unpaid }.OrderDescending(),
            Items(await buyer.GetAsync("orders")).Select(item => item.GetProperty("id").GetGuid())
        );
        Assert.Equal(
            [unpaid],
            Items(await buyer.GetAsync("orders?role=buyer&status=awaitingPayment")).Select(item => item.GetProperty("id").GetGuid())
        );
    }

    [Fact]
    public async Task AStrangersOrdersNeverAppear()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var buyer = await ApiClient.SignedInAsync(market);
        using var stranger = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        var (lot, id) = (await farmer.OfferAsync(50_000), Guid.CreateVersion7());
        await buyer.PostAsync("orders", ApiClient.OrderOf(id, null, (lot, 1_000)));
        await buyer.PostAsync($"orders/{id}/pay", new { outcome = "succeed" });

        foreach (
            var (caller, list) in new[]
            {
                (stranger, "orders"),
                (stranger, "orders?role=farmer"),
                (farmer, "orders?role=buyer"),
                (buyer, "orders?role=farmer"),
            }
        )
        {
            Assert.Empty(Items(await caller.GetAsync(list)));
        }

        using var nobody = new ApiClient(market.App);
        Assert.Equal(
            (HttpStatusCode.Unauthorized, "api.unauthenticated"),
            await nobody.GetAsync("orders") is var answer ? (answer.Status, answer.Code) : default
        );
    }

    [Theory]
    [InlineData("buyer")]
    [InlineData("farmer")]
    public async Task PageByPageEachOrderComesOnce(string role)
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var buyer = await ApiClient.SignedInAsync(market);
        var lot = await farmer.OfferAsync(50_000);
        var placed = new HashSet<Guid>();
        for (var i = 0; i < 11; i++)
        {
            var id = Guid.CreateVersion7();
            // Several share a moment, so that the ids decide.
            market.App.Clock.Advance(TimeSpan.FromSeconds(i % 2));
            await buyer.PostAsync("orders", ApiClient.OrderOf(id, null, (lot, 500)));
            await buyer.PostAsync($"orders/{id}/pay", new { outcome = "succeed" });
            placed.Add(id);
        }

        var (seen, cursor) = (new List<Guid>(), "");
        while (cursor is not null)
        {
            var page = await (role == "buyer" ? buyer : farmer).GetAsync($"orders?role={role}&pageSize=4{cursor}");
            seen.AddRange(Items(page).Select(item => item.GetProperty("id").GetGuid()));
            cursor = page["next"].GetString() is { } next ? $"&cursor={next}" : null;
        }

        Assert.Equal(11, seen.Count);
        Assert.Equal(placed, seen.ToHashSet());
    }

    [Theory]
    [InlineData("orders?role=king", "order.filter")]
    [InlineData("orders?role=farmer&status=paid", "order.filter")]
    [InlineData("orders?status=toShip", "order.filter")]
    [InlineData("orders?pageSize=101", "order.filter")]
    [InlineData("orders?pageSize=0", "order.filter")]
    [InlineData("orders?cursor=nonsense", "order.cursor")]
    public async Task WhatCannotBeMeantIsRefused(string path, string code)
    {
        using var caller = await ApiClient.SignedInAsync(market, MemberRole.Farmer);

        var answer = await caller.GetAsync(path);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
    }

    private static List<JsonElement> Items(ApiResponse page)
    {
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return [.. page["items"].EnumerateArray()];
    }
}
