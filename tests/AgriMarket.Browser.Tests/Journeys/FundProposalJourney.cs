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

        var steps = page.Locator(".more .region-picker .steps input");
        await steps.First.FocusAsync();
        await Expect(page.Locator(".mud-popover-open .mud-list-item")).ToHaveCountAsync(34);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(steps).ToHaveCountAsync(2);
        await Expect(steps.First).Not.ToHaveValueAsync("");
    }

    /// <summary>The fields are parts of their own: what they change once stayed as it was until something else changed.</summary>
    [Fact]
    public async Task TheMostThatCanBeDrawnFollowsEveryField()
    {
        var official = await OpenAsync(View.Phone, await fixture.JoinAsync("丹寨县", MemberRole.Official));
        var page = official.Page;
        await official.GotoWorkingAsync("/backoffice/funds/new");
        var ofBuyer = page.Locator("dl.sums dt", new() { HasText = "一位买家" }).Locator("+ dd");
        await page.GetByLabel("金额（元）").FillAsync("1000");
        await page.GetByLabel("每单补多少（元）").FillAsync("5");
        await page.GetByLabel("结束日期").FillAsync("2099-12-31");
        await page.Locator(".more > summary").ClickAsync();
        await Expect(ofBuyer).ToHaveTextAsync("¥1,000.00");

        await page.GetByLabel("只给买家的第一单").CheckAsync();

        await Expect(ofBuyer).ToHaveTextAsync("¥5.00");
    }

    [Fact]
    public async Task ACountyIsFoundByItsPinyinWithTheWholeWayToIt()
    {
        var official = await OpenAsync(View.Phone, await fixture.JoinAsync("从江县", MemberRole.Official));
        var page = official.Page;
        await official.GotoWorkingAsync("/backoffice/funds/new");
        await page.Locator(".more > summary").ClickAsync();
        var steps = page.Locator(".more .region-picker .steps input");

        await steps.First.FillAsync("leishan");
        await page.Locator(".mud-popover-open .mud-list-item")
            .GetByText("贵州省黔东南苗族侗族自治州雷山县", new() { Exact = true })
            .ClickAsync();

        await Expect(steps).ToHaveCountAsync(3);
        foreach (var (place, name) in new[] { "贵州省", "黔东南苗族侗族自治州", "雷山县" }.Index())
        {
            await Expect(steps.Nth(place)).ToHaveValueAsync(name);
        }

        await page.Locator(".more .region-picker + div button").ClickAsync();
        await Expect(page.Locator(".more .region-picker + div + ul li")).ToContainTextAsync("雷山县");
        await Expect(steps).ToHaveCountAsync(1);
        await Expect(steps.First).ToHaveValueAsync("");
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
