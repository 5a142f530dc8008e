using System.Net;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Api;

public sealed class MethodNotAllowedTests(ApiMarket market) : IClassFixture<ApiMarket>
{
    [Theory]
    [InlineData("DELETE", "orders", "GET, POST")]
    [InlineData("PUT", "lots", "GET, POST")]
    [InlineData("GET", "quotes", "POST")]
    [InlineData("DELETE", "lots/0197c0de-0000-7000-8000-000000000001", "GET, PATCH")]
    [InlineData("GET", "orders/0197c0de-0000-7000-8000-000000000001/shipments", "POST")]
    public async Task AnAddressThatIsThereSaysWhichMethodsItTakes(string method, string path, string allowed)
    {
        using var caller = new ApiClient(market.App);

        var answer = await caller.SendAsync(new HttpMethod(method), path, null);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "api.method"), (answer.Status, answer.Code));
        Assert.Equal(allowed, string.Join(", ", answer.ContentHeaders.Allow.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("GET", "nothing")]
    [InlineData("POST", "orders/no-id/cancel")]
    [InlineData("DELETE", "")]
    public async Task AnAddressThatLeadsNowhereIsUnknown(string method, string path)
    {
        using var caller = new ApiClient(market.App);

        var answer = await caller.SendAsync(new HttpMethod(method), path, null);

        Assert.Equal((HttpStatusCode.NotFound, "api.not-found"), (answer.Status, answer.Code));
    }
}
