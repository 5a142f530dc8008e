using System.Net;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.Operations.MemberLocking;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Roles;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.People.Factors;

/// <summary>The second factor of officials and administrators, in a market where it is required as in Production.</summary>
public sealed class FactorTests(StrictMarket strict) : IClassFixture<StrictMarket>
{
    private readonly MarketApp market = strict.App;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FactorChecks Checks => market.Services.GetRequiredService<FactorChecks>();

    private MemberLocks Locks => market.Services.GetRequiredService<MemberLocks>();

    private PayoutAccounts Accounts => market.Services.GetRequiredService<PayoutAccounts>();

    private FactorResets Resets => market.Services.GetRequiredService<FactorResets>();

    [Fact]
    public async Task ACodeIsGoodOnceAndSoIsARecoveryCode()
    {
        var member = await MemberVisitor.EnrolAsync(market, "17700007701");
        var app = await AuthenticatorApp.SetUpAsync(market, member);
        var code = app.Next();

        Assert.Null(await Checks.WhyNotAsync(member, code));
        Assert.Equal("member.factor-used", (await Checks.WhyNotAsync(member, code))?.Code);
        var late = app.Next();
        app.Next();
        Assert.Null(await Checks.WhyNotAsync(member, late));
        Assert.Equal(RecoveryCode.HowMany, app.RecoveryCodes.Distinct().Count());
        Assert.Null(await Checks.WhyNotAsync(member, app.RecoveryCodes[0]));
        Assert.Equal("member.factor-wrong", (await Checks.WhyNotAsync(member, app.RecoveryCodes[0]))?.Code);

        await using var scope = market.Services.CreateAsyncScope();
        var renewed = await scope.ServiceProvider.GetRequiredService<FactorService>().RenewAsync(member, app.Next(), app.SessionId);
        Assert.Equal("member.factor-wrong", (await Checks.WhyNotAsync(member, app.RecoveryCodes[1]))?.Code);
        Assert.Null(await Checks.WhyNotAsync(member, renewed.Value[1]));
    }

    [Fact]
    public async Task WrongCodesLockAsWrongPasswordsDo()
    {
        var member = await MemberVisitor.EnrolAsync(market, "17700007702");
        var app = await AuthenticatorApp.SetUpAsync(market, member);
        for (var attempt = 1; attempt < FailureLimit.OfCaller.Most; attempt++)
        {
            Assert.Equal("member.factor-wrong", (await Checks.WhyNotAsync(member, "nothing"))?.Code);
        }

        Assert.Equal("member.sign-in-locked", (await Checks.WhyNotAsync(member, "nothing"))?.Code);
        Assert.Equal("member.sign-in-locked", (await Checks.WhyNotAsync(member, app.Next()))?.Code);
        market.Clock.Advance(FailureLimit.OfCaller.LockFor);
        Assert.Null(await Checks.WhyNotAsync(member, app.Next()));
    }

