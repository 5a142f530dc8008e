using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.Campaigns;
using AgriMarket.Web.Demo;
using AgriMarket.Web.Matching.Demands;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Tests.Demo;

public sealed class DemoMarketTests(DemoMarketApp demo) : IClassFixture<DemoMarketApp>
{
    private static readonly DateTime Now = MarketApp.Start.UtcDateTime;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryRuleOfTheMarketHoldsInIt()
    {
        await using var db = demo.Db();
        await InvariantAssert.AssertHoldAsync(db);
    }

    [Fact]
    public async Task ItHasLotsFromMostCornersOfTheCountryInEveryCategory()
    {
        await using var db = demo.Db();
        var lots = await db.Set<Lot>().ToListAsync(Cancel);
        var regions = demo.Market.Services.GetRequiredService<RegionCatalogue>();
        var produce = demo.Market.Services.GetRequiredService<ProduceCatalogue>();
        var origins = lots.Select(lot => regions.Find(lot.OriginCode)!).Distinct().ToList();

        Assert.True(lots.Count >= 60, $"{lots.Count} lots");
        Assert.True(origins.Count >= 25, $"{origins.Count} counties");
        Assert.All(origins, county => Assert.True(county.IsListed));
        Assert.True(origins.Count(county => county.UnderSupervision) >= 10);
        Assert.True(lots.Select(lot => produce.Find(lot.ProduceCode)!.Category).Distinct().Count() >= 10);
        Assert.All(lots, lot => Assert.True(lot.IsOnSale(ChinaTime.Day(Now)), lot.Remark));
        Assert.Equal(lots.Count, lots.Select(lot => lot.Remark).Distinct().Count());
    }

    [Fact]
    public async Task SomeLotsAreUrgentSomeNearlySoldAndOneIsSoldOut()
    {
        await using var db = demo.Db();
        var lots = await db.Set<Lot>().ToListAsync(Cancel);

        Assert.Contains(lots, lot => lot.AvailableGrams == 0);
        Assert.True(lots.Count(lot => lot.AvailableGrams > 0 && lot.AvailableGrams * 10 < lot.ListedGrams) >= 2);
        Assert.True(lots.Count(lot => lot.DaysLeft(ChinaTime.Day(Now)) <= 3) >= 3);
    }

    [Fact]
    public async Task ItHasFortySellersAndResidentsAndOfficials()
    {
        await using var db = demo.Db();
        var roles = await db.Set<RoleApplication>()
            .Where(row => row.Status == ApplicationStatus.Confirmed)
            .Select(row => row.Role)
            .ToListAsync(Cancel);

        Assert.Equal(40, roles.Count(role => RoleRules.Sellers.Contains(role)));
        Assert.Equal(
            (5, 1, 4, 1),
            (
                roles.Count(role => role == MemberRole.Cooperative),
                roles.Count(role => role == MemberRole.Agent),
                roles.Count(role => role == MemberRole.Official),
                roles.Count(role => role == MemberRole.Administrator)
            )
        );
        Assert.True(await db.Set<Member>().AllAsync(member => member.IsDemo, Cancel));
    }

    [Fact]
    public async Task ItHasTwoHundredOrdersOfFourteenDaysInEveryState()
    {
        await using var db = demo.Db();
        var orders = await db.Set<Order>().ToListAsync(Cancel);
        var states = orders.CountBy(order => order.Status).ToDictionary();

        Assert.Equal(DemoOrders.Count, orders.Count);
        Assert.Equal(Enum.GetValues<OrderStatus>().Order(), states.Keys.Order());
        Assert.True(states[OrderStatus.Received] > orders.Count / 2, $"{states[OrderStatus.Received]} received");
        Assert.All(orders, order => Assert.InRange(order.PlacedAt, Now.AddDays(-14), Now));
        Assert.True(orders.Select(order => ChinaTime.Day(order.PlacedAt)).Distinct().Count() >= 13);
    }

