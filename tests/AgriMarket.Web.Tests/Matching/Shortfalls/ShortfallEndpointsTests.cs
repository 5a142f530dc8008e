using System.Net;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Matching.Shortfalls;

public sealed class ShortfallEndpointsTests(ApiMarket market) : IClassFixture<ApiMarket>
{
    [Fact]
    public async Task ASellersProgramLooksAndSays()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var buyer = await ApiClient.SignedInAsync(market);
        var (lotId, paid, unpaid) = (await farmer.OfferAsync(50_000), Guid.CreateVersion7(), Guid.CreateVersion7());
        await buyer.PostAsync("orders", ApiClient.OrderOf(paid, null, (lotId, 6_000)));
        await buyer.PostAsync("orders", ApiClient.OrderOf(unpaid, null, (lotId, 2_000)));
        Assert.Equal(HttpStatusCode.OK, (await buyer.PostAsync($"orders/{paid}/pay", new { outcome = "succeed" })).Status);
        var body = new
        {
            id = Guid.CreateVersion7(),
            leftGrams = 4_000,
            note = "下了冰雹",
            promisedGrams = 8_000,
        };

        var seen = await farmer.PostAsync($"lots/{lotId}/shortfalls/preview", body);
        Assert.Equal(
            ("proportional", 8_000, 4_000),
            (seen["rule"].GetString(), seen["promisedGrams"].GetInt64(), seen["leftGrams"].GetInt64())
        );
        Assert.Equal("open", (await farmer.GetAsync($"lots/{lotId}"))["status"].GetString());

        foreach (var _ in new[] { "once", "again" })
        {
            var said = await farmer.PostAsync($"lots/{lotId}/shortfalls", body);
            Assert.Equal(HttpStatusCode.OK, said.Status);
            Assert.Equal(
                [(paid, "paid", 6_000, 3_000, (long?)3_000), (unpaid, "awaitingPayment", 2_000, 1_000, null)],
                said["claims"]
                    .EnumerateArray()
                    .Select(claim =>
                        (
                            claim.GetProperty("orderId").GetGuid(),
                            claim.GetProperty("orderStatus").GetString()!,
                            claim.GetProperty("promisedGrams").GetInt64(),
                            claim.GetProperty("givenGrams").GetInt64(),
                            claim.GetProperty("cutGrams") is { ValueKind: System.Text.Json.JsonValueKind.Number } cut
                                ? cut.GetInt64()
                                : (long?)null
                        )
                    )
            );
        }

        Assert.Equal("closed", (await farmer.GetAsync($"lots/{lotId}"))["status"].GetString());
        var refused = await farmer.PostAsync($"lots/{lotId}/shortfalls", body with { id = Guid.CreateVersion7() });
        Assert.Equal((HttpStatusCode.Conflict, "shortfall.under-way"), (refused.Status, refused.Code));
    }

    [Theory]
    [InlineData(-500, "烂了", null, 422, "shortfall.grams", "leftGrams")]
    [InlineData(250, "烂了", null, 422, "shortfall.step", "leftGrams")]
    [InlineData(2_000, "烂了", null, 422, "shortfall.not-less", "leftGrams")]
    [InlineData(500, "", null, 422, "shortfall.note", "note")]
    [InlineData(500, "烂了", 1_500L, 409, "shortfall.changed", null)]
    public async Task WhatIsWrongIsNamed(long left, string note, long? promised, int status, string code, string? field)
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var buyer = await ApiClient.SignedInAsync(market);
        var lotId = await farmer.OfferAsync(50_000);
        await buyer.PostAsync("orders", ApiClient.OrderOf(Guid.CreateVersion7(), null, (lotId, 2_000)));

        foreach (var path in new[] { $"lots/{lotId}/shortfalls", $"lots/{lotId}/shortfalls/preview" })
        {
            var refused = await farmer.PostAsync(
                path,
                new
                {
                    id = Guid.CreateVersion7(),
                    leftGrams = left,
                    note,
                    promisedGrams = promised,
                }
            );
            Assert.Equal((status, code, field), ((int)refused.Status, refused.Code, refused["errors"][0].GetProperty("field").GetString()));
        }
    }

    [Fact]
    public async Task OnlyItsSellerSaysIt()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var other = await ApiClient.SignedInAsync(market, MemberRole.Cooperative);
        using var buyer = await ApiClient.SignedInAsync(market);
        using var nobody = new ApiClient(market.App);
        var lotId = await farmer.OfferAsync(50_000);
        await buyer.PostAsync("orders", ApiClient.OrderOf(Guid.CreateVersion7(), null, (lotId, 2_000)));
        var body = new
        {
            id = Guid.CreateVersion7(),
            leftGrams = 500,
            note = "烂了",
        };

        foreach (var path in new[] { $"lots/{lotId}/shortfalls", $"lots/{lotId}/shortfalls/preview" })
        {
            var unknown = await other.PostAsync(path, body);
            Assert.Equal((HttpStatusCode.NotFound, "lot.unknown"), (unknown.Status, unknown.Code));
            Assert.Equal(HttpStatusCode.Forbidden, (await buyer.PostAsync(path, body)).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.PostAsync(path, body)).Status);
        }
    }
}
