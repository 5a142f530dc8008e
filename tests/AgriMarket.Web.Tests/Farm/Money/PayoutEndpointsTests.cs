using System.Net;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Farm.Money;

public sealed class PayoutEndpointsTests(ApiMarket market) : IClassFixture<ApiMarket>
{
    [Fact]
    public async Task ASellersProgramReadsItsOwnStatement()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var other = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var buyer = await ApiClient.SignedInAsync(market);
        var (lotId, orderId) = (await farmer.OfferAsync(50_000), Guid.CreateVersion7());
        Assert.Equal(HttpStatusCode.Created, (await buyer.PostAsync("orders", ApiClient.OrderOf(orderId, null, (lotId, 2_000)))).Status);
        Assert.Equal(HttpStatusCode.OK, (await buyer.PostAsync($"orders/{orderId}/pay", new { outcome = "succeed" })).Status);

        var all = await farmer.GetAsync("payouts");
        var row = Assert.Single(all["items"].EnumerateArray());
        Assert.Equal(
            (orderId, 4 * 380L, "toShip"),
            (row.GetProperty("orderId").GetGuid(), row.GetProperty("goodsFen").GetInt64(), row.GetProperty("stage").GetString())
        );
        Assert.Equal((4 * 380L, 0L, 4 * 380L), (all["goodsFen"].GetInt64(), all["paidOutFen"].GetInt64(), all["afterFen"].GetInt64()));

        var month = $"{market.App.Clock.GetUtcNow().AddHours(8):yyyy-MM}";
        Assert.Single((await farmer.GetAsync($"payouts?month={month}"))["items"].EnumerateArray());
        Assert.Empty((await farmer.GetAsync("payouts?month=2020-02"))["items"].EnumerateArray());
        Assert.Empty((await other.GetAsync("payouts"))["items"].EnumerateArray());
        Assert.Equal(HttpStatusCode.Forbidden, (await buyer.GetAsync("payouts")).Status);
    }

    [Theory]
    [InlineData("payouts?month=2020-13", "month")]
    [InlineData("payouts?pageSize=0", "pageSize")]
    [InlineData("payouts?pageSize=101", "pageSize")]
    public async Task WhatCannotBeReadIsRefused(string path, string field)
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);

        var refused = await farmer.GetAsync(path);

        Assert.Equal((HttpStatusCode.BadRequest, "ledger.filter"), (refused.Status, refused.Code));
        Assert.Equal(field, refused["errors"][0].GetProperty("field").GetString());
    }
}
