using AgriMarket.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgriMarket.Browser.Tests.Journeys;

/// <summary>Yes and no each ask once more, whether or not the browser runs scripts.</summary>
public sealed class ProposalAnswerJourney : BrowserTest, IClassFixture<BrowserMarket>
{
    private readonly JourneyFixture fixture;

    public ProposalAnswerJourney(Chromium chromium, BrowserMarket market)
        : base(chromium, market) => fixture = new JourneyFixture(market);

    [Theory]
    [InlineData(false, "TB005")]
    [InlineData(true, "TB006")]
    public async Task AFarmerSaysYesOnAPhone(bool scripts, string produce)
    {
        var bargain = await ProposalFixture.OpenAsync(fixture, produce);
        var farmer = await OpenAsync(View.Phone, scripts);
        await farmer.SignInAsync(bargain.Farmer);
        await farmer.GotoAsync("/farm/proposals");
        var page = farmer.Page;

        var yes = page.GetByRole(AriaRole.Button, new() { Name = "是，同意" });
        await Expect(yes).ToBeHiddenAsync();
        await page.Locator("summary", new() { HasText = "同意" }).First.ClickAsync();
        await yes.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已同意。双方都同意后");
        await Expect(page.Locator(".answered")).ToContainTextAsync("您已同意，等其他人答复");
        await Expect(page.Locator("summary")).ToHaveCountAsync(0);
    }
}