    [Fact]
    public async Task SignInAsksForTheCodeAfterThePassword()
    {
        var member = await MemberVisitor.EnrolAsync(market, "17700007703");
        var app = await AuthenticatorApp.SetUpAsync(market, member);
        using var visitor = new MemberVisitor(market);

        using var asked = await visitor.SignInAsync("17700007703", page: "/sign-in?returnTo=/me/account");
        Assert.Equal("/sign-in/factor?returnTo=%2Fme%2Faccount", visitor.Landing(asked));
        using var before = await visitor.GetAsync("/me");
        Assert.Equal(HttpStatusCode.Redirect, before.StatusCode);
        using var wrong = await visitor.SendAsync("/sign-in/factor", "factor", ("FactorCode", "000000x"));
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        using var right = await visitor.SendAsync("/sign-in/factor?returnTo=%2Fme%2Faccount", "factor", ("FactorCode", app.Next()));
        Assert.Equal("/me/account", visitor.Landing(right));
        using var after = await visitor.GetAsync("/me");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task WhereAFactorIsSetUpThePageSaysWhatIsWrongWithCodesBySms()
    {
        var (visitor, _) = await MemberVisitor.SignedInAsync(market, "17700007725");
        using (visitor)
        {
            Assert.Contains("短信验证码只是方便", await visitor.ReadAsync("/me/factor"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AProgramShowsTheCodeWithThePassword()
    {
        var member = await MemberVisitor.EnrolAsync(market, "17700007704");
        var app = await AuthenticatorApp.SetUpAsync(market, member);
        using var program = new ApiClient(market);
        var (login, password) = ("17700007704", MemberVisitor.Password);

        Assert.Equal("member.factor-needed", (await program.PostAsync("auth/login", new { login, password })).Code);
        var signedIn = await program.PostAsync(
            "auth/login",
            new
            {
                login,
                password,
                factorCode = app.Next(),
            }
        );
        Assert.Equal(HttpStatusCode.OK, signedIn.Status);
    }

    [Fact]
    public async Task AnOfficialWithoutAFactorDecidesNothingAndIsLedToSetItUp()
    {
        var (visitor, official) = await MemberVisitor.SignedInAsync(market, "17700007705", MemberRole.Official);
        using (visitor)
        {
            using var backoffice = await visitor.GetAsync("/backoffice");
            Assert.Equal("/me/factor", visitor.Landing(backoffice));
            Assert.Contains("开始设置", await visitor.ReadAsync("/me/factor"), StringComparison.Ordinal);
        }

        Assert.Equal("member.factor-missing", Code(await ApproveAsync(official, null)));
    }

    [Fact]
    public async Task WhoDecidesHasShownACodeInThisSessionLately()
    {
        var official = await MemberVisitor.EnrolAsync(market, "17700007706", MemberRole.Official);
        var app = await AuthenticatorApp.SetUpAsync(market, official);
        var other = (await market.Services.GetRequiredService<MemberSessions>().BeginAsync(official)).Value;

        Assert.Equal("fund.unknown", Code(await ApproveAsync(official, app.SessionId)));
        Assert.Equal("member.factor-stale", Code(await ApproveAsync(official, other)));
        Assert.Equal("member.factor-stale", Code(await ApproveAsync(official, null)));
        market.Clock.Advance(MemberSession.ConfirmedFor);
        Assert.Equal("member.factor-stale", Code(await ApproveAsync(official, app.SessionId)));
        Assert.Null(await Checks.WhyNotAsync(official, app.Code, app.SessionId));
        Assert.Equal("fund.unknown", Code(await ApproveAsync(official, app.SessionId)));
    }

    [Fact]
    public async Task RolesAreDecidedOnWithAFactorOnly()
    {
        var official = await MemberVisitor.EnrolAsync(market, "17700007707", MemberRole.Official);
        var farmer = await MemberVisitor.EnrolAsync(market, "17700007708", MemberRole.Farmer);
        await using var db = OrderFixture.Db(market);
        var held = await db.Set<RoleApplication>().Where(row => row.MemberId == farmer).Select(row => row.Id).SingleAsync(Cancel);

        Assert.Equal("member.factor-missing", Code(await RevokeAsync(null)));
        var app = await AuthenticatorApp.SetUpAsync(market, official);
        Assert.Equal("member.factor-stale", Code(await RevokeAsync(null)));
        Assert.True((await RevokeAsync(app.SessionId)).IsOk);

        Task<Result<Done>> RevokeAsync(Guid? session) =>
            market.Services.GetRequiredService<RoleService>().DecideAsync(held, ApplicationAction.Revoke, "已停止经营", official, session);
    }

    [Fact]
    public async Task MembersAreLockedAndPayoutAccountsOpenedWithAFactorOnly()
    {
        var administrator = await MemberVisitor.EnrolAsync(market, "17700007721", MemberRole.Administrator);
        var official = await MemberVisitor.EnrolAsync(market, "17700007722", MemberRole.Official);
        var app = await AuthenticatorApp.SetUpAsync(market, official);

        Assert.Equal("member.factor-missing", Code(await Locks.SetAsync(administrator, official, isLocked: true)));
        Assert.Equal("member.factor-stale", Code(await Accounts.OpenAsync(official, "http://localhost/")));
        Assert.True((await Accounts.OpenAsync(official, "http://localhost/", app.SessionId)).IsOk);
    }

    [Fact]
    public async Task ACodeFromAnSmsStaysGoodUntilTheFactorIsShownToo()
    {
        const string mobile = "17700007723";
        var app = await AuthenticatorApp.SetUpAsync(market, await MemberVisitor.EnrolAsync(market, mobile));
        using var program = new ApiClient(market);
        var request = (await program.PostAsync("auth/code", new { mobile }))["request"].GetString();
        var code = await market.DigitsAsync(mobile, CodePurpose.SignIn);

        Assert.Equal(
            "member.factor-needed",
            (
                await program.PostAsync(
                    "auth/code-login",
                    new
                    {
                        mobile,
                        code,
                        request,
                        login = mobile,
                    }
                )
            ).Code
        );
        var factorCode = app.Next();
        var signedIn = await program.PostAsync(
            "auth/code-login",
            new
            {
                mobile,
                code,
                request,
                login = mobile,
                factorCode,
            }
        );
        Assert.Equal(HttpStatusCode.OK, signedIn.Status);
    }

    [Fact]
    public async Task WhatBecomesOfAFactorIsOnRecord()
    {
        var member = await MemberVisitor.EnrolAsync(market, "17700007724");
        await AuthenticatorApp.SetUpAsync(market, member);
        Assert.Equal("member.factor-wrong", (await Checks.WhyNotAsync(member, "nothing"))?.Code);

        await using var db = OrderFixture.Db(market);
        var kinds = await db.Set<Act>().Where(row => row.SubjectId == member).Select(row => row.Kind).ToListAsync(Cancel);
        Assert.Contains("security.factor-set", kinds);
        Assert.Contains("security.code-failed", kinds);
    }

    [Fact]
    public async Task ALostFactorIsResetByTwoAdministrators()
    {
        var member = await MemberVisitor.EnrolAsync(market, "17700007709");
        var lost = await AuthenticatorApp.SetUpAsync(market, member);
        var (first, second) = (
            await MemberVisitor.EnrolAsync(market, "17700007710", MemberRole.Administrator),
            await MemberVisitor.EnrolAsync(market, "17700007711", MemberRole.Administrator)
        );
        var (one, two) = (
            (await AuthenticatorApp.SetUpAsync(market, first)).SessionId,
            (await AuthenticatorApp.SetUpAsync(market, second)).SessionId
        );

        Assert.Equal("member.may-not-reset", Code(await Resets.StartAsync(member, first, null)));
        Assert.True((await Resets.StartAsync(first, member, one)).IsOk);
        Assert.Equal("member.reset-waiting", Code(await Resets.StartAsync(second, member, two)));
        Assert.Equal("member.reset-second", Code(await Resets.CompleteAsync(first, member, one)));
        Assert.True(await Checks.HasAsync(member));

        Assert.True((await Resets.CompleteAsync(second, member, two)).IsOk);

        Assert.False(await Checks.HasAsync(member));
        Assert.False(await market.Services.GetRequiredService<OpenSessions>().HasAsync(lost.SessionId));
        await using var db = OrderFixture.Db(market);
        var reset = await db.Set<FactorReset>().SingleAsync(row => row.MemberId == member, Cancel);
        Assert.Equal((first, second), (reset.StartedBy, reset.CompletedBy));
        Assert.Equal(
            "17700007709",
            (
                await db.Set<AccountMessage>()
                    .SingleAsync(row => row.MemberId == member && row.Text == AccountMessageText.FactorReset, Cancel) is
                { Text: AccountMessageText.FactorReset } told
            )
                ? told.Target
                : null
        );
    }

    private Task<Result<Done>> ApproveAsync(Guid official, Guid? session) =>
        market.Services.GetRequiredService<FundService>().ApproveAsync(Guid.CreateVersion7(), official, session);

    private static string? Code<T>(Result<T> answer) => answer.Rejections.Count == 0 ? null : answer.Rejections[0].Code;
}
