using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Bugs;

/// <summary>HEAD was answered 405 by every page and by the interface for programs.</summary>
public sealed class HeadRequestTests(ApiMarket market) : IClassFixture<ApiMarket>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/cart")]
    [InlineData("/sign-in")]
    [InlineData("/me")]
    [InlineData("/backoffice")]
    [InlineData("/not-there")]
    [InlineData("/lots/0197c0de-0000-7000-8000-000000000001")]
    [InlineData("/api/v1/lots")]
    [InlineData("/api/v1/lots?pageSize=x")]
    [InlineData("/api/v1/orders")]
    [InlineData("/api/v1/quotes")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/health/ready")]
    [InlineData("/icons/favicon.svg")]
    public async Task ItIsAnsweredAsGetWithoutTheBody(string path)
    {
        using var client = market.App.CreateClient();
        using var get = await AskAsync(client, HttpMethod.Get, path);

        using var head = await AskAsync(client, HttpMethod.Head, path);

        Assert.Equal((get.StatusCode, get.Headers.Location), (head.StatusCode, head.Headers.Location));
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(get.Content.Headers.Allow, head.Content.Headers.Allow);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
