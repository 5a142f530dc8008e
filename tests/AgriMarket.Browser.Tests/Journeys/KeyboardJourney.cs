using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Members;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgriMarket.Browser.Tests.Journeys;

/// <summary>
/// Without a mouse: what people buy, sell and approve is within reach of the Tab key, and at each stop they see where they are.
/// </summary>
public sealed class KeyboardJourney : BrowserTest, IClassFixture<BrowserMarket>
{
    /// <summary>More than any of these pages has.</summary>
    private const int MostStops = 120;

    private readonly List<string> faults = [];
    private readonly JourneyFixture fixture;

    public KeyboardJourney(Chromium chromium, BrowserMarket market)
        : base(chromium, market) => fixture = new JourneyFixture(market);

    public static TheoryData<View> Views => [View.Phone, View.Desktop.InTheDark()];

    [Theory]
    [MemberData(nameof(Views), DisableDiscoveryEnumeration = true)]
    public async Task ABuyerPays(View view)
    {
        var lotId = await fixture.ListPotatoesAsync(await fixture.JoinAsync("马兰花", MemberRole.Farmer), grams: 50_000);
        var buyer = await OpenAsync(view, await fixture.JoinAsync("林晓雯"));
        var page = buyer.Page;
        await buyer.GotoAsync($"/lots/{lotId}");
        await TabToAsync(buyer, page.Locator("form.buy .primary"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".cart-announcement .said")).ToBeVisibleAsync();
        await buyer.GotoWorkingAsync("/cart");
        await TabToAsync(buyer, page.GetByText("去结算"));
        await page.Keyboard.PressAsync("Enter");
        await buyer.IsAtAsync("/checkout");
        await buyer.WorksAsync();

        await TypeAsync(buyer, page.GetByLabel("收货人"), "林晓雯");
        await TypeAsync(buyer, page.GetByLabel("手机号"), "13800138000");
        await TypeAsync(buyer, page.Locator(".region-picker .steps input").First, "xuhui");
        await Expect(page.Locator(".mud-popover-open .mud-list-item")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".region-picker .steps input")).ToHaveCountAsync(2);
        await TypeAsync(buyer, page.GetByLabel("详细地址"), "天平路 20 弄 3 号 501");
        await TabToAsync(buyer, page.Locator("aside button.primary"));
        await Expect(page.Locator("aside button.primary")).ToContainTextAsync("¥");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("测试付款");
        await TabToAsync(buyer, page.GetByRole(AriaRole.Button, new() { Name = "付款（会成功）" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".page-head .tag")).ToHaveTextAsync("待发货");
        AssertSeen();
    }

    [Theory]
    [MemberData(nameof(Views), DisableDiscoveryEnumeration = true)]
    public async Task AFarmerLists(View view)
    {
        var farm = await OpenAsync(view, await fixture.JoinAsync("马兰花", MemberRole.Farmer));
        var page = farm.Page;
        var next = page.Locator("form.question button[type=submit]");
        await farm.GotoWorkingAsync("/farm/sell");
        await TypeAsync(farm, page.Locator("#search"), "malingshu");
        await Expect(page.Locator(".kind", new() { HasText = "马铃薯" })).ToBeVisibleAsync();
        await TabToAsync(farm, page.Locator(".kind", new() { HasText = "马铃薯" }).First);
        await page.Keyboard.PressAsync("Enter");
        await TypeAsync(farm, page.Locator("#quantity"), "1000");
        await NextAsync();
        await TypeAsync(farm, page.Locator("#price"), "1.83");
        await NextAsync();
        await TabToAsync(farm, page.GetByRole(AriaRole.Radio, new() { Name = JourneyFixture.Village }));
        await NextAsync();
        await TabToAsync(farm, page.Locator("#best-before"));
        await NextAsync();
        await Expect(page.Locator(".answers")).ToBeVisibleAsync();
        await NextAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("马铃薯已经上架了");
        AssertSeen();

        async Task NextAsync()
        {
            await TabToAsync(farm, next);
            await page.Keyboard.PressAsync("Enter");
        }
    }

    [Theory]
    [MemberData(nameof(Views), DisableDiscoveryEnumeration = true)]
    public async Task AnOfficialApproves(View view)
    {
        var proposer = await fixture.JoinAsync("西吉县农业农村局", MemberRole.Official);
        var approver = await fixture.JoinAsync("固原市乡村振兴局", MemberRole.Official);
        var fundId = await fixture.ProposeFundAsync(proposer, "爱心助农快递补贴", depositFen: 1_000_000, amountFen: 200);
        var official = await OpenAsync(view, approver);
        var page = official.Page;
        await official.GotoAsync("/backoffice/funds");
        await TabToAsync(official, page.Locator($"main a[href='/backoffice/funds/{fundId}']").First);
        await page.Keyboard.PressAsync("Enter");
        await official.IsAtAsync($"/backoffice/funds/{fundId}");
        await TabToAsync(official, page.GetByRole(AriaRole.Button, new() { Name = "批准并拨款" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "批准并拨款" })).ToHaveCountAsync(0);
        AssertSeen();
    }

    /// <summary>A live region is read out when its text changes.</summary>
    [Fact]
    public async Task WhatACartComesToIsSaidWhenItChanges()
    {
        var lotId = await fixture.ListPotatoesAsync(await fixture.JoinAsync("马兰花", MemberRole.Farmer), grams: 50_000);
        var buyer = await OpenAsync(View.Phone);
        await buyer.GotoAsync($"/lots/{lotId}");
        await buyer.Page.Locator("form.buy .primary").ClickAsync();
        await Expect(buyer.Page.Locator(".cart-announcement .said")).ToBeVisibleAsync();
        await buyer.GotoWorkingAsync("/cart");
        var said = buyer.Page.Locator(".till [aria-live=polite][aria-atomic=true]");
        await Expect(said).ToContainTextAsync("¥");
        var before = await said.InnerTextAsync();

        await buyer.Page.GetByRole(AriaRole.Button, new() { Name = "多一点" }).ClickAsync();

        await Expect(said).Not.ToHaveTextAsync(before);
        await Expect(said).ToContainTextAsync("商品");
    }

    private async Task TypeAsync(MarketPage page, ILocator field, string text)
    {
        await TabToAsync(page, field);
        await page.Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Goes on with the Tab key until this has the focus.</summary>
    private async Task TabToAsync(MarketPage page, ILocator target)
    {
        await Expect(target).ToBeVisibleAsync();
        for (var stop = 0; stop < MostStops; stop++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            faults.AddRange((await FocusRing.FaultsHereAsync(page)).Select(fault => $"{page.Page.Url} {fault}"));
            if (await target.EvaluateAsync<bool>("part => part === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"{target} cannot be reached with the Tab key.");
    }

    private void AssertSeen() => Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Distinct()));
}