    [Fact]
    public async Task ItsFundsWereApprovedByAnotherOfficialAndPayForOrders()
    {
        await using var db = demo.Db();
        var funds = await db.Set<Fund>().ToListAsync(Cancel);
        var paid = await db.Set<Grant>().GroupBy(grant => grant.Kind).Select(kind => kind.Key).ToListAsync(Cancel);

        Assert.Equal(2, funds.Count);
        Assert.All(funds, fund => Assert.True(fund.Status == FundStatus.Open && fund.ApprovedBy != fund.ProposedBy));
        Assert.Equal([SchemeKind.ShippingPerOrder, SchemeKind.PercentOfGoods, SchemeKind.PerKilogram], paid.Order());
    }

    [Fact]
    public async Task ItsCampaignsRunAndHaveSoldSomething()
    {
        await using var db = demo.Db();
        var campaigns = await db.Set<Campaign>().ToListAsync(Cancel);
        var figures = await db.FiguresAsync([.. campaigns.Select(campaign => campaign.Id)]);

        Assert.Equal(2, campaigns.Count);
        Assert.All(campaigns, campaign => Assert.True(campaign.IsRunning(ChinaTime.Day(Now)) && campaign.Story.Length > 500));
        Assert.Single(campaigns, campaign => campaign.FundId is not null);
        Assert.All(figures, figure => Assert.True(figure is { SoldGrams: > 0, Households: > 1, GrantedFen: > 0 }));
    }

    [Fact]
    public async Task ItsCanteenAsksForWhatItsFarmsHaveAndOneDemandComesAgain()
    {
        await using var db = demo.Db();
        var demands = await db.Set<Demand>().AsNoTracking().ToListAsync(Cancel);
        var views = demands.ConvertAll(demand => new DemandView(demand, 0, 0, 0));

        Assert.InRange(demands.Count, 2, 3);
        Assert.Single(demands, demand => demand.Terms.EveryDays > 0);
        foreach (var view in views)
        {
            Assert.NotEqual(0, (await demo.Market.Services.GetRequiredService<ConsideredLots>().OfAsync(view))!.Fitting);
        }
    }

    [Fact]
    public async Task ItsFarmersMoneyGoesEveryWay()
    {
        await using var db = demo.Db();
        var accounts = await db.Set<PayoutAccount>().Select(account => account.MemberId).ToListAsync(Cancel);
        var choices = await db.Set<PayeeChoice>().ToListAsync(Cancel);
        var sellers = await db.Set<RoleApplication>()
            .Where(row => RoleRules.Sellers.Contains(row.Role) && row.Status == ApplicationStatus.Confirmed)
            .Select(row => row.MemberId)
            .ToListAsync(Cancel);

        Assert.Equal((36, 3), (sellers.Intersect(accounts).Count(), choices.Count));
        Assert.Single(choices, choice => choice.AgreedAt is null);
        Assert.Single(sellers.Except(accounts).Except(choices.Select(choice => choice.FarmerId)));
        Assert.All(choices, choice => Assert.Contains(choice.PayeeId, accounts));
    }

    [Fact]
    public async Task AnyOfItsMembersCanSignInWithTheOnePassword()
    {
        await using var db = demo.Db();
        var hasher = new Microsoft.AspNetCore.Identity.PasswordHasher<Member>();
        var member = await db.Set<Member>().OrderBy(row => row.UserName).LastAsync(Cancel);

        Assert.Equal(
            Microsoft.AspNetCore.Identity.PasswordVerificationResult.Success,
            hasher.VerifyHashedPassword(member, member.PasswordHash!, DemoMembers.Password)
        );
    }

    [Fact]
    public async Task ItIsMadeOnce()
    {
        await demo.Market.Services.SeedDemoAsync();

        await using var db = demo.Db();
        Assert.Equal(DemoOrders.Count, await db.Set<Order>().CountAsync(Cancel));
    }

    [Fact]
    public async Task ProductionRefusesItWithASentence()
    {
        await using var production = new MarketApp(Environments.Production, ("Demo:Seed", "true"));

        var refused = Assert.Throws<OptionsValidationException>(() =>
            production.Services.GetRequiredService<IOptions<DemoOptions>>().Value
        );

        Assert.Contains("Demo__Seed=false", refused.Message, StringComparison.Ordinal);
    }
}
