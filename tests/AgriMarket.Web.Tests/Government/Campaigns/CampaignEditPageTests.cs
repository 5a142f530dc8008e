using System.Globalization;
using System.Security.Claims;
using AgriMarket.Domain.Campaigns;
using AgriMarket.Web.Farm.LotEditing;
using AgriMarket.Web.Government.Campaigns;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace AgriMarket.Web.Tests.Government.Campaigns;

/// <summary>The pages on which the second one to save sees what the first one changed, and loses nothing.</summary>
public sealed class CampaignEditPageTests : BunitContext, IClassFixture<MarketApp>
{
    private readonly MarketApp market;
    private readonly BunitAuthorizationContext signedIn;

    public CampaignEditPageTests(MarketApp market)
    {
        this.market = market;
        // A whole page and a save: on a busy machine more than the usual second.
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        Services.AddMudServices();
        Services.AddLocalization();
        signedIn = AddAuthorization();
        Services.AddMarket(market);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new("zh-CN"), new("zh-CN"));
    }

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task ThePageShowsWhatTheOtherChangedAndKeepsWhatIsTyped()
    {
        var (page, draft) = await OpenCampaignAsync("522635");
        Type(page, "县里的土豆", "我的题目");
        Assert.True((await market.Campaigns().SaveAsync(draft with { TargetGrams = 9_000_000, Title = "同事的题目" }, false)).IsOk);

        Press(page, "保存");
        page.WaitForAssertion(() => Assert.Contains("同事的题目", page.Find(".edit-changes").TextContent, StringComparison.Ordinal));
        var shown = page.Find(".edit-changes").TextContent;
        Assert.Contains("我的题目", shown, StringComparison.Ordinal);
        Assert.Contains("9000", shown, StringComparison.Ordinal);
        Assert.Equal("我的题目", page.Instance.Form!.Title);

        Press(page, "保存我改的");
        page.WaitForAssertion(() => Assert.Equal(3, page.Instance.Form!.Version));
        Assert.Empty(page.FindAll(".edit-changes"));
        var stored = await StoredAsync(draft.Id);
        Assert.Equal(("我的题目", 9_000_000), (stored.Title, stored.TargetGrams));

        // And the next save of this page is its own again.
        Type(page, "我的题目", "再改一次");
        Press(page, "保存");
        page.WaitForAssertion(() => Assert.Equal(4, page.Instance.Form!.Version));
        Assert.Equal("再改一次", (await StoredAsync(draft.Id)).Title);
    }

    [Fact]
    public async Task WhoTakesTheOthersHasThem()
    {
        var (page, draft) = await OpenCampaignAsync("522633");
        Type(page, "县里的土豆", "我的题目");
        Assert.True((await market.Campaigns().SaveAsync(draft with { Title = "同事的题目" }, false)).IsOk);

        Press(page, "保存");
        page.WaitForElement(".edit-changes");
        Press(page, "用对方的，不要我改的");

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".edit-changes")));
        Assert.Equal(("同事的题目", 2L), (page.Instance.Form!.Title, page.Instance.Form.Version));
        Assert.Equal("同事的题目", (await StoredAsync(draft.Id)).Title);
    }

    [Fact]
    public async Task AFarmerSeesWhatWasChangedOnTheOtherPhone()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
        var lotId = await trade.ListAsync(50_000);
        signedIn.SetAuthorized("farmer").SetClaims(new Claim(ClaimTypes.NameIdentifier, trade.Farmer.ToString()));
        var page = Render<LotEditPage>(it => it.Add(of => of.Id, lotId));
        page.WaitForElement("#edit-remark").Input("新挖的");
        Assert.True((await trade.Lots.LowerPriceAsync(lotId, trade.Farmer, 300)).IsOk);

        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Contains("3", page.Find(".edit-changes").TextContent, StringComparison.Ordinal));
        Assert.Equal("新挖的", page.Find("#edit-remark").GetAttribute("value"));

        Press(page, "保存我改的");
        var address = Services.GetRequiredService<NavigationManager>();
        page.WaitForAssertion(() => Assert.EndsWith($"/farm/lots/{lotId}", address.Uri, StringComparison.Ordinal));
        var lot = await trade.LotAsync(lotId);
        Assert.Equal(("新挖的", 300), (lot.Remark, lot.UnitPriceFen));
    }

    /// <summary>3.80 became 0.05 without a word, and in a campaign the farmer could not take it back.</summary>
    [Fact]
    public async Task APriceFarFromTheOneOfBeforeIsAskedAbout()
    {
        var trade = await OrderFixture.OpenAsync(market, "520382");
        var lotId = await trade.ListAsync(50_000);
        var before = (await trade.LotAsync(lotId)).UnitPriceFen;
        signedIn.SetAuthorized("farmer").SetClaims(new Claim(ClaimTypes.NameIdentifier, trade.Farmer.ToString()));
        var page = Render<LotEditPage>(it => it.Add(of => of.Id, lotId));
        page.WaitForElement("#edit-price").Input("0.05");

        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Contains("¥0.05", page.Find("form").TextContent, StringComparison.Ordinal));
        Assert.Equal(before, (await trade.LotAsync(lotId)).UnitPriceFen);

        // What is meant is this price, not the next slip.
        page.Find("#edit-price").Input("0.06");
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Contains("¥0.06", page.Find("form").TextContent, StringComparison.Ordinal));
        Press(page, "没写错，就是这个价");
        var address = Services.GetRequiredService<NavigationManager>();
        page.WaitForAssertion(() => Assert.EndsWith($"/farm/lots/{lotId}", address.Uri, StringComparison.Ordinal));
        Assert.Equal(6, (await trade.LotAsync(lotId)).UnitPriceFen);
    }

    private async Task<(IRenderedComponent<CampaignEditPage> Page, CampaignDraft Draft)> OpenCampaignAsync(string county)
    {
        var trade = await OrderFixture.OpenAsync(market, county);
        var draft = market.Draft(trade, await trade.ListAsync(50_000));
        await market.Campaigns().SaveAsync(draft, publish: true);
        signedIn.SetAuthorized("official").SetClaims(new Claim(ClaimTypes.NameIdentifier, trade.Proposer.ToString()));
        var page = Render<CampaignEditPage>(it => it.Add(of => of.Id, draft.Id));
        page.WaitForElement("input[value='县里的土豆']");
        return (page, draft);
    }

    private async Task<Campaign> StoredAsync(Guid campaignId)
    {
        await using var db = OrderFixture.Db(market);
        return await db.Set<Campaign>().AsNoTracking().SingleAsync(row => row.Id == campaignId, Cancel);
    }

    private static void Type<TPage>(IRenderedComponent<TPage> page, string before, string text)
        where TPage : IComponent => page.FindAll("input").First(input => input.GetAttribute("value") == before).Input(text);

    /// <summary>Presses a button once it can be pressed.</summary>
    private static void Press<TPage>(IRenderedComponent<TPage> page, string name)
        where TPage : IComponent
    {
        page.WaitForAssertion(() => Assert.Single(Buttons(page, name)));
        Buttons(page, name).Single().Click();
    }

    private static IEnumerable<IElement> Buttons<TPage>(IRenderedComponent<TPage> page, string name)
        where TPage : IComponent =>
        page.FindAll("button").Where(button => button.TextContent.Trim() == name && !button.HasAttribute("disabled"));
}
