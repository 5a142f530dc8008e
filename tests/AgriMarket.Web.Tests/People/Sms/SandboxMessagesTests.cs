using AgriMarket.Domain.Members;
using AgriMarket.Web.People.Sms;
using AgriMarket.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace AgriMarket.Web.Tests.People.Sms;

public sealed class SandboxMessagesTests
{
    [Fact]
    public void NoMoreAreKeptThanTheBoundAndNumbersAreHidden()
    {
        var sandbox = new SandboxMessages(new FakeTimeProvider());

        for (var sent = 0; sent <= SandboxMessages.Most; sent++)
        {
            sandbox.Keep(ContactKind.Mobile, "13812345678", AccountMessageText.Code, $"{sent:000000}");
        }

        Assert.Equal((SandboxMessages.Most, "000020"), (sandbox.Last.Count, sandbox.Last[0].Digits));
        Assert.Equal("138****5678", sandbox.Last[0].Contact);
        Assert.Equal("l****i@example.com", ContactMask.Of(ContactKind.Email, "li.lei@example.com"));
    }

    [Theory]
    [InlineData("Production", "false", false)]
    [InlineData("Production", "true", true)]
    [InlineData("Development", "false", true)]
    public async Task ProductionOpensWithoutAGatewayOnlyWhenItIsSaid(string environment, string allowed, bool opens)
    {
        await using var market = new MarketApp(environment, ("Sms:AllowSandbox", allowed));

        Assert.Equal(opens, market.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested);
    }

    [Theory]
    [InlineData("http://sms.example/send", "k", "t", "Sms:Endpoint must be an https address")]
    [InlineData("https://sms.example/send", "", "t", "Sms:Key must be set")]
    [InlineData("https://sms.example/send", "k", "", "Sms:CodeTemplate must be set")]
    public void AGatewayWithoutWhatItNeedsStopsTheStart(string endpoint, string key, string template, string sentence)
    {
        var options = new SmsOptions
        {
            Endpoint = endpoint,
            Key = key,
            CodeTemplate = template,
            ChangedTemplate = "changed",
            FactorResetTemplate = "factor-reset",
            FactorChangedTemplate = "factor-changed",
        };

        Assert.Contains(sentence, Assert.Single(options.Validate(new(options))).ErrorMessage, StringComparison.Ordinal);
    }
}
