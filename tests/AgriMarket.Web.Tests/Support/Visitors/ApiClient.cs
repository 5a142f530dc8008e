using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AgriMarket.Domain.Members;

namespace AgriMarket.Web.Tests.Support.Visitors;

/// <summary>What a program got.</summary>
internal sealed record ApiResponse(
    HttpStatusCode Status,
    string? ContentType,
    JsonElement Body,
    HttpResponseHeaders Headers,
    HttpContentHeaders ContentHeaders
)
{
    /// <summary>The code of a problem, after checking that it is one in every respect.</summary>
    public string Code
    {
        get
        {
            Assert.Equal("application/problem+json", ContentType);
            Assert.Equal((int)Status, Body.GetProperty("status").GetInt32());
            Assert.NotEmpty(Body.GetProperty("title").GetString()!);
            Assert.NotEmpty(Body.GetProperty("detail").GetString()!);
            Assert.All(Body.GetProperty("errors").EnumerateArray(), error => Assert.NotEmpty(error.GetProperty("message").GetString()!));
            return Body.GetProperty("code").GetString()!;
        }
    }

    public JsonElement this[string member] => Body.GetProperty(member);
}

/// <summary>A program that calls the market over HTTP and shows a token.</summary>
internal sealed class ApiClient(HttpClient http) : IDisposable
{
    private const string Api = "/api/v1/";

    public ApiClient(MarketApp market)
        : this(market.CreateClient()) { }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Guid Id { get; private init; }

    public string RefreshToken { get; private set; } = "";

    /// <summary>A member with these roles, whose program has signed in.</summary>
    public static async Task<ApiClient> SignedInAsync(ApiMarket market, params IEnumerable<MemberRole> roles)
    {
        var login = $"m{Guid.NewGuid():N}@example.com";
        var caller = new ApiClient(market.App) { Id = await MemberVisitor.EnrolAsync(market.App, login, roles) };
        await caller.SignInAsync(login, MemberVisitor.Password);
        return caller;
    }

    public async Task SignInAsync(string login, string password)
    {
        var tokens = await PostAsync("auth/login", new { login, password });
        Assert.Equal(HttpStatusCode.OK, tokens.Status);
        Take(tokens);
    }

    /// <summary>Shows the token of this answer from now on.</summary>
    public void Take(ApiResponse tokens)
    {
        RefreshToken = tokens["refreshToken"].GetString()!;
        http.DefaultRequestHeaders.Authorization = new("Bearer", tokens["accessToken"].GetString());
    }

    public void Ask(string language) => http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

    public Task<ApiResponse> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<ApiResponse> PostAsync(string path, object? body = null) =>
        SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body));

    public Task<ApiResponse> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, JsonContent.Create(body));

    /// <summary>Sends a text as JSON, whatever it is.</summary>
    public Task<ApiResponse> SendRawAsync(HttpMethod method, string path, string body) =>
        SendAsync(method, path, new StringContent(body, Encoding.UTF8, "application/json"));

    public async Task<ApiResponse> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, Api + path) { Content = content };
        using var answer = await http.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        return new(
            answer.StatusCode,
            answer.Content.Headers.ContentType?.MediaType,
            text.Length == 0 ? default : JsonElement.Parse(text),
            answer.Headers,
            answer.Content.Headers
        );
    }

    /// <summary>Puts potatoes from Leishan on sale at 3.80 yuan the 斤.</summary>
    public async Task<Guid> OfferAsync(long grams)
    {
        var listed = await PostAsync("lots", Potatoes(Guid.CreateVersion7(), grams));
        Assert.Equal(HttpStatusCode.Created, listed.Status);
        return listed["id"].GetGuid();
    }

    public static object Potatoes(Guid id, long grams) =>
        new
        {
            id,
            produceCode = "TB001",
            originCode = "522634",
            saleKind = "loose",
            unitGrams = 500,
            unitPriceFen = 380,
            quantityGrams = grams,
            readyOn = "2035-07-17",
            bestBeforeOn = "2035-08-17",
        };

    public static object OrderOf(Guid id, long? expectedFen, params IEnumerable<(Guid LotId, long Grams)> lines) =>
        new
        {
            id,
            lines = lines.Select(line => new { lotId = line.LotId, grams = line.Grams }),
            shipTo = new
            {
                name = "李雷",
                mobile = "13800000000",
                regionCode = "310104",
                street = "天平路 1 号",
            },
            expectedFen,
        };

    public void Dispose() => http.Dispose();
}
