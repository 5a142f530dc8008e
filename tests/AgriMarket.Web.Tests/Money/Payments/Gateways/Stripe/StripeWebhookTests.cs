using System.Net;
using System.Text.Json.Nodes;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Gateways.Stripe;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Stripe;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Tests.Money.Payments.Gateways.Stripe;

/// <summary>What the market answers at the address where Stripe tells its received, and what it keeps of it.</summary>
public sealed class StripeWebhookTests(StripeMarket market) : IClassFixture<StripeMarket>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("checkout.session.completed", GatewayObject.Session)]
    [InlineData("checkout.session.async_payment_failed", GatewayObject.Session)]
    [InlineData("refund.created", GatewayObject.Refund)]
    [InlineData("refund.failed", GatewayObject.Refund)]
    [InlineData("charge.refund.updated", GatewayObject.Refund)]
    [InlineData("charge.dispute.created", GatewayObject.Dispute)]
    [InlineData("charge.dispute.funds_withdrawn", GatewayObject.Dispute)]
    [InlineData("account.updated", GatewayObject.PayoutAccount)]
    public async Task NewsOfWhatTheMarketFollowsIsKept(string type, GatewayObject expected)
    {
        var id = NewId();

        Assert.Equal(HttpStatusCode.OK, await SendAsync(Body(id, type)));

        var kept = Assert.Single(await KeptAsync(id));
        Assert.Equal((type, expected, "obj_1", StripeEvent.Version), (kept.Type, kept.About, kept.ObjectReference, kept.Version));
        Assert.Equal(MarketApp.Start.UtcDateTime, kept.ReceivedAt);
    }

    [Theory]
    [InlineData("charge.refunded")]
    [InlineData("checkout.sessions.completed")]
    [InlineData("account.application.deauthorized")]
    [InlineData("a.kind.of.next.year")]
    public async Task NewsOfAnythingElseIsKeptAndIgnored(string type)
    {
        var id = NewId();

        Assert.Equal(HttpStatusCode.OK, await SendAsync(Body(id, type)));

        var kept = Assert.Single(await KeptAsync(id));
        Assert.Equal((GatewayObject.Other, GatewayEventStatus.Ignored), (kept.About, kept.Status));
    }

    [Fact]
    public async Task WhatTheMarketDoesNotFollowNeedsNoId()
    {
        var id = NewId();
        var received = Body(id, "balance.available");
        ((JsonObject)received["data"]!["object"]!).Remove("id");

        Assert.Equal(HttpStatusCode.OK, await SendAsync(received));

        Assert.Equal("", Assert.Single(await KeptAsync(id)).ObjectReference);
    }

    [Fact]
    public async Task TheSameNewsTwentyTimesAtOnceIsKeptOnce()
    {
        var id = NewId();
        var received = Body(id);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(received)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(received));
        Assert.Single(await KeptAsync(id));
    }

    [Theory]
    [InlineData("2011-01-01")]
    [InlineData("2035-07-01.zucchini")]
    public async Task EveryVersionIsTaken(string version)
    {
        var id = NewId();
        var received = Body(id);
        received["api_version"] = version;

        Assert.Equal(HttpStatusCode.OK, await SendAsync(received));

        Assert.Equal(version, Assert.Single(await KeptAsync(id)).Version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"id\":\"evt_1\"")]
    [InlineData("{\"id\":\"\\ud800\",\"type\":\"refund.created\",\"api_version\":\"2024-06-20\",\"data\":{\"object\":{\"id\":\"re_1\"}}}")]
    public async Task WhatIsNoEventIsRefused(string body) => await RefusedAsync(body, market.Stripe.Sign(body));

    [Theory]
    [InlineData("id", "null")]
    [InlineData("id", "7")]
    [InlineData("id", "\"\"")]
    [InlineData("id", "\"evt 1\"")]
    [InlineData("id", "\"evt_\\u0000\"")]
    [InlineData("id", "\"LONG\"")]
    [InlineData("id", null)]
    [InlineData("type", "null")]
    [InlineData("type", "[]")]
    [InlineData("type", "\"LONG\"")]
    [InlineData("type", null)]
    [InlineData("api_version", "null")]
    [InlineData("api_version", "20240620")]
    [InlineData("api_version", "\"LONG\"")]
    [InlineData("api_version", null)]
    [InlineData("data", "null")]
    [InlineData("data", "[]")]
    [InlineData("data", "{}")]
    [InlineData("data", "{\"object\":null}")]
    [InlineData("data", "{\"object\":\"re_1\"}")]
    [InlineData("data", "{\"object\":{}}")]
    [InlineData("data", "{\"object\":{\"id\":null}}")]
    [InlineData("data", "{\"object\":{\"id\":{}}}")]
    [InlineData("data", "{\"object\":{\"id\":\"LONG\"}}")]
    [InlineData("data", null)]
    public async Task AnEventThatLacksWhatIsNeededIsRefused(string member, string? value)
    {
        var id = NewId();
        var received = Body(id);
        received.Remove(member);
        if (value is not null)
        {
            received[member] = JsonNode.Parse(value.Replace("LONG", new string('x', 300), StringComparison.Ordinal));
        }

        await RefusedAsync(received.ToJsonString(), market.Stripe.Sign(received.ToJsonString()));

        Assert.Empty(await KeptAsync(id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData(",")]
    [InlineData("=")]
    [InlineData("t=")]
    [InlineData("t=,v1=")]
    [InlineData("v1=SIGNATURE")]
    [InlineData("t=TIME")]
    [InlineData("t=TIME,v0=SIGNATURE")]
    [InlineData("t=TIME,v1=SIGNATUR")]
    [InlineData("t=soon,v1=SIGNATURE")]
    [InlineData("t=-1,v1=SIGNATURE")]
    [InlineData("t=99999999999999999999999999,v1=SIGNATURE")]
    [InlineData("t=1,v1=SIGNATURE")]
    [InlineData("t=TIME,v1=0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task WhatIsNotSignedByStripeIsRefused(string? signature)
    {
        var id = NewId();
        var body = Body(id).ToJsonString();
        var parts = market.Stripe.Sign(body).Split(',');

        await RefusedAsync(
            body,
            signature
                ?.Replace("TIME", parts[0][2..], StringComparison.Ordinal)
                .Replace("SIGNATURE", parts[1][3..], StringComparison.Ordinal)
        );

        Assert.Empty(await KeptAsync(id));
    }

    [Fact]
    public async Task AnotherSecretAndAnotherBodyAreRefused()
    {
        var body = Body(NewId()).ToJsonString();

        await RefusedAsync(body, StripeEvent.Sign(body, "whsec_Wrong", MarketApp.Start));
        await RefusedAsync(body.Replace("obj_1", "obj_2", StringComparison.Ordinal), market.Stripe.Sign(body));
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public async Task ASignatureIsGoodForFiveMinutes(int seconds, bool isGood)
    {
        var body = Body(NewId()).ToJsonString();

        using var answer = await StripeEvent.PostAsync(
            market.Client,
            body,
            StripeEvent.Sign(body, FakeStripe.WebhookSecret, MarketApp.Start.AddSeconds(seconds))
        );

        Assert.Equal(isGood ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("0")]
    [InlineData("1e9")]
    [InlineData("2147483648")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("99999999999999999999")]
    public async Task ATimeThatIsNoneIsRefusedEvenWhenItIsSigned(string time)
    {
        var body = Body(NewId()).ToJsonString();

        await RefusedAsync(body, StripeEvent.Sign(body, FakeStripe.WebhookSecret, time));
    }

    [Fact]
    public async Task NewsSignedWithTheSecondSecretIsTaken()
    {
        var body = Body(NewId(), "account.updated").ToJsonString();

        using var answer = await StripeEvent.PostAsync(
            market.Client,
            body,
            StripeEvent.Sign(body, StripeMarket.AccountsSecret, MarketApp.Start)
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(StripeWebhook.MaxBodyBytes, HttpStatusCode.OK)]
    [InlineData(StripeWebhook.MaxBodyBytes + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(3 * 1024 * 1024, HttpStatusCode.RequestEntityTooLarge)]
    public async Task TheLargestBodyIsTakenAndALargerOneIsNot(int bytes, HttpStatusCode expected)
    {
        var body = Body(NewId()).ToJsonString();
        body += new string(' ', bytes - body.Length);

        using var answer = await StripeEvent.PostAsync(market.Client, body, market.Stripe.Sign(body));
        using var unmeasured = new HttpRequestMessage(HttpMethod.Post, StripeEvent.WebhookPath)
        {
            Content = new StreamContent(new OneWay(body)),
        };
        unmeasured.Headers.TryAddWithoutValidation(StripeEvent.SignatureHeader, market.Stripe.Sign(body));
        using var second = await market.Client.SendAsync(unmeasured, Cancel);

        Assert.Equal((expected, expected), (answer.StatusCode, second.StatusCode));
    }

    [Theory]
    [InlineData(StripeWebhook.MaxBodyBytes, HttpStatusCode.OK)]
    [InlineData(StripeWebhook.MaxBodyBytes + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(3 * 1024 * 1024, HttpStatusCode.RequestEntityTooLarge)]
    public async Task SoItIsBehindTheRealServerWhoseOwnLimitIsSmaller(int bytes, HttpStatusCode expected)
    {
        await using var real = new MarketApp(Environments.Production, market.Stripe.Settings);
        real.UseKestrel(0);
        using var client = real.CreateClient();

        // Asks before it sends, so that it does not lose the answer while it still sends.
        client.DefaultRequestHeaders.ExpectContinue = true;
        var body = Body(NewId()).ToJsonString();
        body += new string(' ', bytes - body.Length);

        using var answer = await StripeEvent.PostAsync(client, body, market.Stripe.Sign(body));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task OnlyPostIsAnswered(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), StripeEvent.WebhookPath);
        using var answer = await market.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task AMarketThatCannotKeepItNowHasItSentAgain()
    {
        await using var own = new MarketApp(Environments.Production, market.Stripe.Settings);
        await using var busy = own.WithWebHostBuilder(host =>
            host.ConfigureTestServices(services => services.AddSingleton<MarketWriter, BusyWriter>())
        );
        using var client = busy.CreateClient();
        var body = Body(NewId()).ToJsonString();

        using var answer = await StripeEvent.PostAsync(client, body, market.Stripe.Sign(body));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task TheWebhookIsNotDescribedToPrograms() =>
        Assert.DoesNotContain(
            "webhook",
            await market.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancel),
            StringComparison.OrdinalIgnoreCase
        );

    private static string NewId() => $"evt_{Guid.NewGuid():N}";

    private static JsonObject Body(string id, string type = "refund.created") =>
        StripeEvent.Body(id, type, new JsonObject { ["id"] = "obj_1" }, MarketApp.Start.ToUnixTimeSeconds());

    private async Task<HttpStatusCode> SendAsync(JsonObject received)
    {
        var body = received.ToJsonString();
        using var answer = await StripeEvent.PostAsync(market.Client, body, market.Stripe.Sign(body));
        return answer.StatusCode;
    }

    private async Task RefusedAsync(string body, string? signature)
    {
        using var answer = await StripeEvent.PostAsync(market.Client, body, signature);
        Assert.Equal(
            (HttpStatusCode.BadRequest, "application/problem+json"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType)
        );
    }

    private async Task<List<GatewayEvent>> KeptAsync(string id)
    {
        await using var db = await market.App.Services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync(Cancel);
        return await db.Set<GatewayEvent>().AsNoTracking().Where(row => row.Id == id).ToListAsync(Cancel);
    }

    /// <summary>A body whose length nobody is told beforehand.</summary>
    private sealed class OneWay(string text) : MemoryStream(System.Text.Encoding.UTF8.GetBytes(text), writable: false)
    {
        public override bool CanSeek => false;
    }

    /// <summary>Its queue is always full.</summary>
    private sealed class BusyWriter(
        IDbContextFactory<MarketDb> contexts,
        LiveFeed feed,
        TimeProvider clock,
        IOptions<WriterOptions> options,
        ILogger<MarketWriter> log
    ) : MarketWriter(contexts, feed, clock, options, log)
    {
        public override Task<Result<T>> RunAsync<T>(Func<WriteScope, Task<Result<T>>> command, params IReadOnlyList<Guid> subjects) =>
            Task.FromResult<Result<T>>(new Rejection("market.busy"));
    }
}
