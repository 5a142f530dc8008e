using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Members;
using Microsoft.Playwright;

namespace AgriMarket.Browser.Tests.Journeys;

/// <summary>What a circuit lets its member do, whatever its browser was made to ask for.</summary>
public sealed class CircuitJourney(Chromium chromium, BrowserMarket market) : BrowserTest(chromium, market), IClassFixture<BrowserMarket>
{
    private const string Applications = "/backoffice/members";

    // A resident's browser is given the page as the server made it for an official, markers and all.
    [Fact]
    public async Task APageMadeForAnOfficialIsClosedInAResidentsCircuit()
    {
        var fixture = new JourneyFixture(Market);
        var official = await OpenAsync(View.Desktop, await fixture.JoinAsync("西吉县农业农村局", MemberRole.Official));
        var resident = await OpenAsync(View.Desktop, await fixture.JoinAsync("林晓雯"));
        await official.GotoWorkingAsync(Applications);
        var made = await (await official.Page.Context.APIRequest.GetAsync(Applications)).TextAsync();
        // An address without a page, and so without a circuit of its own.
        await resident.Page.RouteAsync("**/favicon.ico", route => route.FulfillAsync(new() { Status = 204 }));
        await resident.Page.GotoAsync("/health/live");

        await resident.Page.SetContentAsync(made);

        await Assertions.Expect(resident.Page.GetByText("这里需要另一种身份")).ToBeVisibleAsync();
        await Assertions.Expect(resident.Page.Locator("fieldset.work")).ToHaveCountAsync(0);
        await Assertions.Expect(official.Page.Locator("fieldset.work:not([disabled])")).ToBeAttachedAsync();
    }
}
