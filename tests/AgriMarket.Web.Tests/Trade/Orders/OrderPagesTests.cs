using System.Net;
using System.Security.Claims;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Tests.Trade.Orders;

public sealed class OrderPagesTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/orders/{0}")]
    [InlineData("/pay/{0}")]
    public async Task AnOrderIsThereForItsBuyerOnly(string path)
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var address = string.Format(null, path, await trade.OrderAsync(await trade.ListAsync(50_000), 5_000));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(trade.Buyer, address));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(trade.Stranger, address));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(trade.Farmer, address));
    }

    [Theory]
    [InlineData("/orders")]
    [InlineData("/checkout")]
    [InlineData("/pay/00000000-0000-0000-0000-000000000001")]
    public async Task AVisitorIsAskedToSignIn(string path)
    {
        using var client = market.CreateClient();

        using var answer = await client.GetAsync(path, Cancel);

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task AVisitorHasACart()
    {
        using var client = market.CreateClient();

        using var answer = await client.GetAsync("/cart", Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task ThePayPageSaysThatItIsTestMoney()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
        var orderId = await trade.OrderAsync(await trade.ListAsync(50_000), 5_000);
        using var client = await SignedInAsync(trade.Buyer);

        var page = await client.GetStringAsync($"/pay/{orderId}", Cancel);

        Assert.Contains("测试钱", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/orders/{orderId}\"", page, StringComparison.Ordinal);
        Assert.Contains(nameof(SandboxOutcome.Decline), page, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> StatusAsync(Guid memberId, string path)
    {
        using var client = await SignedInAsync(memberId);
        using var answer = await client.GetAsync(path, Cancel);
        return answer.StatusCode;
    }

    /// <summary>A browser with the cookie that signing in would have given this member.</summary>
    private async Task<HttpClient> SignedInAsync(Guid memberId)
    {
        var cookie = market
            .Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(IdentityConstants.ApplicationScheme);
        var member = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, memberId.ToString()), await market.SessionAsync(memberId)],
            IdentityConstants.ApplicationScheme
        );
        var now = market.Clock.GetUtcNow();
        var ticket = new AuthenticationTicket(
            new ClaimsPrincipal(member),
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddDays(1) },
            IdentityConstants.ApplicationScheme
        );
        var client = market.CreateClient();
        client.DefaultRequestHeaders.Add("Cookie", $"{cookie.Cookie.Name}={cookie.TicketDataFormat.Protect(ticket)}");
        return client;
    }
}
