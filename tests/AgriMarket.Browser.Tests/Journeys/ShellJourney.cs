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

    [Fact]
    public async Task APageInAnotherTabShowsThatItsMemberHasSignedOutAndThatOfAVisitorStays()
    {
        var reader = await OpenAsync(View.Phone, await new JourneyFixture(Market).JoinAsync("市民"));
        var (mine, shop) = (await OpenTabAsync(reader), await OpenTabAsync(reader));
        await mine.GotoAsync("/me/account");
        await reader.GotoAsync("/me");
        await mine.MarkAsync();
        Assert.True(await mine.IsStillTheSameAsync());

        await reader.Page.Locator(".page-end form[action='/sign-out'] button").ClickAsync();

        await mine.IsAtAsync("/sign-in?returnTo=%2Fme%2Faccount");
        await shop.GotoAsync("/");
        await shop.MarkAsync();
        await reader.GotoAsync("/sign-in");
        Assert.True(await shop.IsStillTheSameAsync());
    }

    // What a circuit does to a page when it begins to answer, in the worst moment.
    [Fact]
    public async Task ALinkThatIsDrawnAnewUnderAFingerLeadsThereAllTheSame()
    {
        var reader = await OpenAsync(View.Phone);
        var page = reader.Page;
        await page.GotoAsync("/not-found");
        var link = page.Locator("main a[href='/']");

        await link.HoverAsync();
        await page.Mouse.DownAsync();
        await link.EvaluateAsync("link => link.replaceWith(link.cloneNode(true))");
        await page.Mouse.UpAsync();

        await reader.IsAtAsync("/");
    }
}
