using System.Net;
using System.Security.Claims;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Matching.Shortfalls;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace AgriMarket.Web.Tests.Matching.Shortfalls;

/// <summary>The page itself, rendered over the real market.</summary>
public sealed class ShortfallPageTests : BunitContext, IClassFixture<MarketApp>
{
    private readonly FarmFixture scene;
    private readonly BunitAuthorizationContext signedIn;

    public ShortfallPageTests(MarketApp market)
    {
        scene = new FarmFixture(market);
        Services.AddMudServices();
        Services.AddLocalization();
        signedIn = AddAuthorization();
        Services.AddMarket(market);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task HeSeesWhoGetsHowMuchBeforeAnythingHappensAndNothingTypedIsLost()
    {
        var (farmer, buyer) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync());
        var lotId = await scene.ListAsync(farmer);
        await scene.BuyAsync(buyer, lotId, 5_000);
        await scene.OrderAsync(buyer, lotId, 10_000);
        var page = Open(farmer, lotId);
        page.WaitForElement("#left").Input("31");
        page.Find("form").Submit();

        Assert.Contains("一共只答应了 30 ", page.WaitForElement("#left-wrong").TextContent, StringComparison.Ordinal);
        Assert.Contains("请写明原因", page.Find("#note-wrong").TextContent, StringComparison.Ordinal);
        Assert.Equal("31", page.Find("#left").GetAttribute("value"));

        page.Find("#left").Input("15");
        page.Find("#note").Input("下了冰雹");
        page.Find("form").Submit();

        Assert.Equal(["10 jin", "5 jin"], Gets(page));
        Assert.Equal(LotStatus.Open, (await PromisesAsync(farmer, lotId)).Lot.Status);
        page.FindAll(".row button")[1].Click();
        Assert.Equal(("15", "下了冰雹"), (page.WaitForElement("#left").GetAttribute("value"), page.Find("#note").GetAttribute("value")));

        page.Find("form").Submit();
        page.WaitForElement("button.danger").Click();

        page.WaitForElement("[role=status]");
        Assert.Contains("付款后退差额", page.Markup, StringComparison.Ordinal);
        Assert.Contains("已退 5 jin", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form"));
        var promises = await PromisesAsync(farmer, lotId);
        Assert.Equal((LotStatus.Closed, 7_500), (promises.Lot.Status, promises.Latest!.Shortfall.LeftGrams));
    }

    [Fact]
    public async Task WhatChangesWhileHeLooksIsShownAnewAndNotSaid()
    {
        var (farmer, buyer) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync());
        var lotId = await scene.ListAsync(farmer);
        await scene.BuyAsync(buyer, lotId, 10_000);
        var page = Open(farmer, lotId);
        page.WaitForElement("#left").Input("10");
        page.Find("#note").Input("下了冰雹");
        page.Find("form").Submit();
        Assert.Equal(["10 jin"], Gets(page));

        await scene.BuyAsync(buyer, lotId, 10_000);

        page.WaitForAssertion(() => Assert.Equal(["5 jin", "5 jin"], Gets(page)));
        Assert.Null((await PromisesAsync(farmer, lotId)).Latest);
    }

    [Fact]
    public async Task WithoutOrdersThePageSaysWhatToDo()
    {
        var farmer = await scene.JoinAsync(MemberRole.Farmer);
        var lotId = await scene.ListAsync(farmer);

        var page = Open(farmer, lotId);

        Assert.Equal($"/farm/lots/{lotId}", page.WaitForElement(".empty-state a").GetAttribute("href"));
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public async Task ItIsTheSellersOwnPageAndHisLotLeadsToIt()
    {
        var (farmer, buyer, stranger) = (
            await scene.JoinAsync(MemberRole.Farmer),
            await scene.JoinAsync(),
            await scene.JoinAsync(MemberRole.Farmer)
        );
        var lotId = await scene.ListAsync(farmer);
        var address = $"/farm/lots/{lotId}/shortfall";
        using var own = await scene.BrowseAsync(farmer);
        Assert.DoesNotContain(address, await own.GetStringAsync($"/farm/lots/{lotId}", Cancel), StringComparison.Ordinal);
        await scene.BuyAsync(buyer, lotId, 5_000);

        Assert.Contains(address, await own.GetStringAsync($"/farm/lots/{lotId}", Cancel), StringComparison.Ordinal);
        Assert.Contains("按比例分", await own.GetStringAsync(address, Cancel), StringComparison.Ordinal);
        using var other = await scene.BrowseAsync(stranger);
        Assert.Contains("没有找到这个批次", await other.GetStringAsync(address, Cancel), StringComparison.Ordinal);
        using var resident = await scene.BrowseAsync(buyer);
        Assert.NotEqual(HttpStatusCode.OK, (await resident.GetAsync(address, Cancel)).StatusCode);
    }

    private IRenderedComponent<ShortfallPage> Open(AgriMarket.Web.People.Members.Member farmer, Guid lotId)
    {
        signedIn.SetAuthorized("farmer").SetClaims(new Claim(ClaimTypes.NameIdentifier, farmer.Id.ToString()));
        return Render<ShortfallPage>(parameters => parameters.Add(it => it.Id, lotId));
    }

    private async Task<LotPromises> PromisesAsync(AgriMarket.Web.People.Members.Member farmer, Guid lotId) =>
        (await scene.Get<ShortfallReads>().PromisesAsync(lotId, farmer.Id))!;

    /// <summary>What each order gets, from top to bottom.</summary>
    private static string[] Gets(IRenderedComponent<ShortfallPage> page)
    {
        page.WaitForElement("table");
        return [.. page.FindAll("tbody strong").Select(gets => gets.TextContent)];
    }
}
