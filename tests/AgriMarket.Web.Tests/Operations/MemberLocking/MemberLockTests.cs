using System.Net;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Operations.MemberLocking;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Operations.MemberLocking;

public sealed class MemberLockTests(ApiMarket api) : IClassFixture<ApiMarket>
{
    private readonly MarketApp market = api.App;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ALockedMemberIsOutEverywhereAtOnceUntilTheyAreLetInAgain()
    {
        var (administrator, _) = await MemberVisitor.SignedInAsync(market, "17700006661", MemberRole.Administrator);
        var (member, _) = await MemberVisitor.SignedInAsync(market, "17700006662");
        using var program = new ApiClient(market);
        await program.SignInAsync("17700006662", MemberVisitor.Password);
        using (administrator)
        using (member)
        {
            Assert.Contains(
                "某人",
                await administrator.ReadAsync("/backoffice/member-locks?login=177+0000+6662"),
                StringComparison.Ordinal
            );
            using var locked = await SetAsync(administrator, "17700006662", true);
            Assert.Equal(HttpStatusCode.OK, locked.StatusCode);

            using var page = await member.GetAsync("/me");
            Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
            Assert.Equal("api.unauthenticated", (await program.GetAsync("orders")).Code);
            Assert.Contains("已被平台锁定", await SignInAsync(member, MemberVisitor.Password), StringComparison.Ordinal);

            // Whoever does not know the password is not told of the lock.
            Assert.Contains("账号或密码不对", await SignInAsync(member, "wrong password"), StringComparison.Ordinal);

            using var unlocked = await SetAsync(administrator, "17700006662", false);
            using var back = await member.SignInAsync("17700006662");
            Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        }
    }

    [Fact]
    public async Task OnlyAnAdministratorLocksAndNobodyLocksThemselves()
    {
        var (official, administrator) = (
            await MemberVisitor.EnrolAsync(market, "17700006663", MemberRole.Official),
            await MemberVisitor.EnrolAsync(market, "17700006664", MemberRole.Administrator)
        );
        var locks = market.Services.GetRequiredService<MemberLocks>();

        Assert.Equal("member.may-not-lock", (await locks.SetAsync(official, administrator, true)).Rejections[0].Code);
        Assert.Equal("member.lock-self", (await locks.SetAsync(administrator, administrator, true)).Rejections[0].Code);
        Assert.Equal("member.unknown", (await locks.FindAsync("17700006669", "Login")).Rejections[0].Code);
    }

    private static Task<HttpResponseMessage> SetAsync(MemberVisitor administrator, string login, bool isLocked) =>
        administrator.SendAsync($"/backoffice/member-locks?login={login}", "lock", ("Form.Lock", $"{isLocked}"));

    private static async Task<string> SignInAsync(MemberVisitor member, string password)
    {
        using var answer = await member.SignInAsync("17700006662", password);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }
}
