using System.Net;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Platform.Security;

/// <summary>Cookies by https: bound to this very host, whoever sets them.</summary>
public sealed class CookieTests
{
    private const string Login = "13800000061";

    [Fact]
    public async Task ByHttpsEveryCookieOfAVisitIsBoundToTheHostAndWorks()
    {
        await using var market = new MarketApp(Environments.Production);
        market.ClientOptions.BaseAddress = new("https://localhost");
        await MemberVisitor.EnrolAsync(market, Login);
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lot = await trade.ListAsync(10_000);
        using var visitor = new MemberVisitor(market);
        var set = new List<string>();

        using (var page = await visitor.GetAsync("/sign-in"))
        {
            set.AddRange(page.Headers.GetValues("Set-Cookie"));
        }

        foreach (var (setting, to) in new[] { ("language", "en"), ("theme", "dark"), ("unit", "Kilogram"), ("destination", "310104") })
        {
            await SendAsync("/", $"/settings/{setting}", ("to", to));
        }

        // Before they sign in: the cart of a member needs no cookie.
        await SendAsync("/", $"/lots/{lot}", ("_handler", "lot"), ("Quantity", "5"));
        await SendAsync("/sign-in", "/sign-in", ("_handler", "sign-in"), ("Form.Login", Login), ("Form.Password", MemberVisitor.Password));

        Assert.All(set, ProxyTests.AssertBoundToTheHost);
        Assert.Equal(8, set.Select(cookie => cookie.Split('=')[0]).Distinct().Count());
        using var me = await visitor.GetAsync("/me");
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
        Assert.All(me.Headers.GetValues("Set-Cookie"), ProxyTests.AssertBoundToTheHost);
        Assert.Contains(
            "data-theme=\"dark\"",
            await me.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );

        using var signedOut = await visitor.PostAsync("/sign-out", ("__RequestVerificationToken", await visitor.TokenAsync("/me")));
        Assert.All(signedOut.Headers.GetValues("Set-Cookie"), ProxyTests.AssertBoundToTheHost);
        using var afterwards = await visitor.GetAsync("/me");
        Assert.Equal(HttpStatusCode.Redirect, afterwards.StatusCode);

        async Task SendAsync(string page, string to, params (string, string)[] fields)
        {
            using var answer = await visitor.PostAsync(to, [.. fields, ("__RequestVerificationToken", await visitor.TokenAsync(page))]);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect, $"{to}: {answer.StatusCode}");
            set.AddRange(answer.Headers.GetValues("Set-Cookie"));
        }
    }

    [Theory]
    [InlineData("https", "__Host-theme=dark", true)]
    [InlineData("https", "theme=dark", false)]
    [InlineData("http", "theme=dark", true)]
    [InlineData("http", "__Host-theme=dark", false)]
    public async Task ByHttpsOnlyACookieThatIsBoundToTheHostCounts(string scheme, string cookie, bool counts)
    {
        await using var market = new MarketApp();

        var page = await new EdgeRequest("/sign-in") { Scheme = scheme, Headers = [("Cookie", cookie)] }.SendAsync(market);

        Assert.Equal(counts, page.Body.Contains("data-theme=\"dark\"", StringComparison.Ordinal));
    }
}
