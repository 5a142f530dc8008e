using System.Net;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.People.SignIn;

public sealed class SignInTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhoSignsUpIsSignedInAndCanComeBack()
    {
        using (var newcomer = new MemberVisitor(market))
        {
            using var made = await newcomer.SendAsync(
                "/sign-up?returnTo=%2Fme",
                "sign-up",
                ("Form.Login", "138 0000 0001"),
                ("Form.DisplayName", "李雷"),
                ("Form.Password", MemberVisitor.Password)
            );
            Assert.Equal((HttpStatusCode.Redirect, "/me"), (made.StatusCode, newcomer.Landing(made)));
            Assert.Contains("李雷", await newcomer.Http.GetStringAsync("/me", Cancel), StringComparison.Ordinal);
        }

        using var again = new MemberVisitor(market);
        using var signedIn = await again.SignInAsync("+86 13800000001");
        using var me = await again.GetAsync("/me");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (signedIn.StatusCode, me.StatusCode));
    }

    [Fact]
    public async Task WhatWasTypedAtSignUpIsKeptBesideWhatIsWrongWithIt()
    {
        using var newcomer = new MemberVisitor(market);

        using var answer = await newcomer.SendAsync(
            "/sign-up",
            "sign-up",
            ("Form.Login", "12"),
            ("Form.DisplayName", "韩梅梅"),
            ("Form.Password", "short")
        );
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Contains("value=\"12\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"韩梅梅\"", page, StringComparison.Ordinal);
        Assert.Contains("这不是有效的手机号", page, StringComparison.Ordinal);
        Assert.Contains("至少要 8 个字符", page, StringComparison.Ordinal);
        Assert.DoesNotContain("short", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALoginIsTakenOnce()
    {
        await MemberVisitor.EnrolAsync(market, "13800000002");
        using var second = new MemberVisitor(market);

        using var answer = await second.SendAsync(
            "/sign-up",
            "sign-up",
            ("Form.Login", "+86 138 0000 0002"),
            ("Form.DisplayName", "某人"),
            ("Form.Password", MemberVisitor.Password)
        );

        Assert.Contains("已经注册过", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongPasswordAndAnUnknownLoginAreAnsweredAlikeUpToTheLock()
    {
        await MemberVisitor.EnrolAsync(market, "13800000003");
        using var visitor = new MemberVisitor(market);
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            var (known, unknown) = (await SentenceAsync(visitor, "13800000003"), await SentenceAsync(visitor, "13900000003"));

            Assert.Equal(known, unknown);
            Assert.Contains(attempt < 10 ? "账号或密码不对" : "请等 5 分钟", known, StringComparison.Ordinal);
        }

        using var right = await visitor.SignInAsync("13800000003");
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Theory]
    [InlineData("/cart?a=1", "/cart?a=1")]
    [InlineData("//evil.example", "/start")]
    [InlineData("/\\evil.example", "/start")]
    [InlineData("/\t/evil.example", "/start")]
    [InlineData("https://evil.example", "/start")]
    public async Task AfterSigningInOneStaysInTheMarket(string returnTo, string lands)
    {
        var login = $"{Guid.NewGuid():N}@example.com";
        await MemberVisitor.EnrolAsync(market, login);
        using var visitor = new MemberVisitor(market);

        using var answer = await visitor.SignInAsync(login, page: $"/sign-in?returnTo={Uri.EscapeDataString(returnTo)}");

        Assert.Equal(lands, visitor.Landing(answer));
    }

    [Fact]
    public async Task AVisitorIsAskedToSignInAndReturns()
    {
        using var visitor = new MemberVisitor(market);

        using var answer = await visitor.GetAsync("/me/apply?from=shop");

        Assert.Equal("/sign-in?returnTo=%2Fme%2Fapply%3Ffrom%3Dshop", visitor.Landing(answer));
    }

    [Fact]
    public async Task SigningOutNeedsTheTokenAndEndsTheVisit()
    {
        var (visitor, _) = await MemberVisitor.SignedInAsync(market, "13800000004");
        using (visitor)
        {
            using var without = await visitor.PostAsync("/sign-out", ("returnTo", "/"));
            Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);

            using var with = await visitor.PostAsync("/sign-out", ("__RequestVerificationToken", await visitor.TokenAsync("/me")));
            using var me = await visitor.GetAsync("/me");
            Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (with.StatusCode, me.StatusCode));
        }
    }

    [Fact]
    public async Task ANewPasswordEndsTheOtherBrowsers()
    {
        var (here, _) = await MemberVisitor.SignedInAsync(market, "13800000005");
        using var elsewhere = new MemberVisitor(market);
        using (here)
        {
            using var signedIn = await elsewhere.SignInAsync("13800000005");
            using var changed = await here.SendAsync(
                "/me/account",
                "password",
                ("Changing.Current", MemberVisitor.Password),
                ("Changing.New", "battery staple")
            );
            market.Clock.Advance(TimeSpan.FromSeconds(30));
            using var other = await elsewhere.GetAsync("/me");
            using var own = await here.GetAsync("/me");

            Assert.Equal(
                (HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.OK),
                (changed.StatusCode, other.StatusCode, own.StatusCode)
            );
        }
    }

    [Fact]
    public async Task TooManyAttemptsFromOneAddressAreToldToWait()
    {
        await using var strict = new MarketApp(Environments.Production, ("Members:SignInsPerMinute", "2"));
        using var visitor = new MemberVisitor(strict);
        for (var i = 0; i < 2; i++)
        {
            using var allowed = await visitor.SignInAsync("13800000006");
            Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        }

        using var refused = await visitor.SignInAsync("13800000006");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("一分钟", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
    }

    private static async Task<string> SentenceAsync(MemberVisitor visitor, string login)
    {
        using var answer = await visitor.SignInAsync(login, "wrong password");
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
        var from = page.IndexOf("class=\"refusals\"", StringComparison.Ordinal);
        return page[from..page.IndexOf("</div>", from, StringComparison.Ordinal)];
    }
}
