using System.Net;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.CodeSignIn;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.People.CodeSignIn;

/// <summary>Signing in by a code, and passwords that were forgotten.</summary>
public sealed class CodeSignInTests(ApiMarket api) : IClassFixture<ApiMarket>
{
    private readonly MarketApp market = api.App;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMemberSignsInByTheCodeOnTheirMobile()
    {
        await MemberVisitor.EnrolAsync(market, "17700003331");
        using var visitor = new MemberVisitor(market);
        await AskAsync(visitor, "177 0000 3331");
        var digits = await market.DigitsAsync("17700003331", CodePurpose.SignIn);

        using var signedIn = await EnterAsync(visitor, "17700003331", digits);

        Assert.Equal((HttpStatusCode.Redirect, "/me"), (signedIn.StatusCode, visitor.Landing(signedIn)));
        using var me = await visitor.GetAsync("/me");
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
        using var twice = await EnterAsync(visitor, "17700003331", digits);
        Assert.Equal(HttpStatusCode.OK, twice.StatusCode);
    }

    [Fact]
    public async Task ACodeIsGoodOnlyWhereItWasAskedForAndWrongDigitsElsewhereDoNotEndIt()
    {
        await MemberVisitor.EnrolAsync(market, "17700003339");
        using var visitor = new MemberVisitor(market);
        using var thief = new MemberVisitor(market);
        await AskAsync(visitor, "17700003339");
        var digits = await market.DigitsAsync("17700003339", CodePurpose.SignIn);

        for (var attempt = 0; attempt <= VerificationCode.MaxTries; attempt++)
        {
            using var stolen = await EnterAsync(thief, "17700003339", digits);
            Assert.Equal(HttpStatusCode.OK, stolen.StatusCode);
            using var guessed = await EnterAsync(thief, "17700003339", SentCodes.Wrong(digits));
        }

        market.Clock.Advance(TimeSpan.FromMinutes(1));
        await AskAsync(thief, "17700003339");
        using var stillStolen = await EnterAsync(thief, "17700003339", digits);
        Assert.Equal(HttpStatusCode.OK, stillStolen.StatusCode);
        using var signedIn = await EnterAsync(visitor, "17700003339", digits);
        Assert.Equal("/me", visitor.Landing(signedIn));
    }

    [Fact]
    public async Task AKnownAndAnUnknownNumberAreAnsweredAlikeUpToTheEnd()
    {
        await MemberVisitor.EnrolAsync(market, "17700003332");
        using var visitor = new MemberVisitor(market);
        var (known, unknown) = (await AskAsync(visitor, "17700003332"), await AskAsync(visitor, "17700003333"));
        Assert.Equal(
            known.Replace("17700003332", "n", StringComparison.Ordinal),
            unknown.Replace("17700003333", "n", StringComparison.Ordinal)
        );

        for (var attempt = 0; attempt <= VerificationCode.MaxTries; attempt++)
        {
            var right = await market.DigitsAsync("17700003332", CodePurpose.SignIn);
            Assert.Equal(
                await RefusalAsync(visitor, "17700003332", SentCodes.Wrong(right)),
                await RefusalAsync(visitor, "17700003333", SentCodes.Wrong(await market.DigitsAsync("17700003333", CodePurpose.SignIn)))
            );
        }
    }

    [Fact]
    public async Task ANumberThatWasOnlyTypedAtSignUpLetsNobodyIn()
    {
        var id = await MemberVisitor.EnrolAsync(market, "17700003334");
        await using (var db = OrderFixture.Db(market))
        {
            await db.Set<Member>()
                .Where(row => row.Id == id)
                .ExecuteUpdateAsync(row => row.SetProperty(it => it.VerifiedMobile, (string?)null), Cancel);
        }

        using var visitor = new MemberVisitor(market);
        await AskAsync(visitor, "17700003334");
        using var refused = await EnterAsync(visitor, "17700003334", await market.DigitsAsync("17700003334", CodePurpose.SignIn));

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Equal(AccountMessageStatus.Withheld, (await market.MessagesAsync("17700003334"))[^1].Status);
    }

