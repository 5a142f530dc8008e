using System.Net;
using System.Text.RegularExpressions;

namespace AgriMarket.Web.Tests.Support.Visitors;

/// <summary>Somebody with a browser without scripts: reads pages and sends their forms, keeping cookies.</summary>
internal sealed partial class PageVisitor(MarketApp market) : IDisposable
{
    private readonly HttpClient client = market.CreateClient();

    public HttpStatusCode Status { get; private set; }

    /// <summary>The cookies that the last answer to a form set.</summary>
    public IReadOnlyList<string> CookiesSet { get; private set; } = [];

    public void Dispose() => client.Dispose();

    /// <summary>The page's text with its entities decoded, so that Chinese can be compared.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Status = answer.StatusCode;
        return await DecodeAsync(answer);
    }

    /// <summary>Sends the named form of a page.</summary>
    public async Task<string> SendAsync(string path, string form, params (string Name, string Value)[] fields)
    {
        var page = await ReadAsync(path);
        using var content = new FormUrlEncodedContent([
            new("_handler", form),
            new("__RequestVerificationToken", Token().Match(page).Groups[1].Value),
            .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)),
        ]);
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        Status = answer.StatusCode;
        CookiesSet = answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];
        return await DecodeAsync(answer);
    }

    private static async Task<string> DecodeAsync(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
