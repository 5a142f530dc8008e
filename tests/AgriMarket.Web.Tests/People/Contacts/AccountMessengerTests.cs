using System.Globalization;
using AgriMarket.Domain.Members;
using AgriMarket.Web.People.Contacts;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Messages;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace AgriMarket.Web.Tests.People.Contacts;

/// <summary>What leaves the market for a mobile or a mailbox: once, and by nobody's waiting.</summary>
public sealed class AccountMessengerTests
{
    private const string Mobile = "17700002221";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMessageGoesToTheGatewayOnceWithItsCode()
    {
        await using var gateway = await SmsGateway.StartAsync();
        await using var market = new MarketApp(Environments.Production, gateway.Settings());
        var member = await MemberVisitor.EnrolAsync(market, Mobile);

        await AskAsync(market, ContactKind.Mobile, Mobile, member);
        await SettleAsync(market, Mobile);
        await SendAsync(market);

        var (token, body) = Assert.Single(gateway.Asked);
        Assert.Equal(
            ("Bearer secret-of-the-market", Mobile, "code-1"),
            (token, body.GetProperty("to").GetString(), body.GetProperty("template").GetString())
        );
        Assert.Equal(await market.DigitsAsync(Mobile, CodePurpose.SignIn), body.GetProperty("parameters").GetProperty("code").GetString());
    }

    [Theory, Trait("Database", "sqlite")]
    [InlineData(503, AccountMessageStatus.Waiting)]
    [InlineData(500, AccountMessageStatus.Failed)]
    [InlineData(400, AccountMessageStatus.Failed)]
    public async Task OnlyWhatWasSurelyNotSentIsSentAgain(int answer, AccountMessageStatus status)
    {
        await using var gateway = await SmsGateway.StartAsync();
        gateway.Answers = answer;
        await using var market = new MarketApp(Environments.Production, gateway.Settings());
        await AskAsync(market, ContactKind.Mobile, Mobile, await MemberVisitor.EnrolAsync(market, Mobile));

        var message = await SettleAsync(market, Mobile);

        Assert.Equal((status, $"The gateway answered {answer}."), (message.Status, message.Failure));
    }

    [Fact, Trait("Database", "sqlite")]
    public async Task AGatewayThatDoesNotAnswerHasPerhapsSentIt()
    {
        await using var gateway = await SmsGateway.StartAsync();
        gateway.IsSilent = true;
        await using var market = new MarketApp(Environments.Production, gateway.Settings(timeoutSeconds: 1));
        await AskAsync(market, ContactKind.Mobile, Mobile, await MemberVisitor.EnrolAsync(market, Mobile));

        Assert.Equal(AccountMessageStatus.Failed, (await SettleAsync(market, Mobile)).Status);
        Assert.Single(gateway.Asked);
    }

    [Fact]
    public async Task ANumberThatNobodyHasProvedGetsNoMessageAndTheSameAnswer()
    {
        await using var gateway = await SmsGateway.StartAsync();
        await using var market = new MarketApp(Environments.Production, gateway.Settings());
        await MemberVisitor.EnrolAsync(market, Mobile);

        await AskAsync(market, ContactKind.Mobile, "17700002222", null);
        await AskAsync(market, ContactKind.Mobile, Mobile, null);
        await SettleAsync(market, Mobile);

        Assert.Equal(AccountMessageStatus.Withheld, Assert.Single(await market.MessagesAsync("17700002222")).Status);
        Assert.Equal(Mobile, Assert.Single(gateway.Asked).Body.GetProperty("to").GetString());
    }

    [Fact, Trait("Database", "sqlite")]
    public async Task ACodeGoesByEMailInBothLanguages()
    {
        await using var server = new MailServer();
        await using var market = new MarketApp(
            Environments.Development,
            ("Notifications:Smtp:Host", "127.0.0.1"),
            ("Notifications:Smtp:Port", server.Port.ToString(CultureInfo.InvariantCulture)),
            ("Notifications:Smtp:Security", "None"),
            ("Notifications:Smtp:From", "AgriMarket <notifications@market.example>")
        );
        await AskAsync(market, ContactKind.Email, "li@example.com", await MemberVisitor.EnrolAsync(market, Mobile));

        await SendAsync(market);
        await SettleAsync(market, "li@example.com");

        var mail = await MimeMessage.LoadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Assert.Single(server.Read))), Cancel);
        var digits = await market.DigitsAsync("li@example.com", CodePurpose.SignIn);
        Assert.Contains($"您的验证码是 {digits}", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"Your code is {digits}", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(digits, mail.Subject, StringComparison.Ordinal);
    }

    [Fact, Trait("Database", "sqlite")]
    public async Task NeitherNumberNorCodeNorAddressIsLogged()
    {
        var log = new LogCatcher();
        await using var gateway = await SmsGateway.StartAsync();
        gateway.Answers = 500;
        await using var market = new MarketApp(
            Environments.Production,
            [
                .. gateway.Settings(),
                ("Notifications:Smtp:Host", "127.0.0.1"),
                ("Notifications:Smtp:Port", MailServer.DeadPort().ToString(CultureInfo.InvariantCulture)),
                ("Notifications:Smtp:From", "AgriMarket <notifications@market.example>"),
                ("Logging:LogLevel:Default", "Debug"),
            ]
        )
        {
            Contributes = services => services.AddSingleton<ILoggerProvider>(log),
        };
        var member = await MemberVisitor.EnrolAsync(market, Mobile);

        await AskAsync(market, ContactKind.Mobile, Mobile, member);
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        await AskAsync(market, ContactKind.Email, "li@example.com", member);
        await SettleAsync(market, Mobile);
        await SettleAsync(market, "li@example.com");

        Assert.NotEmpty(log.Lines);
        string[] secrets =
        [
            Mobile,
            "li@example.com",
            await market.DigitsAsync(Mobile, CodePurpose.SignIn),
            await market.DigitsAsync("li@example.com", CodePurpose.SignIn),
        ];
        Assert.All(log.Lines, line => Assert.DoesNotContain(secrets, secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    private static async Task AskAsync(MarketApp market, ContactKind kind, string target, Guid? memberId) =>
        Assert.True(
            (
                await market
                    .Services.GetRequiredService<CodeService>()
                    .AskAsync(new(kind, target, CodePurpose.SignIn, memberId), "203.0.113.7", "Mobile")
            ).IsOk
        );

    private static Task<int> SendAsync(MarketApp market) => market.Services.GetRequiredService<AccountMessenger>().SendDueAsync(Cancel);

    /// <summary>The message, once whoever was faster at sending it has its answer.</summary>
    private static async Task<AccountMessage> SettleAsync(MarketApp market, string target)
    {
        while (true)
        {
            var message = (await market.MessagesAsync(target))[^1];
            if (message.Attempts > 0 && message.Status != AccountMessageStatus.Sending)
            {
                return message;
            }

            await Task.Delay(20, Cancel);
        }
    }
}
