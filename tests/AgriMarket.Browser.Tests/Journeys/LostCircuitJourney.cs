using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Shop.Cart;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgriMarket.Browser.Tests.Journeys;

/// <summary>
/// After a restart of the market an open checkout did nothing and said nothing. It is loaded anew by itself, and what was typed is there.
/// </summary>
public sealed class LostCircuitJourney : BrowserTest, IClassFixture<ForgetfulBrowserMarket>
{
    private readonly JourneyFixture fixture;
    private readonly List<IWebSocketRoute> lines = [];

    public LostCircuitJourney(Chromium chromium, ForgetfulBrowserMarket market)
        : base(chromium, market) => fixture = new JourneyFixture(market);

    [Theory]
    [InlineData("zh", "收货人", "手机号", "详细地址", "已经重新载入", "提交订单")]
    [InlineData("en", "Recipient", "Mobile number", "Street and house", "has been loaded again", "Place order")]
    public async Task WhatWasTypedAtCheckoutIsThereAgain(
        string language,
        string name,
        string mobile,
        string street,
        string said,
        string place
    )
    {
        var buyer = await fixture.JoinAsync("林晓雯");
        var lotId = await fixture.ListPotatoesAsync(await fixture.JoinAsync("马兰花", MemberRole.Farmer), 50_000);
        await fixture.Get<CartService>().AddAsync(buyer.Id, lotId, 2_500);
        var reader = await OpenAsync(language == "en" ? View.Phone.InEnglish() : View.Phone, buyer);
        await FollowLinesAsync(reader);
        await reader.GotoWorkingAsync("/checkout");
        var page = reader.Page;
        await page.GetByLabel(name, new() { Exact = true }).FillAsync("林晓雯");
        await page.GetByLabel(mobile).FillAsync("13800138000");
        await reader.ChooseRegionAsync(language == "en" ? ["Shanghai", "Xuhui District"] : ["上海市", "徐汇区"]);
        // Still in the field: the market has not been told of it.
        await page.GetByLabel(street).FillAsync("天平路 20 弄 3 号 501");
        await reader.MarkAsync();

        await CutAsync();

        await Expect(page.Locator("#line-status")).ToContainTextAsync(said);
        Assert.False(await reader.IsStillTheSameAsync());
        await reader.WorksAsync();
        await Expect(page.GetByLabel(name, new() { Exact = true })).ToHaveValueAsync("林晓雯");
        await Expect(page.GetByLabel(mobile)).ToHaveValueAsync("13800138000");
        await Expect(page.GetByLabel(street)).ToHaveValueAsync("天平路 20 弄 3 号 501");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{place} ¥") }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/pay/"));
    }

    [Fact]
    public async Task AListingGoesOnWhereItWasAfterBackAndReloadAndALostCircuit()
    {
        var reader = await OpenAsync(View.Phone, await fixture.JoinAsync("马兰花", MemberRole.Farmer));
        await FollowLinesAsync(reader);
        await reader.GotoWorkingAsync("/farm/sell");
        var page = reader.Page;
        var (quantity, price) = (page.Locator("#quantity"), page.Locator("#price"));
        await page.Locator("#search").FillAsync("td");
        await page.Locator(".kind", new() { HasText = "马铃薯" }).ClickAsync();
        await quantity.FillAsync("1000");
        await page.GetByRole(AriaRole.Button, new() { Name = "下一步" }).ClickAsync();
        await price.FillAsync("1.83");
        await reader.MarkAsync();

        await page.GoBackAsync();
        await Expect(quantity).ToHaveValueAsync("1000");
        await quantity.FillAsync("900");
        await page.GoForwardAsync();
        await Expect(price).ToHaveValueAsync("1.83");
        Assert.True(await reader.IsStillTheSameAsync());

        await page.ReloadAsync();
        await Expect(price).ToHaveValueAsync("1.83");
        await price.FillAsync("1.95");

        await CutAsync();
        await Expect(page.Locator("#line-status")).ToContainTextAsync("已经重新载入");
        await Expect(price).ToHaveValueAsync("1.95");

        // To the farm and back by the link.
        await page.GotoAsync("/farm");
        await reader.GotoWorkingAsync("/farm/sell");
        await Expect(price).ToHaveValueAsync("1.95");
        await page.GoBackAsync();
        await reader.WorksAsync();
        await page.GotoAsync("/farm/sell?step=2");
        await Expect(quantity).ToHaveValueAsync("900");
    }

    private Task FollowLinesAsync(MarketPage reader)
    {
        reader.Expect("Connection disconnected");
        return reader.Page.RouteWebSocketAsync(
            "**/_blazor**",
            line =>
            {
                lines.Add(line);
                lines.Add(line.ConnectToServer());
            }
        );
    }

    /// <summary>Ends the circuit's line on both sides.</summary>
    private async Task CutAsync()
    {
        IWebSocketRoute[] open = [.. lines];
        lines.Clear();
        foreach (var line in open)
        {
            await line.CloseAsync();
        }
    }
}
