using System.Net;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Operations.Addresses;
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
        var (member, id) = await MemberVisitor.SignedInAsync(market, "17700006662");
        using var program = new ApiClient(market);
        await program.SignInAsync("17700006662", MemberVisitor.Password);
        using (administrator)
        using (member)
        {
            using var locked = await SetAsync(administrator, id, true);
            Assert.Equal(HttpStatusCode.OK, locked.StatusCode);

            using var page = await member.GetAsync("/me");
            Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
            Assert.Equal("api.unauthenticated", (await program.GetAsync("orders")).Code);
            Assert.Contains("已被平台锁定", await SignInAsync(member, MemberVisitor.Password), StringComparison.Ordinal);

            // Whoever does not know the password is not told of the lock.
            Assert.Contains("账号或密码不对", await SignInAsync(member, "wrong password"), StringComparison.Ordinal);

            using var unlocked = await SetAsync(administrator, id, false);
            using var back = await member.SignInAsync("17700006662");
            Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        }
    }

    [Fact]
    public async Task AMemberIsFoundByAFormAndTheAddressNamesThemByTheirIdOnly()
    {
        var (administrator, _) = await MemberVisitor.SignedInAsync(market, "17700006665", MemberRole.Administrator);
        var id = await MemberVisitor.EnrolAsync(market, "17700006666");
        using (administrator)
        {
            using var found = await administrator.SendAsync(OperationsAddresses.Members, "find", ("AskedLogin", "177 0000 6666"));
            var address = administrator.Landing(found)!;
            Assert.Equal($"{OperationsAddresses.Members}?member={id}", address);
            var shown = await administrator.ReadAsync(address);
            Assert.Contains("17700006666", shown, StringComparison.Ordinal);
            Assert.Contains("当面或视频看身份证", shown, StringComparison.Ordinal);

            using var unknown = await administrator.SendAsync(address, "find", ("AskedLogin", "17700006669"));
            Assert.Equal(HttpStatusCode.OK, unknown.StatusCode);
            var page = WebUtility.HtmlDecode(await unknown.Content.ReadAsStringAsync(Cancel));
            Assert.Contains("value=\"17700006669\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("17700006666", page, StringComparison.Ordinal);
            Assert.Contains("没有", await administrator.ReadAsync($"{OperationsAddresses.Members}?member={Guid.NewGuid()}"));

            // The address of before finds nobody.
            Assert.DoesNotContain(
                $"{id}",
                await administrator.ReadAsync($"{OperationsAddresses.Members}?login=17700006666"),
                StringComparison.Ordinal
            );
            Assert.DoesNotContain("某人<", await administrator.ReadAsync($"{OperationsAddresses.Members}?login=17700006666"));
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

    private static Task<HttpResponseMessage> SetAsync(MemberVisitor administrator, Guid id, bool isLocked) =>
        administrator.SendAsync($"{OperationsAddresses.Members}?member={id}", "lock", ("Form.Lock", $"{isLocked}"));

    private static async Task<string> SignInAsync(MemberVisitor member, string password)
    {
        using var answer = await member.SignInAsync("17700006662", password);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }
}
