using AgriMarket.Browser.Tests.Support;

namespace AgriMarket.Browser.Tests.Screens;

/// <summary>That a page without faults says something: what goes wrong on a page is noticed.</summary>
public sealed class PageFaultTests(Chromium chromium, BrowserMarket market) : BrowserTest(chromium, market), IClassFixture<BrowserMarket>
{
    [Theory]
    [InlineData("console.error('planted')", "planted")]
    [InlineData("setTimeout(() => { throw new Error('planted'); })", "planted")]
    [InlineData("document.head.append(Object.assign(document.createElement('script'), { textContent: '1' }))", "Content Security Policy")]
    [InlineData("fetch('/hubs/stock')", "400")]
    public async Task APlantedFaultIsNoticed(string script, string words)
    {
        var page = await OpenAsync(View.Phone);
        await page.GotoAsync("/not-found");
        Assert.Empty(page.Faults);

        await page.Page.EvaluateAsync($"() => {{ {script}; }}");

        await NotificationsAsync(page, words);
        page.Expect(words);
    }

    private static async Task NotificationsAsync(MarketPage page, string words)
    {
        for (var tries = 0; tries < 100 && page.Faults.Count == 0; tries++)
        {
            await Task.Delay(50, Cancel);
        }

        Assert.Contains(page.Faults, fault => fault.Contains(words, StringComparison.Ordinal));
    }
}
