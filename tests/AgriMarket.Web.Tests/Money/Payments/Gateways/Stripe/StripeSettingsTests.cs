using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Gateways.Stripe;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Stripe;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Tests.Money.Payments.Gateways.Stripe;

/// <summary>What an operator sets for Stripe: a wrong value stops the start, and no key is told to anybody.</summary>
[Trait("Database", "none")]
public sealed class StripeSettingsTests
{
    private const string SecretKey = "Payments:Stripe:SecretKey";
    private const string WebhookSecret = "Payments:Stripe:WebhookSecret";
    private const string ApiBase = "Payments:Stripe:ApiBase";
    private const string Methods = "Payments:Stripe:Methods";
    private const string Timeout = "Payments:Stripe:TimeoutSeconds";

    private static readonly (string Name, string Value)[] Right =
    [
        ("Payments:Provider", "stripe"),
        (SecretKey, FakeStripe.SecretKey),
        (WebhookSecret, FakeStripe.WebhookSecret),
        (ApiBase, "http://127.0.0.1:1"),
    ];

    [Theory]
    [InlineData(SecretKey, "")]
    [InlineData(SecretKey, "pk_test_PublishableKey")]
    [InlineData(SecretKey, "sk_")]
    [InlineData(SecretKey, "my sk_test_key")]
    [InlineData(SecretKey, "sk_test_a b")]
    [InlineData(WebhookSecret, "")]
    [InlineData(WebhookSecret, " , ")]
    [InlineData(WebhookSecret, "sk_test_TheOtherOne")]
    [InlineData(WebhookSecret, "whsec_First,second")]
    [InlineData(ApiBase, "")]
    [InlineData(ApiBase, "api.stripe.com")]
    [InlineData(ApiBase, "/v1")]
    [InlineData(ApiBase, "ftp://api.stripe.com")]
    [InlineData(ApiBase, "https://sk_test_Hidden@api.stripe.com")]
    [InlineData(Methods, "")]
    [InlineData(Methods, "card;alipay")]
    [InlineData(Timeout, "0")]
    [InlineData(Timeout, "101")]
    public async Task AWrongValueStopsTheStartWithASentenceThatDoesNotQuoteIt(string name, string value)
    {
        await using var market = new MarketApp(
            Environments.Production,
            [.. Right, (name, value), ("Logging:Console:LogLevel:Default", "None")]
        );

        var refused = Assert.Throws<OptionsValidationException>(() => market.Services.GetRequiredService<IOptions<PaymentOptions>>().Value);

        var sentence = Assert.Single(refused.Failures);
        Assert.Contains($"{name} must ", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeStripe.SecretKey, refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(FakeStripe.WebhookSecret, refused.ToString(), StringComparison.Ordinal);
        Assert.True(value.Length < 4 || !refused.ToString().Contains(value, StringComparison.Ordinal), refused.Message);
    }

    [Fact]
    public async Task NothingOfStripeIsAskedForInTheSandbox()
    {
        await using var market = new MarketApp(Environments.Production, (SecretKey, "nonsense"));

        Assert.Null(market.Services.GetService<StripeWebhook>());
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await StripeEvent.PostAsync(market.CreateClient(), "{}", "t=1,v1=1")).StatusCode);
    }

    [Theory]
    [InlineData(SecretKey, "rk_live_Restricted1")]
    [InlineData(WebhookSecret, "whsec_First, whsec_Second+/=")]
    [InlineData(ApiBase, "https://api.stripe.com/")]
    public async Task ARightValueStartsTheMarket(string name, string value)
    {
        await using var market = new MarketApp(Environments.Production, [.. Right, (name, value)]);

        Assert.Equal("stripe", market.Services.GetRequiredService<IPaymentGateway>().Name);
    }

    [Fact]
    public async Task TheProgramItselfEndsWithTheSentence()
    {
        using var database = TestDatabase.Create();

        var (code, output, error) = await ProgramRun.RunAsync(
            database.ConnectionString,
            "",
            $"--Storage:Provider={TestDatabase.Provider}",
            "--Payments:Provider=stripe",
            $"--{SecretKey}=pk_live_NotThisOne",
            $"--{WebhookSecret}={FakeStripe.WebhookSecret}"
        );

        Assert.Equal((1, ""), (code, output));
        Assert.Contains(
            $"{SecretKey} must be the secret key of a Stripe account, which begins with sk_ or rk_",
            Assert.Single(error.Trim().Split('\n')),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("NotThisOne", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeStripe.WebhookSecret, output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeysAreInNoLogNoPageAndNoDescription()
    {
        var log = new CapturedLog();
        await using var stripe = await FakeStripe.StartAsync();
        await using var market = new MarketApp(Environments.Development, [.. stripe.Settings, ("Logging:LogLevel:Default", "Trace")]);
        await using var logged = market.WithWebHostBuilder(host =>
            host.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(log))
        );
        var gateway = logged.Services.GetRequiredService<IPaymentGateway>();
        stripe.Break(StripeFault.BreaksBefore, "GET", "/sessions", times: 2);

        Assert.Equal(
            "gateway.unreachable",
            (await gateway.ReadSessionAsync("cs_any", TestContext.Current.CancellationToken)).Rejections.Single().Code
        );
        Assert.Equal(
            "gateway.refused",
            (await gateway.ReadSessionAsync("cs_any", TestContext.Current.CancellationToken)).Rejections.Single().Code
        );
        using var http = logged.CreateClient();
        using var forged = await StripeEvent.PostAsync(http, "{}", StripeEvent.Sign("{}", "whsec_Wrong", MarketApp.Start));
        var told = new List<string> { await forged.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) };
        foreach (var page in new[] { "/", "/openapi/v1.json", "/health/ready", "/nowhere", "/api/v1/lots" })
        {
            using var answer = await http.GetAsync(new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken);
            told.Add(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.Contains(
            log.Lines,
            words => words.Contains("Nobody knows whether Stripe has done ReadSessionAsync", StringComparison.Ordinal)
        );
        Assert.All(
            told.Concat(log.Lines),
            words =>
            {
                Assert.DoesNotContain(FakeStripe.SecretKey, words, StringComparison.Ordinal);
                Assert.DoesNotContain(FakeStripe.WebhookSecret, words, StringComparison.Ordinal);
            }
        );
    }
}
