using System.Net;
using Microsoft.AspNetCore.Http;

namespace AgriMarket.Web.Tests.Support.Visitors;

/// <summary>A request as it comes in from the network: from an address, to a host, with headers of any kind.</summary>
internal sealed record EdgeRequest(string Path)
{
    public string From { get; init; } = "203.0.113.7";

    public string Method { get; init; } = "GET";

    public string Scheme { get; init; } = "http";

    public string Host { get; init; } = "localhost";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public async Task<EdgeResponse> SendAsync(MarketApp market)
    {
        var context = await market.Server.SendAsync(
            it =>
            {
                it.Connection.RemoteIpAddress = IPAddress.Parse(From);
                (it.Request.Method, it.Request.Scheme, it.Request.Host) = (Method, Scheme, new HostString(Host));
                it.Request.Path = Path;
                foreach (var (name, value) in Headers)
                {
                    it.Request.Headers.Append(name, value);
                }
            },
            TestContext.Current.CancellationToken
        );
        using var body = new StreamReader(context.Response.Body);
        return new(
            (HttpStatusCode)context.Response.StatusCode,
            context.Response.Headers,
            WebUtility.HtmlDecode(await body.ReadToEndAsync(TestContext.Current.CancellationToken))
        );
    }
}

/// <summary>What came back.</summary>
internal sealed record EdgeResponse(HttpStatusCode Status, IHeaderDictionary Headers, string Body)
{
    public IReadOnlyList<string> Cookies => [.. Headers.SetCookie.Select(cookie => cookie!)];
}
