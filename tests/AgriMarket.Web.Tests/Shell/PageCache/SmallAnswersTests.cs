using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using AgriMarket.Web.Tests.Support;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Shell.PageCache;

/// <summary>What goes over the line is small: decision 0018.</summary>
public sealed partial class SmallAnswersTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string Browser = "gzip, deflate, br, zstd";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "gzip")]
    [InlineData("/", "br")]
    [InlineData("/sign-in", "gzip")]
    [InlineData("/sign-in", "br")]
    [InlineData("/cart", "gzip")]
    [InlineData("/nowhere", "gzip")]
    [InlineData("/api/v1/lots", "gzip")]
    [InlineData("/api/v1/lots", "br")]
    [InlineData("/openapi/v1.json", "br")]
    public async Task TextsGoOutInTheCodingThatIsAskedFor(string path, string coding)
    {
        using var answer = await GetAsync(market, path, coding);

        Assert.Equal([coding], answer.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        Assert.Equal(await TextAsync(await GetAsync(market, path, null)), await TextAsync(answer));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("identity")]
    [InlineData("gzip;q=0, br;q=0")]
    public async Task WhoTakesNoneGetsTheTextAsItIs(string? codings)
    {
        foreach (var path in new[] { "/", "/sign-in" })
        {
            using var answer = await GetAsync(market, path, codings);

            Assert.Empty(answer.Content.Headers.ContentEncoding);
            Assert.Contains("</html>", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task EachReaderOfACompressedPageThatIsKeptHasATokenOfTheirOwn()
    {
        var first = await GetAsync(market, "/?q=compressed", Browser);
        var second = await GetAsync(market, "/?q=compressed", Browser);
        var plain = await GetAsync(market, "/?q=compressed", null);
        string[] texts = [await TextAsync(first), await TextAsync(second), await TextAsync(plain)];

        Assert.NotNull(second.Headers.Age);
        Assert.Null(plain.Headers.Age);
        Assert.Equal(["gzip"], second.Content.Headers.ContentEncoding);
        Assert.Single(texts.Distinct());
        Assert.Equal(3, new[] { first, second, plain }.Select(answer => answer.Headers.GetValues("Set-Cookie").First()).Distinct().Count());
    }

    [Fact]
    public async Task TheHubAndAccessTokensPassUncompressed()
    {
        using var client = market.CreateClient();
        client.DefaultRequestHeaders.Add("Accept-Encoding", Browser);

        using var line = await client.PostAsync("/hubs/stock/negotiate?negotiateVersion=1", null, Cancel);
        var nobody = new { login = "nobody", password = "wrong-password" };
        using var tokens = await client.PostAsJsonAsync("/api/v1/auth/login", nobody, Cancel);

        Assert.Equal(HttpStatusCode.OK, line.StatusCode);
        Assert.Empty(line.Content.Headers.ContentEncoding);
        Assert.Empty(tokens.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/cart")]
    public async Task FilesOfAPageAreCompressedAndKeptForGood(string page)
    {
        await using var production = new MarketApp(Environments.Production);
        foreach (var app in new[] { market, production })
        {
            var html = await TextAsync(await GetAsync(app, page, null));
            var files = Files().Matches(html).Select(match => match.Groups[1].Value).Distinct().ToList();

            Assert.NotEmpty(files);
            foreach (var file in files)
            {
                using var answer = await GetAsync(app, $"/{file}", Browser);
                Assert.True(answer.StatusCode == HttpStatusCode.OK, file);
                Assert.True(answer.Content.Headers.ContentEncoding is { Count: 1 }, $"{file} is not compressed.");
                Assert.Equal("max-age=31536000, immutable", string.Join(", ", answer.Headers.GetValues("Cache-Control")));
            }
        }
    }

    [Theory]
    [InlineData("/", false)]
    [InlineData("/sign-in", false)]
    [InlineData("/campaigns", false)]
    [InlineData("/help-sell", false)]
    [InlineData("/cart", true)]
    public async Task OnlyWorkingPagesCarryMudBlazorsFiles(string page, bool carries)
    {
        var html = await TextAsync(await GetAsync(market, page, null));

        Assert.Equal(carries, html.Contains("_content/MudBlazor/MudBlazor.min.", StringComparison.Ordinal));
        Assert.Equal(carries ? 2 : 0, MudBlazorFiles().Count(html));
    }

    [Fact]
    public void EachPictureInPointsHasASmallOneOfAtMostThreeKilobytes()
    {
        const int AtMost = 3 * 1024;
        var folder = ProduceFolder();
        var pictures = folder.GetFiles("*.webp");
        var small = pictures.Select(picture => new FileInfo(Path.Combine(folder.FullName, "small", picture.Name))).ToList();

        Assert.All(small, picture => Assert.True(picture.Exists && picture.Length <= AtMost, picture.Name));
    }

    private static DirectoryInfo ProduceFolder()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "AgriMarket.sln")))
        {
            root = root.Parent;
        }

        return new DirectoryInfo(Path.Combine(root.FullName, "wwwroot", "produce"));
    }

    private static async Task<HttpResponseMessage> GetAsync(MarketApp app, string path, string? codings)
    {
        using var client = app.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", codings);
        return await client.SendAsync(request, Cancel);
    }

    /// <summary>The answer's text without what is different each time: tokens, and what a page hands to its circuit.</summary>
    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(Cancel);
        await using Stream plain = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            _ => body,
        };
        return Secrets().Replace(await new StreamReader(plain, Encoding.UTF8).ReadToEndAsync(Cancel), "");
    }

    [GeneratedRegex("""(?:href|src|data-signalr)="([^":#]+\.(?:css|js|svg))[#"]""")]
    private static partial Regex Files();

    [GeneratedRegex(@"_content/MudBlazor/MudBlazor\.min\.[^""]+")]
    private static partial Regex MudBlazorFiles();

    [GeneratedRegex("CfDJ8[A-Za-z0-9_-]+|<!--Blazor.*?-->|traceId\":\"[^\"]*", RegexOptions.Singleline)]
    private static partial Regex Secrets();
}
