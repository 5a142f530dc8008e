using System.Security.Claims;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Farm.Listing;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace AgriMarket.Web.Tests.Farm.Listing;

/// <summary>The questions themselves, rendered over the real market.</summary>
public sealed class SellPageTests : BunitContext, IClassFixture<MarketApp>
{
    private readonly MarketApp market;
    private readonly FarmFixture scene;
    private readonly BunitAuthorizationContext signedIn;
    private Member? farmer;

    public SellPageTests(MarketApp market)
    {
        (this.market, scene) = (market, new FarmFixture(market));
        Services.AddMudServices();
        Services.AddLocalization();
        signedIn = AddAuthorization();
        Services.AddMarket(market);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    [Theory]
    [InlineData("", "请填价钱")]
    [InlineData("一块八", "这不是价钱")]
    [InlineData("0", "要大于 0")]
    [InlineData("-3", "要大于 0")]
    [InlineData("1000000", "是不是多打了几个零")]
    public async Task AWrongPriceKeepsWhatWasTypedAndSaysWhatIsWrong(string typed, string sentence)
    {
        var page = await OpenAtPriceAsync();

        page.Find("#price").Input(typed);
        page.Find("form").Submit();

        Assert.Contains(sentence, page.WaitForElement("#price-wrong").TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, page.Find("#price").GetAttribute("value"));
        Assert.Equal("true", page.Find("#price").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task ASentenceGoesOnceTheAnswerChanges()
    {
        var page = await OpenAtPriceAsync();
        page.Find("#price").Input("0");
        page.Find("form").Submit();
        page.WaitForElement("#price-wrong");

        page.Find("#price").Input("1.80");

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("#price-wrong")));
        Assert.Contains("¥180.00", page.Markup, StringComparison.Ordinal);
    }

    /// <summary>A reload began the listing anew.</summary>
    [Fact]
    public async Task APageThatIsLoadedAnewGoesOnWithTheAnswersOfBefore()
    {
        var page = await OpenAtPriceAsync();
        page.Find("#price").Input("1.80");
        var kept = page.Find("[data-kept=listing]").GetAttribute("data-value")!;

        var again = await OpenAgainAsync();
        again.WaitForElement("[data-kept=listing]").Change(kept);

        Assert.Equal("1.80", again.WaitForElement("#price").GetAttribute("value"));
        Assert.Contains("¥180.00", again.Markup, StringComparison.Ordinal);
        Assert.Equal("3", again.Find("[data-at-step]").GetAttribute("data-at-step"));
    }

    [Theory]
    [InlineData("}", "")]
    [InlineData("\"Price\":\"\"", "\"Price\":null")]
    [InlineData("\"SaleKind\":0", "\"SaleKind\":7")]
    [InlineData("\"IsListed\":false", "\"IsListed\":true")]
    [InlineData("\"ProduceCode\":\"TB001\"", "\"ProduceCode\":\"XX001\"")]
    [InlineData("\"WeightUnitGrams\":500", "\"WeightUnitGrams\":0")]
    public async Task WhatIsNoListingIsNotTakenForOne(string part, string wrong)
    {
        var kept = (await OpenAtPriceAsync()).Find("[data-kept=listing]").GetAttribute("data-value")!;
        Assert.Contains(part, kept, StringComparison.Ordinal);
        var page = await OpenAgainAsync();

        page.WaitForElement("[data-kept=listing]").Change(kept.Replace(part, wrong, StringComparison.Ordinal));

        Assert.NotEmpty(page.FindAll("#search"));
    }

    /// <summary>Back left the listing and lost it; each question has an address now.</summary>
    [Theory]
    [InlineData("2", "#quantity", "2")]
    [InlineData("1", "#search", "1")]
    [InlineData("6", "#remark", "6")]
    [InlineData("-3", "#search", "1")]
    [InlineData("99", "#remark", "6")]
    [InlineData("abc", "#price", "3")]
    public async Task ABrowserGoesBackAndForwardThroughTheQuestions(string asked, string field, string step)
    {
        var page = await OpenAtPriceAsync();

        page.Find("[data-at-step]").Change(asked);

        page.WaitForElement(field);
        Assert.Equal(step, page.Find("[data-at-step]").GetAttribute("data-at-step"));
    }

    [Fact]
    public async Task NoQuestionComesBeforeTheKind()
    {
        var page = await OpenAsync(MemberRole.Farmer);

        page.Find("[data-at-step]").Change("4");

        Assert.NotEmpty(page.FindAll("#search"));
    }

    [Fact]
    public async Task WhatIsListedIsNoLongerKept()
    {
        var page = await OpenAtPriceAsync();
        Assert.NotEqual("", page.Find("[data-kept=listing]").GetAttribute("data-value"));
        page.Find("#price").Input("1.80");
        for (var step = 3; step < SellForm.LastStep; step++)
        {
            page.Find("form").Submit();
            page.WaitForAssertion(() => Assert.Equal($"{step + 1}", page.Find("[data-at-step]").GetAttribute("data-at-step")));
        }

        page.Find("form").Submit();

        page.WaitForElement(".done");
        Assert.Equal("", page.Find("[data-kept=listing]").GetAttribute("data-value"));
    }

    /// <summary>A second lot of what is still on sale was listed without a word, with the quantity of the first one filled in.</summary>
    [Fact]
    public async Task ASecondLotOfWhatIsStillOnSaleIsAskedAbout()
    {
        var page = await OpenAsync(MemberRole.Farmer);
        var lotId = await scene.ListAsync(farmer!);
        page = await OpenAgainAsync();

        Choose(page, "tudou");

        Assert.Contains("您还有 100 ", page.WaitForElement("h1").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#quantity"));
        Assert.Equal($"/farm/lots/{lotId}?more=1", page.Find("a.button.primary").GetAttribute("href"));

        page.Find("button.button.wide").Click();

        Assert.Equal("", page.WaitForElement("#quantity").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task WhatIsSoldOutIsNotAskedAboutAndItsQuantityIsProposed()
    {
        await OpenAsync(MemberRole.Farmer);
        await market.SellOutAsync(await scene.ListAsync(farmer!));
        var page = await OpenAgainAsync();

        Choose(page, "tudou");

        Assert.Equal("100", page.WaitForElement("#quantity").GetAttribute("value"));
    }

    [Fact]
    public async Task AnotherHouseholdsLotIsNotAskedAboutAndTheSameOnesIs()
    {
        var page = await OpenAsync(MemberRole.Cooperative);
        await scene.ListAsync(farmer!, "龙阿婆");
        page = await OpenAgainAsync();
        Choose(page, "tudou");
        page.WaitForElement("#quantity").Input("100");
        page.Find("[data-at-step]").Change("4");
        page.WaitForElement("#household").Input("吴大爷");
        page.Find("form").Submit();
        page.WaitForElement("#ready");
        page.Find("[data-at-step]").Change("4");
        page.WaitForElement("#household").Input(" 龙阿婆 ");

        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("您还有", page.Find("h1").TextContent, StringComparison.Ordinal));
    }

    private static void Choose(IRenderedComponent<SellPage> page, string typed)
    {
        page.WaitForElement("#search").Input(typed);
        page.WaitForElements(".kind")[0].Click();
    }

    /// <summary>The page loaded anew, for the same farmer.</summary>
    private async Task<IRenderedComponent<SellPage>> OpenAgainAsync()
    {
        await DisposeComponentsAsync();
        return Render<SellPage>();
    }

    private async Task<IRenderedComponent<SellPage>> OpenAsync(MemberRole role)
    {
        farmer = await scene.JoinAsync(role);
        signedIn.SetAuthorized("farmer").SetClaims(new Claim(ClaimTypes.NameIdentifier, farmer.Id.ToString()));
        var page = Render<SellPage>();
        page.WaitForElement("#search");
        return page;
    }

    /// <summary>The page at its third question, a hundred 斤 of potatoes answered.</summary>
    private async Task<IRenderedComponent<SellPage>> OpenAtPriceAsync()
    {
        var page = await OpenAsync(MemberRole.Farmer);
        Choose(page, "tudou");
        page.WaitForElement("#quantity").Input("100");
        page.Find("form").Submit();
        page.WaitForElement("#price");
        return page;
    }
}
