using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Trade.OrderNotifications;
using static Microsoft.Playwright.Assertions;

namespace AgriMarket.Browser.Tests.Screens;

/// <summary>The line at the edge of a working page for a new notification can be read, and the focus seen in it.</summary>
public sealed class NotificationToastTests : BrowserTest, IClassFixture<BrowserMarket>
{
    private readonly JourneyFixture fixture;

    public NotificationToastTests(Chromium chromium, BrowserMarket market)
        : base(chromium, market) => fixture = new JourneyFixture(market);

    /// <summary>In the dark it was white on a light colour, with a ring of nearly its own.</summary>
    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task ItIsReadable(string look)
    {
        var farmer = await fixture.JoinAsync("马兰花", MemberRole.Farmer);
        var lotId = await fixture.ListPotatoesAsync(farmer, grams: 50_000);
        var farm = await OpenAsync(View.Desktop with { Look = look }, farmer);
        await farm.GotoWorkingAsync($"/farm/lots/{lotId}");

        await fixture
            .Get<NotificationService>()
            .NotifyAsync(
                [farmer.Id],
                new NotificationDraft(
                    BuyerNotifications.ParcelShipped,
                    $"{lotId}",
                    new NotificationSubject { OrderId = lotId, Name = "SF1" }
                )
            );

        await Expect(farm.Page.Locator(".mud-snackbar")).ToBeVisibleAsync();
        Assert.Empty(await Axe.ColourFaultsAsync(farm));
        Assert.Empty(await FocusRing.FaultsAsync(farm));
        await Expect(farm.Page.Locator(".mud-snackbar")).ToBeVisibleAsync();
    }
}
