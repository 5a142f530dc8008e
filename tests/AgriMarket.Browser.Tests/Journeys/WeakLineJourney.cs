using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Members;
using static Microsoft.Playwright.Assertions;

namespace AgriMarket.Browser.Tests.Journeys;

/// <summary>A line on which each answer takes longer than people wait.</summary>
public sealed class WeakLineJourney : BrowserTest, IClassFixture<BrowserMarket>
{
    private const int Taps = 4;

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
}