    [Fact]
    public async Task WhoSharesAMobileChoosesTheAccount()
    {
        var (first, second) = (
            await MemberVisitor.EnrolAsync(market, "17700003335"),
            await MemberVisitor.EnrolAsync(market, "er@example.com")
        );
        await ShareAsync(second, "17700003335");
        using var visitor = new MemberVisitor(market);
        await AskAsync(visitor, "17700003335");
        var digits = await market.DigitsAsync("17700003335", CodePurpose.SignIn);

        using var asked = await EnterAsync(visitor, "17700003335", digits);
        var page = WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync(Cancel));
        Assert.Contains($"value=\"{first}\"", page, StringComparison.Ordinal);
        using var chosen = await EnterAsync(visitor, "17700003335", digits, ("Form.Account", $"{second}"));

        Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        Assert.Contains("er@example.com", await visitor.ReadAsync("/me"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProgramSignsInByACode()
    {
        await MemberVisitor.EnrolAsync(market, "17700003336");
        await ShareAsync(await MemberVisitor.EnrolAsync(market, "san@example.com"), "17700003336");
        using var caller = new ApiClient(market);
        var asked = await caller.PostAsync("auth/code", new { mobile = "17700003336" });
        Assert.Equal(600, asked["goodForSeconds"].GetInt32());
        var request = asked["request"].GetString();
        var code = await market.DigitsAsync("17700003336", CodePurpose.SignIn);

        Assert.Equal(
            "code.several",
            (
                await caller.PostAsync(
                    "auth/code-login",
                    new
                    {
                        mobile = "17700003336",
                        code,
                        request,
                        login = (string?)null,
                    }
                )
            ).Code
        );
        Assert.Equal(
            "code.none",
            (
                await caller.PostAsync(
                    "auth/code-login",
                    new
                    {
                        mobile = "17700003336",
                        code,
                        request = "made up",
                        login = "san@example.com",
                    }
                )
            ).Code
        );
        caller.Take(
            await caller.PostAsync(
                "auth/code-login",
                new
                {
                    mobile = "17700003336",
                    code,
                    request,
                    login = "san@example.com",
                }
            )
        );

        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("orders")).Status);
    }

    [Fact]
    public async Task AForgottenPasswordIsSetAnewByCodeAndTheOldOneIsGone()
    {
        var (elsewhere, _) = await MemberVisitor.SignedInAsync(market, "17700003337");
        using var visitor = new MemberVisitor(market);
        using var asked = await visitor.SendAsync("/sign-in/forgotten", "forgotten", ("Form.Contact", "17700003337"), ("Form.Step", "ask"));
        var digits = await market.DigitsAsync("17700003337", CodePurpose.ResetPassword);

        using var reset = await visitor.SendAsync(
            "/sign-in/forgotten",
            "forgotten",
            ("Form.Contact", "17700003337"),
            ("Form.Code", digits),
            ("Form.New", "battery staple"),
            ("Form.Step", "enter")
        );

        Assert.Equal((HttpStatusCode.Redirect, "/me"), (reset.StatusCode, visitor.Landing(reset)));
        market.Clock.Advance(TimeSpan.FromSeconds(30));
        using (elsewhere)
        {
            using var me = await elsewhere.GetAsync("/me");
            Assert.Equal(HttpStatusCode.Redirect, me.StatusCode);
            using var old = await elsewhere.SignInAsync("17700003337");
            Assert.Equal(HttpStatusCode.OK, old.StatusCode);
        }
    }

    [Fact]
    public async Task AWeakNewPasswordDoesNotUseUpTheCode()
    {
        await MemberVisitor.EnrolAsync(market, "17700003338");
        await using var scope = market.Services.CreateAsyncScope();
        var passwords = scope.ServiceProvider.GetRequiredService<PasswordResetService>();
        var code = (await passwords.AskAsync("17700003338", "203.0.113.7")).Value;
        var digits = await market.DigitsAsync("17700003338", CodePurpose.ResetPassword);

        Assert.Equal(
            "member.password-short",
            (await passwords.ResetAsync(new("17700003338", digits, "short", [code]), _ => false)).Rejections[0].Code
        );
        Assert.True((await passwords.ResetAsync(new("17700003338", digits, "battery staple", [code]), _ => false)).IsOk);
    }

    private static async Task<string> AskAsync(MemberVisitor visitor, string mobile)
    {
        using var asked = await visitor.SendAsync("/sign-in/code", "code-sign-in", ("Form.Mobile", mobile), ("Form.Step", "ask"));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        return FormOf(await asked.Content.ReadAsStringAsync(Cancel));
    }

    private static Task<HttpResponseMessage> EnterAsync(
        MemberVisitor visitor,
        string mobile,
        string code,
        params IEnumerable<(string, string)> more
    ) =>
        visitor.SendAsync(
            "/sign-in/code?returnTo=%2Fme",
            "code-sign-in",
            [("Form.Mobile", mobile), ("Form.Code", code), ("Form.Step", "enter"), .. more]
        );

    private static async Task<string> RefusalAsync(MemberVisitor visitor, string mobile, string code)
    {
        using var answer = await EnterAsync(visitor, mobile, code);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
        var from = page.IndexOf("class=\"refusals\"", StringComparison.Ordinal);
        return page[from..page.IndexOf("</div>", from, StringComparison.Ordinal)];
    }

    /// <summary>The form alone, without what is another each time; the sandbox's messages below it are for developers.</summary>
    private static string FormOf(string page)
    {
        var from = page.IndexOf("class=\"card form\"", StringComparison.Ordinal);
        var form = WebUtility.HtmlDecode(page[from..page.IndexOf("</form>", from, StringComparison.Ordinal)]);
        return System.Text.RegularExpressions.Regex.Replace(form, "name=\"__RequestVerificationToken\" value=\"[^\"]+\"", "");
    }

    private async Task ShareAsync(Guid memberId, string mobile)
    {
        await using var db = OrderFixture.Db(market);
        var member = await db.Set<Member>().SingleAsync(row => row.Id == memberId, Cancel);
        member.Verify(ContactKind.Mobile, mobile, market.Clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(Cancel);
    }
}
