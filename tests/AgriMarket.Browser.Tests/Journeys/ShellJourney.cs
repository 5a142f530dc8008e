using AgriMarket.Browser.Tests.Support;
using Microsoft.Playwright;

namespace AgriMarket.Browser.Tests.Journeys;

public sealed class ShellJourney(Chromium chromium, BrowserMarket market) : BrowserTest(chromium, market), IClassFixture<BrowserMarket>
{
    public static TheoryData<View> Views =>
        [View.Phone, View.Phone.InEnglish().InTheDark(), View.Desktop.InTheDark(), View.Desktop.InEnglish()];

    [Theory]
    [MemberData(nameof(Views), DisableDiscoveryEnumeration = true)]
    public async Task AMissingPageIsShownWithoutFaults(View view)
    {
        var page = await OpenAsync(view);

        await page.GotoAsync("/not-found");

        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("lang", view.Language == "zh" ? "zh-CN" : "en");
        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("data-theme", view.Look);
        await page.ScreenAsync("not-found");
    }
}
