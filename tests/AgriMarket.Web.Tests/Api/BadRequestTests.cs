using System.Net;
using System.Text;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Api;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.LotLists;
using AgriMarket.Web.Trade.Lots;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Tests.Api;

public sealed class BadRequestTests(ApiMarket market) : IClassFixture<ApiMarket>
{
    private const string Any = "0197c0de-0000-7000-8000-000000000001";

    /// <summary>What no endpoint can read.</summary>
    private static readonly string[] Unreadable =
    [
        "{",
        "[]",
        "1",
        "\"text\"",
        "true",
        "{\"id\":",
        "nonsense",
        "{\"nobody\":\"knows this\"}",
        "{\"id\":\"no-guid\"}",
        "{\"id\":null}",
        "{\"id\":[]}",
        "{\"login\":1}",
        "{\"password\":{}}",
        "{\"outcome\":\"maybe\"}",
        "{\"outcome\":0}",
        "{\"status\":\"sold\"}",
        "{\"parcelId\":\"1\"}",
        "{\"lines\":{}}",
        "{\"id\":\"\\ud800\"}",
        new string('[', 1_000),
        $"{{\"id\":\"{new string('x', 2_000_000)}\"}}",
        "{\"grams\":1e999}",
        "\u0000",
    ];

    public static TheoryData<string, string> Routes =>
        new()
        {
            { "POST", "auth/register" },
            { "POST", "auth/login" },
            { "POST", "auth/refresh" },
            { "POST", "lots" },
            { "PATCH", $"lots/{Any}" },
            { "POST", "quotes" },
            { "POST", "orders" },
            { "POST", $"orders/{Any}/cancel" },
            { "POST", $"orders/{Any}/pay" },
            { "POST", $"orders/{Any}/shipments" },
            { "POST", $"orders/{Any}/receipt" },
            { "POST", $"orders/{Any}/refunds" },
            { "POST", $"lots/{Any}/shortfalls" },
            { "POST", $"lots/{Any}/shortfalls/preview" },
            { "POST", "demands" },
            { "PUT", $"demands/{Any}" },
            { "POST", $"demands/{Any}/quotations" },
            { "POST", $"quotations/{Any}/quote" },
            { "POST", $"quotations/{Any}/answer" },
            { "POST", $"proposals/{Any}/answer" },
            { "PUT", $"lots/{Any}/bulk-terms" },
            { "POST", "match-runs" },
        };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task WhatCannotBeReadIsAProblemAndNeverAFailure(string method, string path)
    {
        using var caller = await ApiClient.SignedInAsync(market, MemberRole.Farmer, MemberRole.Institution, MemberRole.Official);

        foreach (var body in Unreadable)
        {
            var answer = await caller.SendRawAsync(new HttpMethod(method), path, body);

            Assert.True(
                (answer.Status, answer.Code) is (HttpStatusCode.BadRequest, "api.malformed"),
                $"{body[..Math.Min(body.Length, 60)]}: {answer.Status} {answer.Code}"
            );
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task NoBodyAndAnotherKindOfBodyAreRefused(string method, string path)
    {
        using var caller = await ApiClient.SignedInAsync(market, MemberRole.Farmer, MemberRole.Institution, MemberRole.Official);

        foreach (var body in new[] { "", "null", "{}" })
        {
            Assert.InRange((int)(await caller.SendRawAsync(new HttpMethod(method), path, body)).Status, 400, 422);
        }

        using var form = new StringContent("a=b", Encoding.UTF8, "application/x-www-form-urlencoded");
        var answer = await caller.SendAsync(new HttpMethod(method), path, form);
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "api.media-type"), (answer.Status, answer.Code));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task ACharsetThatIsNoneIsRefused(string method, string path)
    {
        using var caller = await ApiClient.SignedInAsync(market, MemberRole.Farmer, MemberRole.Institution, MemberRole.Official);

        foreach (var charset in new[] { "nope", "utf-7", "\"no pe\"", "\"\"" })
        {
            using var body = new StringContent("{}");
            body.Headers.Remove("Content-Type");
            body.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
            var answer = await caller.SendAsync(new HttpMethod(method), path, body);
            Assert.Equal((HttpStatusCode.UnsupportedMediaType, "api.media-type"), (answer.Status, answer.Code));
        }
    }

    [Theory]
    [InlineData(long.MinValue, "¥92,233,720,368,547,758.08")]
    [InlineData(long.MaxValue, "¥92,233,720,368,547,758.07")]
    [InlineData(-1, "¥0.01")]
    public async Task ASumThatNobodyOwesIsNamedInTheRefusal(long expectedFen, string named)
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var buyer = await ApiClient.SignedInAsync(market);
        var lot = await farmer.OfferAsync(10_000);

        var answer = await buyer.PostAsync("orders", ApiClient.OrderOf(Guid.CreateVersion7(), expectedFen, (lot, 500)));

        Assert.Equal((HttpStatusCode.Conflict, "quote.changed"), (answer.Status, answer.Code));
        Assert.Contains(named, answer["detail"].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", 422, "order.empty")]
    [InlineData("[null]", 400, "api.malformed")]
    [InlineData("[{}]", 400, "api.malformed")]
    [InlineData("[{\"lotId\":\"LOT\"}]", 400, "api.malformed")]
    [InlineData("[{\"lotId\":\"LOT\",\"grams\":\"500\"}]", 400, "api.malformed")]
    [InlineData("[{\"lotId\":\"LOT\",\"grams\":0.5}]", 400, "api.malformed")]
    [InlineData("[{\"lotId\":\"LOT\",\"grams\":9223372036854775808}]", 400, "api.malformed")]
    [InlineData("[{\"lotId\":\"LOT\",\"grams\":500,\"unitPriceFen\":1}]", 400, "api.malformed")]
    [InlineData("[{\"lotId\":\"LOT\",\"grams\":-500}]", 422, "stock.step")]
    [InlineData("[{\"lotId\":\"LOT\",\"grams\":0}]", 422, "stock.step")]
    [InlineData("[{\"lotId\":\"LOT\",\"grams\":9223372036854775500}]", 409, "stock.short")]
    [InlineData("[{\"lotId\":\"LOT\",\"grams\":500},{\"lotId\":\"LOT\",\"grams\":500}]", 422, "order.lines")]
    [InlineData("[{\"lotId\":\"0197c0de-0000-7000-8000-000000000001\",\"grams\":500}]", 409, "lot.off-sale")]
    public async Task WrongLinesAreRefusedForAQuoteAsForAnOrder(string lines, int status, string code)
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var buyer = await ApiClient.SignedInAsync(market);
        var lot = await farmer.OfferAsync(10_000);
        var body = $$$"""
            {"id":"{{{Guid.CreateVersion7()}}}","lines":{{{lines.Replace("LOT", lot.ToString(), StringComparison.Ordinal)}}},
            "shipTo":{"name":"李雷","mobile":"13800000000","regionCode":"310104","street":"天平路 1 号"}}
            """;

        foreach (var path in new[] { "quotes", "orders" })
        {
            var answer = await buyer.SendRawAsync(HttpMethod.Post, path, body);
            Assert.Equal((status, code), ((int)answer.Status, answer.Code));
        }
    }

    [Fact]
    public async Task FiftyOneLinesAreTooMany()
    {
        using var buyer = await ApiClient.SignedInAsync(market);

        var answer = await buyer.PostAsync(
            "orders",
            ApiClient.OrderOf(Guid.CreateVersion7(), null, Enumerable.Range(0, 51).Select(_ => (Guid.CreateVersion7(), 500L)))
        );

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "order.lines"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task EveryWrongFieldIsNamed()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var buyer = await ApiClient.SignedInAsync(market);
        var lot = await farmer.OfferAsync(10_000);

        var answer = await buyer.PostAsync(
            "orders",
            new
            {
                id = Guid.CreateVersion7(),
                lines = new[] { new { lotId = lot, grams = 500 } },
                shipTo = new
                {
                    name = "\0",
                    mobile = "1",
                    regionCode = "310104",
                    street = "",
                },
            }
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("address.name", answer.Code);
        Assert.Equal(
            ["name", "mobile", "street"],
            answer["errors"].EnumerateArray().Select(error => error.GetProperty("field").GetString())
        );
    }

    [Theory]
    [InlineData("lots?category=stones", "lot.filter")]
    [InlineData("lots?sort=3", "lot.filter")]
    [InlineData("lots?county=%E2%80%AE", "lot.filter")]
    [InlineData("lots?county=%00", "api.malformed")]
    [InlineData("lots?search=%00", "api.malformed")]
    [InlineData("lots?pageSize=0", "lot.filter")]
    [InlineData("lots?pageSize=101", "lot.filter")]
    [InlineData("lots?pageSize=x", "api.malformed")]
    [InlineData("lots?campaign=x", "api.malformed")]
    [InlineData("lots?cursor=!!!", "lot.cursor")]
    [InlineData("lots?cursor=bm9uc2Vuc2U", "lot.cursor")]
    [InlineData("lots?cursor=", "lot.cursor")]
    public async Task AFilterThatCannotBeReadIsRefused(string path, string code)
    {
        using var caller = new ApiClient(market.App);

        var answer = await caller.GetAsync(path);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task SignsThatNobodySeesFindNothingAndBreakNothing()
    {
        using var caller = new ApiClient(market.App);

        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("lots?search=%E2%80%8B%E2%80%AE")).Status);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("orders/no-guid")]
    [InlineData("lots/0197c0de-0000-7000-8000-00000000000g")]
    public async Task AnAddressThatLeadsNowhereIsAProblem(string path)
    {
        using var caller = new ApiClient(market.App);

        var answer = await caller.GetAsync(path);

        Assert.Equal((HttpStatusCode.NotFound, "api.not-found"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task SentencesAreChineseUnlessEnglishIsAskedFor()
    {
        using var chinese = new ApiClient(market.App);
        using var english = new ApiClient(market.App);
        english.Ask("fr, en-GB;q=0.8");

        Assert.Contains("没有", (await chinese.GetAsync($"lots/{Any}"))["detail"].GetString(), StringComparison.Ordinal);
        Assert.All((await english.GetAsync($"lots/{Any}"))["detail"].GetString()!, sign => Assert.True(char.IsAscii(sign)));
        Assert.All((await english.GetAsync($"orders/{Any}"))["detail"].GetString()!, sign => Assert.True(char.IsAscii(sign)));
    }

    [Theory]
    [InlineData("market.busy", 503)]
    [InlineData("fund.exhausted", 409)]
    [InlineData("scheme.buyer-day-cap", 409)]
    [InlineData("stock.short", 409)]
    [InlineData("lot.id-taken", 409)]
    [InlineData("member.login-taken", 409)]
    [InlineData("parcel.moved", 409)]
    [InlineData("demand.duplicate", 409)]
    [InlineData("demand.too-many", 409)]
    [InlineData("demand.not-institution", 403)]
    [InlineData("proposal.answered", 409)]
    [InlineData("payment.too-late", 409)]
    [InlineData("order.unknown", 404)]
    [InlineData("lot.produce-unknown", 422)]
    [InlineData("address.mobile", 422)]
    public void TheLastWordOfACodeIsItsStatus(string code, int status) => Assert.Equal(status, RefusalStatus.Of(new Rejection(code)));

    [Fact]
    public async Task ABusyMarketSaysWhenToComeBack()
    {
        await using var own = new ApiMarket();
        await using var busy = own.App.WithWebHostBuilder(host =>
            host.ConfigureTestServices(services => services.AddSingleton<MarketWriter, BusyWriter>())
        );
        using var caller = new ApiClient(busy.CreateClient());
        await caller.PostAsync(
            "auth/register",
            new
            {
                displayName = "某人",
                login = "13900000041",
                password = "correct horse",
            }
        );
        await caller.SignInAsync("13900000041", "correct horse");
        ((BusyWriter)busy.Services.GetRequiredService<MarketWriter>()).IsBusy = true;

        var answer = await caller.PostAsync("orders", ApiClient.OrderOf(Guid.CreateVersion7(), null, (Guid.CreateVersion7(), 500)));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "market.busy"), (answer.Status, answer.Code));
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task AFailureIsAProblemThatTellsNothingOfTheInside()
    {
        var answer = await ListAsync(new InvalidOperationException("Broken on purpose."));

        Assert.Equal((HttpStatusCode.InternalServerError, "api.failed"), (answer.Status, answer.Code));
        Assert.DoesNotContain("Broken", answer.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADatabaseThatCannotAnswerNowIsToBeAskedAgain()
    {
        var answer = await ListAsync(new Microsoft.Data.Sqlite.SqliteException("Locked on purpose.", 5));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "market.unavailable"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    /// <summary>What a list of lots answers while its reading fails.</summary>
    private static async Task<ApiResponse> ListAsync(Exception failure)
    {
        await using var own = new ApiMarket();
        await using var broken = own.App.WithWebHostBuilder(host =>
            host.ConfigureTestServices(services => services.AddSingleton<LotReads>(_ => throw failure))
        );
        using var caller = new ApiClient(broken.CreateClient());
        return await caller.GetAsync("lots");
    }

    /// <summary>Its queue is full from the moment it is said to be.</summary>
    private sealed class BusyWriter(
        IDbContextFactory<MarketDb> contexts,
        LiveFeed feed,
        TimeProvider clock,
        IOptions<WriterOptions> options,
        ILogger<MarketWriter> log
    ) : MarketWriter(contexts, feed, clock, options, log)
    {
        public bool IsBusy { get; set; }

        public override Task<Result<T>> RunAsync<T>(Func<WriteScope, Task<Result<T>>> command, params IReadOnlyList<Guid> subjects) =>
            IsBusy ? Task.FromResult<Result<T>>(new Rejection("market.busy")) : base.RunAsync(command, subjects);
    }
}
