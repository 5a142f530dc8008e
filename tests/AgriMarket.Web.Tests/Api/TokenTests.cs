using System.Net;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Roles;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.People.SignIn;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Api;

public sealed class TokenTests(ApiMarket market) : IClassFixture<ApiMarket>
{
    private static readonly Guid Nothing = Guid.CreateVersion7();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WithoutATokenNobodyIsKnown()
    {
        using var visitor = new ApiClient(market.App);

        var answer = await visitor.GetAsync($"orders/{Nothing}");

        Assert.Equal((HttpStatusCode.Unauthorized, "api.unauthenticated"), (answer.Status, answer.Code));
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task ACookieIsNoToken()
    {
        var (visitor, _) = await MemberVisitor.SignedInAsync(market.App, "13900000031");
        using (visitor)
        {
            using var page = await visitor.GetAsync("/me");
            using var api = await visitor.GetAsync($"/api/v1/orders/{Nothing}");

            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
        }
    }

    [Fact]
    public async Task SigningInForATokenSetsNoCookie()
    {
        await MemberVisitor.EnrolAsync(market.App, "13900000032");
        using var caller = new ApiClient(market.App);

        var answer = await caller.PostAsync("auth/login", new { login = "13900000032", password = MemberVisitor.Password });

        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    /// <summary>What is remembered of a member once gathered the sessions of all calls: a call could be of another one.</summary>
    [Fact]
    public async Task ACallIsOfItsOwnSessionWhateverIsRememberedOfItsMember()
    {
        await MemberVisitor.EnrolAsync(market.App, "13900000036");
        using var caller = new ApiClient(market.App);
        var tokens = new List<string>();
        foreach (var _ in (int[])[1, 2])
        {
            var answer = await caller.PostAsync("auth/login", new { login = "13900000036", password = MemberVisitor.Password });
            tokens.Add(answer["accessToken"].GetString()!);
        }

        var first = await Task.WhenAll(tokens.Select(SessionsAsync));
        var again = await Task.WhenAll(tokens.Select(SessionsAsync));

        Assert.All(first, sessions => Assert.Single(sessions));
        Assert.Equal(first, again);
        Assert.NotEqual(first[0], first[1]);
    }

    private async Task<string[]> SessionsAsync(string token)
    {
        await using var scope = market.App.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Headers.Authorization = $"Bearer {token}";
        var answer = await context.AuthenticateAsync(IdentityConstants.BearerScheme);
        return [.. answer.Principal!.FindAll(MemberClaims.Session).Select(claim => claim.Value)];
    }

    [Fact]
    public async Task AResidentMayNotOfferLots()
    {
        using var resident = await ApiClient.SignedInAsync(market);

        var answer = await resident.PostAsync("lots", ApiClient.Potatoes(Guid.CreateVersion7(), 10_000));

        Assert.Equal((HttpStatusCode.Forbidden, "api.forbidden"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task AWrongPasswordAndAnUnknownLoginAreToldAlike()
    {
        await MemberVisitor.EnrolAsync(market.App, "13900000033");
        using var caller = new ApiClient(market.App);

        var wrong = await caller.PostAsync("auth/login", new { login = "13900000033", password = "something else" });
        var unknown = await caller.PostAsync("auth/login", new { login = "13900000034", password = "something else" });

        Assert.Equal((HttpStatusCode.Unauthorized, "member.sign-in-failed"), (wrong.Status, wrong.Code));
        Assert.Equal(wrong.Body.GetRawText(), unknown.Body.GetRawText());
    }

    [Fact]
    public async Task ARefreshTokenGivesNewTokensAndNothingElseDoes()
    {
        using var caller = await ApiClient.SignedInAsync(market);

        caller.Take(await caller.PostAsync("auth/refresh", new { refreshToken = caller.RefreshToken }));
        Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync($"orders/{Nothing}")).Status);
        var nonsense = await caller.PostAsync("auth/refresh", new { refreshToken = "nonsense" });

        Assert.Equal((HttpStatusCode.Unauthorized, "member.refresh-failed"), (nonsense.Status, nonsense.Code));
    }

    [Fact]
    public async Task ATokenEndsAfterAnHourAndIsRefreshed()
    {
        await using var own = new ApiMarket();
        using var caller = await ApiClient.SignedInAsync(own);
        own.App.Clock.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal(HttpStatusCode.Unauthorized, (await caller.GetAsync($"orders/{Nothing}")).Status);
        caller.Take(await caller.PostAsync("auth/refresh", new { refreshToken = caller.RefreshToken }));
        Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync($"orders/{Nothing}")).Status);
    }

    [Fact]
    public async Task ARoleTakenAwayEndsWhatATokenMayDoWithinAMinute()
    {
        await using var own = new ApiMarket();
        using var farmer = await ApiClient.SignedInAsync(own, MemberRole.Farmer);
        await farmer.OfferAsync(10_000);
        var administrator = await MemberVisitor.EnrolAsync(own.App, "13800000099", MemberRole.Administrator);
        await using (var db = AgriMarket.Web.Tests.Support.OrderFixture.Db(own.App))
        {
            var held = await db.Set<RoleApplication>().SingleAsync(row => row.MemberId == farmer.Id, Cancel);
            var roles = own.App.Services.GetRequiredService<RoleService>();
            Assert.True((await roles.DecideAsync(held.Id, ApplicationAction.Revoke, "不再种地", administrator)).IsOk);
        }

        // At once the market itself no longer knows a seller, whatever the token still says.
        Assert.Equal("lot.not-seller", (await farmer.PostAsync("lots", ApiClient.Potatoes(Guid.CreateVersion7(), 10_000))).Code);
        own.App.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("api.forbidden", (await farmer.PostAsync("lots", ApiClient.Potatoes(Guid.CreateVersion7(), 10_000))).Code);
    }

    [Fact]
    public async Task ANewPasswordEndsTokensAndTheirRefreshing()
    {
        await using var own = new ApiMarket();
        using var caller = await ApiClient.SignedInAsync(own);
        Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync($"orders/{Nothing}")).Status);
        await using (var scope = own.App.Services.CreateAsyncScope())
        {
            var changed = await scope
                .ServiceProvider.GetRequiredService<MemberService>()
                .ChangePasswordAsync(caller.Id, new(MemberVisitor.Password, "battery staple"));
            Assert.True(changed.IsOk);
        }

