using System.Security.Claims;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.Lots;
using AgriMarket.Web.Trade.Orders;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Tests.Support;

/// <summary>Farmers, buyers, lots and paid orders for tests, all made through the market's own services.</summary>
internal sealed class FarmFixture(MarketApp market)
{
    public const string Potato = "TB001";

    /// <summary>雷山县 in 贵州省.</summary>
    public const string Leishan = "522634";

    /// <summary>Confirmed for everybody who joins here.</summary>
    public const string Village = "羊排村";

    public const string Mobile = "13812345678";

    private static readonly Address Beijing = new("王小明", Mobile, "110101", "王府井大街 1 号");

    private DateTime Now => market.Clock.GetUtcNow().UtcDateTime;

    public T Get<T>()
        where T : notnull => market.Services.GetRequiredService<T>();

    /// <summary>As a page gets it.</summary>
    public T GetScoped<T>()
        where T : notnull => market.Services.CreateScope().ServiceProvider.GetRequiredService<T>();

    /// <summary>A member with these confirmed roles; without any a plain resident.</summary>
    public Task<Member> JoinAsync(params MemberRole[] roles) => JoinAsync(roles, Leishan);

    public async Task<Member> JoinAsync(MemberRole[] roles, string regionCode)
    {
        // Its few buyers order all day.
        OrderFixture.LiftLimitsOfUnpaidOrders(market.Services);
        var id = Guid.CreateVersion7();
        var name = id.ToString("N");
        var member = new Member
        {
            Id = id,
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            DisplayName = "杨阿婆",
            JoinedAt = Now,
            SecurityStamp = name,
        };
        member.Verify(ContactKind.Mobile, VerifiedMobiles.Next(), Now);
        await Get<MarketWriter>()
            .RunAsync<Done>(async scope =>
            {
                scope.Db.Add(member);
                foreach (var role in roles)
                {
                    scope.Db.AddConfirmed(id, role, "阿婆土豆", regionCode, Now, Village);
                }

                await scope.Db.SaveChangesAsync();
                return Done.Instance;
            });
        return member;
    }

    /// <summary>A lot of 100 斤 of potatoes at 2.00 yuan.</summary>
    public async Task<Guid> ListAsync(Member farmer, string household = "")
    {
        var today = ChinaTime.Day(Now);
        var listed = await Get<LotService>()
            .ListAsync(
                new ListingIntent(
                    Guid.CreateVersion7(),
                    farmer.Id,
                    "阿婆土豆",
                    household,
                    Potato,
                    "",
                    Leishan,
                    Village,
                    SaleKind.Loose,
                    Weights.JinGrams,
                    200,
                    100 * Weights.JinGrams,
                    today,
                    today.AddDays(20)
                )
            );
        return listed.Value;
    }

    /// <summary>An order of a lot, paid for.</summary>
    public async Task<Guid> BuyAsync(Member buyer, Guid lotId, long grams)
    {
        var id = await OrderAsync(buyer, lotId, grams);
        Assert.True((await Get<SandboxBank>().FinishAsync(id, buyer.Id, SandboxOutcome.Succeed)).IsOk);
        return id;
    }

    /// <summary>An order of a lot that nobody has paid for.</summary>
    public async Task<Guid> OrderAsync(Member buyer, Guid lotId, long grams) =>
        (
            await Get<OrderService>()
                .PlaceAsync(new OrderIntent(Guid.CreateVersion7(), buyer.Id, [new WantedLine(lotId, grams)], Beijing, null))
        ).Value;

    /// <summary>A browser in which this member is signed in.</summary>
    public async Task<HttpClient> BrowseAsync(Member member)
    {
        await using var scope = market.Services.CreateAsyncScope();
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Member>>().CreateAsync(member);
        ((ClaimsIdentity)principal.Identity!).AddClaim(await market.SessionAsync(member.Id));
        var cookies = Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var ticket = new AuthenticationTicket(
            principal,
            new AuthenticationProperties { IssuedUtc = market.Clock.GetUtcNow(), ExpiresUtc = market.Clock.GetUtcNow().AddHours(1) },
            IdentityConstants.ApplicationScheme
        );
        var client = market.CreateClient();
        client.DefaultRequestHeaders.Add("Cookie", $"{cookies.Cookie.Name}={cookies.TicketDataFormat.Protect(ticket)}");
        return client;
    }
}
