using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Members;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgriMarket.Browser.Tests.Journeys;

/// <summary>A weak line or an old phone: what is static works when no script ever arrives.</summary>
public sealed class NoScriptJourney : BrowserTest, IClassFixture<BrowserMarket>
{
    private readonly JourneyFixture fixture;

    public NoScriptJourney(Chromium chromium, BrowserMarket market)
        : base(chromium, market) => fixture = new JourneyFixture(market);

    [Fact]
    public async Task ALotIsFoundAndPutIntoTheCart()
    {
        var lotId = await fixture.ListPotatoesAsync(await fixture.JoinAsync("马兰花", MemberRole.Farmer), grams: 50_000);
        var page = (await OpenAsync(View.Phone, scripts: false)).Page;

        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("malingshu");
        await page.GetByRole(AriaRole.Button, new() { Name = "搜索" }).ClickAsync();
        await page.Locator($".lot-card button[name=LotId][value='{lotId}']").ClickAsync();
        await page.Locator($".lot-card button[name=LotId][value='{lotId}']").ClickAsync();
        await Expect(page.Locator(".cart-announcement")).ToContainTextAsync("已加入马铃薯，共 2 斤");
        await page.Locator($".lot-card button[name=LessId][value='{lotId}']").ClickAsync();
        await Expect(page.Locator(".cart-announcement")).ToContainTextAsync("购物车里的马铃薯减为 1 斤");
        await page.Locator($".lot-card a[href='/lots/{lotId}']").ClickAsync();
        await Expect(page.Locator("live-stock [data-text]")).ToHaveTextAsync("剩 100 斤");
        await page.Locator("#quantity").FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "加入购物车" }).ClickAsync();

        await Expect(page.Locator(".cart-announcement")).ToContainTextAsync("共 4 斤");
        await Expect(page.Locator(".bottom-bar .count")).ToContainTextAsync("1");
    }

    [Fact]
    public async Task WhatIsTypedWronglyStaysWithItsSentence()
    {
        var lotId = await fixture.ListPotatoesAsync(await fixture.JoinAsync("马兰花", MemberRole.Farmer), grams: 50_000);
        var page = (await OpenAsync(View.Phone, scripts: false)).Page;

        await page.GotoAsync($"/lots/{lotId}");
        await page.Locator("#quantity").FillAsync("三斤");
        await page.GetByRole(AriaRole.Button, new() { Name = "加入购物车" }).ClickAsync();

        await Expect(page.Locator("#quantity-wrong")).ToContainTextAsync("请用数字填写");
        await Expect(page.Locator("#quantity")).ToHaveValueAsync("三斤");
    }

    [Fact]
    public async Task AMemberSignsInAndPays()
    {
        var player = await fixture.JoinAsync("林晓雯");
        var lotId = await fixture.ListPotatoesAsync(await fixture.JoinAsync("马兰花", MemberRole.Farmer), grams: 50_000);
        var orderId = await fixture.OrderAsync(player.Id, lotId, grams: 5_000);
        var page = await OpenAsync(View.Phone, scripts: false);

        await page.SignInAsync(player);
        await page.Page.GotoAsync($"/pay/{orderId}");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "付款（会被银行拒绝）" }).ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("没有扣钱");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "付款（会成功）" }).ClickAsync();

        await Expect(page.Page.Locator(".page-head .tag")).ToHaveTextAsync("待发货");
    }
}
