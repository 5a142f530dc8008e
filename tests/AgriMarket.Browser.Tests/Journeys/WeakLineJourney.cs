using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Members;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgriMarket.Browser.Tests.Journeys;

/// <summary>A line on which each answer takes longer than people wait.</summary>
public sealed class WeakLineJourney : BrowserTest, IClassFixture<BrowserMarket>
{
    private const int Taps = 4;

    private static readonly TimeSpan AnswerDelay = TimeSpan.FromMilliseconds(500);

    private readonly JourneyFixture fixture;

    public WeakLineJourney(Chromium chromium, BrowserMarket market)
        : base(chromium, market) => fixture = new JourneyFixture(market);

    /// <summary>Each tap of a visitor cut off the answer to the one before, and with it the cart that it had begun.</summary>
    [Fact]
    public async Task EveryTapOnACardCounts()
    {
        var lotId = await fixture.ListPotatoesAsync(await fixture.JoinAsync("马兰花", MemberRole.Farmer), grams: 50_000);
        var page = (await OpenAsync(View.Phone)).Page;
        await page.GotoAsync("/?q=malingshu");
        await page.RouteAsync(
            "**/*",
            async route =>
            {
                await Task.Delay(route.Request.Method == "POST" ? 600 : 0);
                await route.ContinueAsync();
            }
        );

        for (var tap = 0; tap < Taps; tap++)
        {
            await page.Locator($".lot-card button[name=LotId][value='{lotId}']").ClickAsync();
        }

        await Expect(page.Locator(".cart-announcement")).ToContainTextAsync($"共 {Taps} 斤");
    }

    /// <summary>
    /// An answer about a field that was left came late and took the focus back: what was typed next went into that field, and the place
    /// was lost.
    /// </summary>
    [Fact]
    public async Task WhoGoesOnPastThePlaceKeepsIt()
    {
        var lotId = await fixture.ListPotatoesAsync(await fixture.JoinAsync("马兰花", MemberRole.Farmer), grams: 50_000);
        var buyer = await OpenAsync(View.Desktop, await fixture.JoinAsync("林晓雯"));
        var page = buyer.Page;
        await page.RouteWebSocketAsync("**/_blazor*", AnswerLate);
        await buyer.GotoAsync($"/lots/{lotId}");
        await page.Locator("form.buy .primary").ClickAsync();
        await Expect(page.Locator(".cart-announcement .said")).ToBeVisibleAsync();
        await buyer.GotoWorkingAsync("/checkout");
        var steps = page.Locator(".region-picker .steps input");
        await steps.First.FillAsync("xuhui");
        await Expect(page.Locator(".mud-popover-open .mud-list-item")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Expect(steps).ToHaveCountAsync(2);

        await steps.Last.FocusAsync();
        Assert.Equal("徐汇区", await page.EvaluateAsync<string>("() => getSelection().toString()"));
        await page.GetByLabel("详细地址").FocusAsync();
        await page.Keyboard.TypeAsync("天平路 20 弄 3 号 501", new() { Delay = 100 });

        await Expect(page.GetByLabel("详细地址")).ToHaveValueAsync("天平路 20 弄 3 号 501");
        await Expect(page.Locator("aside button.primary")).ToContainTextAsync("¥");
    }

    private static void AnswerLate(IWebSocketRoute browser)
    {
        var market = browser.ConnectToServer();
        var sent = Task.CompletedTask;
        market.OnMessage(frame => sent = SendAsync(sent, frame));

        async Task SendAsync(Task before, IWebSocketFrame frame)
        {
            var late = Task.Delay(AnswerDelay);
            await before;
            await late;
            browser.Send(frame.Binary!);
        }
    }
}
