using AgriMarket.Web.Tests.Support;

namespace AgriMarket.Web.Tests.Bugs.Text;

/// <summary>zh-TW was answered in English, and pages were Chinese whatever a browser asked for.</summary>
public sealed class LanguageAskedForTests(MarketApp market) : IClassFixture<MarketApp>
{
    [Theory]
    [InlineData("zh-TW,zh;q=0.9", true)]
    [InlineData("zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7", true)]
    [InlineData("zh-Hant-HK", true)]
    [InlineData("en-US,en;q=0.9,zh;q=0.8", false)]
    [InlineData("fr-FR,en;q=0.5", false)]
    [InlineData("en;q=0.1,ZH;q=0.2", true)]
    [InlineData("en;q=0,zh;q=0.1", true)]
    [InlineData("fr", true)]
    [InlineData("*", true)]
    [InlineData("nonsense;;q=x", true)]
    [InlineData(null, true)]
    public async Task ProgramsAndPagesAreAnsweredInIt(string? asked, bool isChinese)
    {
        Assert.Contains(
            isChinese ? "读不懂" : "cannot be read",
            await ReadAsync("/api/v1/lots?cursor=nonsense", asked),
            StringComparison.Ordinal
        );
        Assert.Contains(isChinese ? "<html lang=\"zh-CN\"" : "<html lang=\"en\"", await ReadAsync("/", asked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatAPersonHasChosenCountsMore()
    {
        using var client = market.CreateClient();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        client.DefaultRequestHeaders.Add("Cookie", ".AspNetCore.Culture=c%3Dzh-CN%7Cuic%3Dzh-CN");

        var page = await client.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("<html lang=\"zh-CN\"", page, StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync(string path, string? asked)
    {
        using var client = market.CreateClient();
        if (asked is not null)
        {
            Assert.True(client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", asked));
        }

        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
