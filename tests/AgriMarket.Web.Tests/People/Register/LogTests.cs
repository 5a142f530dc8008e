using System.Text.RegularExpressions;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Messages;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgriMarket.Web.Tests.People.Register;

/// <summary>What the market logs names nobody and lets nobody in.</summary>
public sealed partial class LogTests
{
    private const string Login = "13812340761";

    [Fact]
    public async Task NoNumberAndNoPasswordIsLogged()
    {
        using var log = new LogCatcher();
        await using var market = new MarketApp(Environments.Development, ("Logging:LogLevel:Default", "Information"))
        {
            Contributes = services => services.AddSingleton<ILoggerProvider>(log),
        };
        var (visitor, _) = await MemberVisitor.SignedInAsync(market, Login);
        using (visitor)
        {
            using var wrong = await visitor.SignInAsync(Login, "wrong horse");
        }

        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        await trade.BuyAsync(await trade.ListAsync(10_000), 500);

        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(
            log.Lines,
            line =>
                Mobile().IsMatch(line)
                || line.Contains("wrong horse", StringComparison.Ordinal)
                || line.Contains(MemberVisitor.Password, StringComparison.Ordinal)
        );
    }

    [GeneratedRegex(@"(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])")]
    private static partial Regex Mobile();
}
