using System.Net;
using System.Text.RegularExpressions;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Shell.PageCache;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Shell.PageCache;

/// <summary>A kept page is told from one made now by the framework's Age header.</summary>
public sealed partial class SharedPagesTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoReadersOfOneKeptPageHaveTokensOfTheirOwnThatFitNobodyElse()
    {
        using var client = Bare();
        var lotId = await market.ListAsync("荔枝");
        var path = $"/lots/{lotId}";
        var first = await ReadAsync(client, path);
        var second = await ReadAsync(client, path);

        Assert.True(second.IsKept);
        Assert.NotEqual(first.Tokens[0], second.Tokens[0]);
        Assert.All([first, second], read => Assert.Single(read.Tokens.Distinct()));
        Assert.Equal(HttpStatusCode.Redirect, await SetThemeAsync(client, first.Cookies, first.Tokens[0]));
        Assert.Equal(HttpStatusCode.Redirect, await SetThemeAsync(client, second.Cookies, second.Tokens[0]));
        Assert.Equal(HttpStatusCode.BadRequest, await SetThemeAsync(client, first.Cookies, second.Tokens[0]));
        Assert.Equal(HttpStatusCode.BadRequest, await SetThemeAsync(client, "theme=light", second.Tokens[0]));
    }

    [Fact]
    public async Task NoReaderGetsAPageWithAHoleOrTheCookieOfAnother()
    {
        using var client = Bare();
        var reads = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => ReadAsync(client, "/?q=tokens")));

        Assert.Contains(reads, read => read.IsKept);
        Assert.All(reads, read => Assert.NotEmpty(read.Tokens));
        Assert.All(reads, read => Assert.DoesNotContain("value=\"token-", read.Html, StringComparison.Ordinal));
        Assert.Equal(reads.Length, reads.Select(read => read.Cookies).Distinct().Count());
        Assert.Equal(reads.Length, reads.Select(read => read.Tokens[0]).Distinct().Count());
    }

    [Fact]
    public async Task AMembersPageIsMadeForThemAloneAndGivenToNobody()
    {
        using var client = Bare();
        var (member, _) = await AgriMarket.Web.Tests.Support.Visitors.MemberVisitor.SignedInAsync(market, "13900000901");
        using var gone = member;
        await ReadAsync(client, "/?q=member");
        using var answer = await member.GetAsync("/?q=member");
        var own = await answer.Content.ReadAsStringAsync(Cancel);
        var anonymous = await ReadAsync(client, "/?q=member");

        Assert.Null(answer.Headers.Age);
        Assert.Contains("href=\"/notifications\"", own, StringComparison.Ordinal);
        Assert.True(anonymous.IsKept);
        Assert.DoesNotContain("href=\"/notifications\"", anonymous.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cart=5e7d6a32-9f6e-4f06-a9c4-1f4d3a4f6f10")]
    [InlineData("something=of-somebody")]
    public async Task ACookieThatMaySayWhoReadsIsNotGivenAKeptPage(string cookie)
    {
        using var client = Bare();
        await ReadAsync(client, "/?q=cookie");

        Assert.True((await ReadAsync(client, "/?q=cookie")).IsKept);
        Assert.False((await ReadAsync(client, "/?q=cookie", cookie)).IsKept);
    }

    [Fact]
    public async Task WhoPutsSomethingIntoTheCartSeesTheirOwnCountFromThenOn()
    {
        var lotId = await market.ListAsync("芒果");
        using var visitor = new PageVisitor(market);
        using var other = new PageVisitor(market);
        await visitor.SendAsync("/?q=mangguo", "add-to-cart", ("LotId", lotId.ToString()));

        Assert.DoesNotContain("购物车里的货", await other.ReadAsync("/?q=mangguo"), StringComparison.Ordinal);
        Assert.Contains("购物车里的货：</span>1", await visitor.ReadAsync("/?q=mangguo"), StringComparison.Ordinal);
        Assert.DoesNotContain("购物车里的货", await other.ReadAsync("/?q=mangguo"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LanguagesLooksAndUnitsDoNotMix()
    {
        using var client = Bare();
        await market.ListAsync("莲藕");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var chinese = await ReadAsync(client, "/?q=lianou");
            var english = await ReadAsync(client, "/?q=lianou", ".AspNetCore.Culture=c%3Den%7Cuic%3Den");
            var dark = await ReadAsync(client, "/?q=lianou", "theme=dark");
            var light = await ReadAsync(client, "/?q=lianou", "theme=light");
            var kilograms = await ReadAsync(client, "/?q=lianou", "unit=Kilogram");

            Assert.Contains("<html lang=\"zh-CN\">", chinese.Html, StringComparison.Ordinal);
            Assert.Contains("<html lang=\"en\">", english.Html, StringComparison.Ordinal);
            Assert.Contains("data-theme=\"dark\"", dark.Html, StringComparison.Ordinal);
            Assert.Contains("data-theme=\"light\"", light.Html, StringComparison.Ordinal);
            Assert.Contains("data-unit-name=\"公斤\"", kilograms.Html, StringComparison.Ordinal);
            Assert.Contains("data-unit-name=\"斤\"", chinese.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task PlacesThatThingsGoToDoNotMixAndWhatIsNoPlaceIsNone()
    {
        using var client = Bare();
        foreach (var isKept in new[] { false, true })
        {
            var near = await ReadAsync(client, "/?q=places", "destination=520102");
            var far = await ReadAsync(client, "/?q=places", "destination=310104");

            Assert.Equal((isKept, isKept), (near.IsKept, far.IsKept));
            Assert.Contains("南明区</strong>", near.Html, StringComparison.Ordinal);
            Assert.Contains("徐汇区</strong>", far.Html, StringComparison.Ordinal);
        }

        // A province is no full address, and what is made up none either: both are the page of those who have said nothing.
        Assert.False((await ReadAsync(client, "/?q=places")).IsKept);
        Assert.True((await ReadAsync(client, "/?q=places", "destination=310000")).IsKept);
        Assert.True((await ReadAsync(client, "/?q=places", "destination=nowhere")).IsKept);
    }

    [Fact]
    public async Task ThePageAfterASaleIsRightAtOnce()
    {
        using var client = Bare();
        var lotId = await market.ListAsync("枇杷");
        await ReadAsync(client, "/?q=pipa");
        var before = await ReadAsync(client, "/?q=pipa");
        await market.SellOutAsync(lotId);
        var after = await ReadAsync(client, "/?q=pipa");

        Assert.True(before.IsKept);
        Assert.DoesNotContain("已售完</span>", before.Html, StringComparison.Ordinal);
        Assert.False(after.IsKept);
        Assert.Contains("已售完</span>", after.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatAnotherProcessWroteIsShownWithinASecond()
    {
        using var client = Bare();
        var lotId = await market.ListAsync("龙眼", remark: "before");
        await ReadAsync(client, $"/lots/{lotId}");
        await using (var db = await market.Services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync(Cancel))
        {
            await db.Set<Lot>()
                .Where(lot => lot.Id == lotId)
                .ExecuteUpdateAsync(lot => lot.SetProperty(row => row.Remark, "elsewhere"), Cancel);
        }

        market.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("elsewhere", (await ReadAsync(client, $"/lots/{lotId}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNotThereIsSaidEachTimeAndNotKept()
    {
        using var client = Bare();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var answer = await client.GetAsync($"/lots/{Guid.Empty}", Cancel);

            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Null(answer.Headers.Age);
        }
    }

    [Fact]
    public void OnlyPublicPagesWithoutACircuitAreShared()
    {
        var pages = typeof(Program).Assembly.GetTypes().Where(type => type.IsDefined(typeof(SharedPageAttribute), inherit: false)).ToList();

        Assert.NotEmpty(pages);
        Assert.All(pages, page => Assert.True(page.IsDefined(typeof(AllowAnonymousAttribute), inherit: true), page.Name));
        Assert.All(pages, page => Assert.False(page.IsDefined(typeof(RenderModeAttribute), inherit: true), page.Name));
    }

    /// <summary>Keeps no cookies: each call is another reader.</summary>
    private HttpClient Bare() =>
        market.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = false, AllowAutoRedirect = false });

    private static async Task<Read> ReadAsync(HttpClient client, string path, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var answer = await client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl is { NoStore: true }, "What carries a reader's token is for no other store.");
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Contains("</html>", html, StringComparison.Ordinal);
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? string.Join("; ", set.Select(it => it.Split(';')[0])) : "";
        return new(html, [.. Token().Matches(html).Select(match => match.Groups[1].Value)], cookies, answer.Headers.Age is not null);
    }

    private static async Task<HttpStatusCode> SetThemeAsync(HttpClient client, string cookies, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/settings/theme")
        {
            Content = new FormUrlEncodedContent([new("to", "dark"), new("__RequestVerificationToken", token)]),
        };
        request.Headers.Add("Cookie", cookies);
        using var answer = await client.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    private sealed record Read(string Html, IReadOnlyList<string> Tokens, string Cookies, bool IsKept);
}
