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
    private readonly FarmFixture scene;
    private readonly BunitAuthorizationContext signedIn;

    public SellPageTests(MarketApp market)
    {
        scene = new FarmFixture(market);
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

    /// <summary>The page at its third question, a hundred 斤 of potatoes answered.</summary>
    private async Task<IRenderedComponent<SellPage>> OpenAtPriceAsync()
    {
        var farmer = await scene.JoinAsync(MemberRole.Farmer);
        signedIn.SetAuthorized("farmer").SetClaims(new Claim(ClaimTypes.NameIdentifier, farmer.Id.ToString()));
        var page = Render<SellPage>();
        page.WaitForElement("#search").Input("tudou");
        page.WaitForElements(".kind")[0].Click();
        page.WaitForElement("#quantity").Input("100");
        page.Find("form").Submit();
        page.WaitForElement("#price");
        return page;
    }
}
