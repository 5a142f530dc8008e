using AgriMarket.Domain.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Bugs;

/// <summary>A farmer who signed in landed in the shop, and the bar at the foot of a phone had no way to the farm.</summary>
public sealed class WhereWorkBeginsTests(MarketApp market) : IClassFixture<MarketApp>
{
    [Theory]
    [InlineData("13800001501", MemberRole.Farmer, "/farm")]
    [InlineData("13800001502", MemberRole.Cooperative, "/farm")]
    [InlineData("13800001503", MemberRole.Official, "/backoffice")]
    [InlineData("13800001504", MemberRole.Institution, "/demands")]
    [InlineData("13800001505", MemberRole.Administrator, "/backoffice")]
    public async Task WhoWorksHereBeginsAtTheirWork(string login, MemberRole role, string begins)
    {
        await MemberVisitor.EnrolAsync(market, login, role);
        using var visitor = new MemberVisitor(market);
        using var signedIn = await visitor.SignInAsync(login, page: "/sign-in?returnTo=%2F");
        using var led = await visitor.GetAsync(visitor.Landing(signedIn)!);

        Assert.Equal(begins, visitor.Landing(led));
        Assert.Contains($"href=\"{begins}\"", await BottomBarAsync(visitor), StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/help-sell\"", await BottomBarAsync(visitor), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AResidentBeginsInTheShopAndEverybodyReturnsToWhereTheyWere()
    {
        await MemberVisitor.EnrolAsync(market, "13800001506");
        using var resident = new MemberVisitor(market);
        using var signedIn = await resident.SignInAsync("13800001506");
        using var led = await resident.GetAsync(resident.Landing(signedIn)!);
        Assert.Equal("/", resident.Landing(led));
        Assert.Contains("href=\"/help-sell\"", await BottomBarAsync(resident), StringComparison.Ordinal);

        await MemberVisitor.EnrolAsync(market, "13800001507", MemberRole.Farmer);
        using var farmer = new MemberVisitor(market);
        using var back = await farmer.SignInAsync("13800001507", page: "/sign-in?returnTo=%2Fcheckout");
        Assert.Equal("/checkout", farmer.Landing(back));
    }

    private static async Task<string> BottomBarAsync(MemberVisitor visitor)
    {
        var page = await visitor.ReadAsync("/campaigns");
        var begins = page.IndexOf("class=\"bottom-bar\"", StringComparison.Ordinal);
        return page[begins..page.IndexOf("</nav>", begins, StringComparison.Ordinal)];
    }
}
