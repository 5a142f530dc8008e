using System.Globalization;
using System.Net;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Api;
using AgriMarket.Web.Shell.Addresses;
using AgriMarket.Web.Shell.Components;
using AgriMarket.Web.Shell.Help;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Shell.Help;

/// <summary>Who is stuck finds how things are done and whom to call, from every page and from what they cannot mend alone.</summary>
public sealed class HelpPageTests
{
    private static readonly (string, string)[] Called =
    [
        ("Help:Telephone", "0954-301 2345"),
        ("Help:Opens", "08:00"),
        ("Help:Closes", "18:30"),
    ];

    [Theory]
    [InlineData("zh-CN", "星期一到星期五 08:00 到 18:30（北京时间）有人接电话。")]
    [InlineData("en", "Somebody answers from Monday to Friday, 08:00 to 18:30, China time.")]
    public async Task ItSaysWhomToCallAndWhen(string language, string hours)
    {
        await using var market = new MarketApp(Environments.Development, Called);

        var page = await ReadAsync(market, language);

        Assert.Contains("href=\"tel:09543012345\"", page, StringComparison.Ordinal);
        Assert.Contains("0954-301 2345", page, StringComparison.Ordinal);
        Assert.Contains(hours, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", "每天 08:00 到 18:30")]
    [InlineData("false", "星期一到星期五 08:00 到 18:30")]
    public async Task ItSaysWhetherSomebodyAnswersOnWeekends(string weekends, string days)
    {
        await using var market = new MarketApp(Environments.Development, [.. Called, ("Help:Weekends", weekends)]);

        Assert.Contains(days, await ReadAsync(market, "zh-CN"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "还没有公布客服电话")]
    [InlineData("en", "has not published a telephone number")]
    public async Task ItSaysPlainlyThatThereIsNoNumber(string language, string sentence)
    {
        await using var market = new MarketApp();

        var page = await ReadAsync(market, language);

        Assert.Contains(sentence, page, StringComparison.Ordinal);
        Assert.DoesNotContain("tel:", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/cart")]
    [InlineData("/sign-in")]
    [InlineData("/not-found")]
    public async Task APageLinksToIt(string path)
    {
        await using var market = new MarketApp();
        using var visitor = new PageVisitor(market);

        Assert.Contains("href=\"/help\"", await visitor.ReadAsync(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("member.locked", true)]
    [InlineData("freight.no-route", true)]
    [InlineData("member.password-wrong", false)]
    public async Task ARefusalThatNobodyMendsAloneLinksToIt(string code, bool links)
    {
        await using var market = new MarketApp();
        await using var page = new BunitContext();
        page.Services.AddMarket(market);

        var list = page.Render<RefusalList>(refused => refused.Add(it => it.Rejections, [new Rejection(code)]));

        Assert.Equal(links ? 1 : 0, list.FindAll("a[href='/help'][target='_blank']").Count);
    }

    [Fact]
    public async Task EveryRefusalThatLinksToItHasASentence()
    {
        await using var market = new MarketApp();
        await using var scope = market.Services.CreateAsyncScope();
        var refusals = scope.ServiceProvider.GetRequiredService<Refusals>();

        var codes = scope.ServiceProvider.GetServices<RefusalsForHelp>().SelectMany(help => help.Codes).ToList();

        Assert.NotEmpty(codes);
        Assert.Equal(codes.Distinct(), codes);
        Assert.All(codes, code => Assert.NotEmpty(refusals.Sentence(new Rejection(code, null, "", "", "", ""))));
    }

    [Theory]
    [InlineData("call us", null, null, "Help:Telephone must be a number")]
    [InlineData("0954-301 2345", "08:00", null, "belong together")]
    [InlineData("0954-301 2345", "18:00", "08:00", "the earlier first")]
    public void SettingsThatMakeNoSenseStopTheStart(string telephone, string? opens, string? closes, string sentence)
    {
        var options = new HelpOptions
        {
            Telephone = telephone,
            Opens = TimeOf(opens),
            Closes = TimeOf(closes),
        };

        Assert.Contains(sentence, Assert.Single(options.Validate(new(options))).ErrorMessage, StringComparison.Ordinal);
    }

    private static TimeOnly? TimeOf(string? text) => text is null ? null : TimeOnly.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<string> ReadAsync(MarketApp market, string language)
    {
        using var client = market.CreateClient();
        client.DefaultRequestHeaders.Add("Accept-Language", language);
        var page = await client.GetStringAsync(new Uri(ShellAddresses.Help, UriKind.Relative), Xunit.TestContext.Current.CancellationToken);
        return WebUtility.HtmlDecode(page);
    }
}
