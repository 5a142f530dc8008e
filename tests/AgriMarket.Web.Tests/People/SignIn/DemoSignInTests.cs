using System.Net;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.People.SignIn;

public sealed class DemoSignInTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task InDevelopmentOneClickSignsInAsADemoMemberAndAsNobodyElse()
    {
        await using var market = new MarketApp();
        var (demo, real) = (await MemberVisitor.EnrolAsync(market, "13800000011"), await MemberVisitor.EnrolAsync(market, "13800000012"));
        await MakeDemoAsync(market, demo);
        using var visitor = new MemberVisitor(market);
        var token = await visitor.TokenAsync("/sign-in");

        using var refused = await visitor.PostAsync("/demo/sign-in", ("memberId", $"{real}"), ("__RequestVerificationToken", token));
        using var signedIn = await visitor.PostAsync(
            "/demo/sign-in",
            ("memberId", $"{demo}"),
            ("returnTo", "/me"),
            ("__RequestVerificationToken", token)
        );

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Redirect), (refused.StatusCode, signedIn.StatusCode));
    }

    [Fact]
    public async Task InProductionThereIsNone()
    {
        await using var market = new MarketApp(Environments.Production);
        var demo = await MemberVisitor.EnrolAsync(market, "13800000013");
        await MakeDemoAsync(market, demo);
        using var visitor = new MemberVisitor(market);

        using var answer = await visitor.PostAsync(
            "/demo/sign-in",
            ("memberId", $"{demo}"),
            ("__RequestVerificationToken", await visitor.TokenAsync("/sign-in"))
        );

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("/demo/", await visitor.Http.GetStringAsync("/sign-in", Cancel), StringComparison.Ordinal);
    }

    private static async Task MakeDemoAsync(MarketApp market, Guid id)
    {
        await using var db = await market.Services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync(Cancel);
        await db.Set<Member>()
            .Where(member => member.Id == id)
            .ExecuteUpdateAsync(row => row.SetProperty(member => member.IsDemo, true), Cancel);
    }
}