        Assert.Equal("member.refresh-failed", (await caller.PostAsync("auth/refresh", new { refreshToken = caller.RefreshToken })).Code);
        own.App.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("api.unauthenticated", (await caller.GetAsync($"orders/{Nothing}")).Code);
    }

    [Fact]
    public async Task MoreMembersThanAreRememberedAreAllKnown()
    {
        const int Room = 2;
        await using var own = new ApiMarket();
        var tokens = own.App.Services.GetRequiredService<MemberTokens>();
        tokens.Most = Room;
        var callers = new List<ApiClient>();
        for (var member = 0; member <= Room; member++)
        {
            callers.Add(await ApiClient.SignedInAsync(own));
        }

        // The second time round the first ones have been forgotten.
        foreach (var caller in callers.Concat(callers))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync($"orders/{Nothing}")).Status);
            Assert.InRange(tokens.Count, 1, Room);
        }

        callers.ForEach(caller => caller.Dispose());
    }

    [Fact]
    public async Task SigningInIsCountedByAddress()
    {
        await using var strict = new MarketApp(Environments.Development, ("Members:SignInsPerMinute", "2"));
        using var caller = new ApiClient(strict);
        object request = new { login = "13900000039", password = "something else" };
        await caller.PostAsync("auth/login", request);
        await caller.PostAsync("auth/login", request);

        var answer = await caller.PostAsync("auth/login", request);

        Assert.Equal((HttpStatusCode.TooManyRequests, "api.too-many"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Headers.RetryAfter);
    }
}
