using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Members;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgriMarket.Browser.Tests.Journeys;

/// <summary>What a circuit holds only once it is needed is there when it is needed: folded conditions and lists of places.</summary>
public sealed class FundProposalJourney : BrowserTest, IClassFixture<BrowserMarket>
{
    private readonly JourneyFixture fixture;

    public FundProposalJourney(Chromium chromium, BrowserMarket market)
        : base(chromium, market) => fixture = new JourneyFixture(market);

    [Fact]
    public async Task FoldedConditionsOpenAndAPlaceIsChosenByMouseAndByKeyboard()
    {
        var official = await OpenAsync(View.Phone, await fixture.JoinAsync("雷山县", MemberRole.Official));
        var page = official.Page;
        await official.GotoWorkingAsync("/backoffice/funds/new");
        await page.GetByLabel("按货款比例补", new() { Exact = true }).CheckAsync();
        await Expect(page.GetByLabel("补货款的百分之几")).ToBeVisibleAsync();
        await page.Locator(".more > summary").ClickAsync();
        var places = page.Locator(".more .region-picker + div + ul li");

        await official.ChooseRegionAsync("上海市", "徐汇区");
        await page.Locator(".more .region-picker + div button").ClickAsync();
        await Expect(places).ToHaveCountAsync(1);
        await Expect(places).ToContainTextAsync("徐汇区");

        var province = page.Locator(".more .region-picker .mud-select .mud-select-input").First;
        await province.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator(".more .region-picker .mud-select")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task WhatIsRefusedInsideIsUnfolded()
    {
        var official = await OpenAsync(View.Phone, await fixture.JoinAsync("台江县", MemberRole.Official));
        var page = official.Page;
        await official.GotoWorkingAsync("/backoffice/funds/new");
        await page.Locator(".more > summary").ClickAsync();
        await page.GetByLabel("先后").FillAsync("0");
        await page.Locator(".more > summary").ClickAsync();
        await Expect(page.GetByLabel("先后")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();

        await Expect(page.GetByLabel("先后")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("先后")).ToHaveValueAsync("0");
    }
}
