using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Aid.UnsoldReports;
using AgriMarket.Web.Money.Payments.Admin;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shop.Cart;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Browser.Tests.Screens;

/// <summary>
/// Every main screen of the demo market is in order, and is written to <c>.screens/</c> for people to look at: the shop, a lot,
/// the checkout and the farm in each device, language and look, the others in four of the eight.
/// </summary>
public sealed class ScreenTests : BrowserTest, IClassFixture<DemoBrowserMarket>
{
    private static readonly View[] FourViews = [View.Phone, View.Desktop, View.Phone.InEnglish().InTheDark(), View.Desktop.InEnglish()];

    private readonly JourneyFixture fixture;
    private readonly DemoScenes scenes;

    public ScreenTests(Chromium chromium, DemoBrowserMarket market)
        : base(chromium, market)
    {
        fixture = new JourneyFixture(market);
        scenes = new DemoScenes(fixture);
    }

    public static TheoryData<View> EveryView => [.. View.All];

    public static TheoryData<View> Four => [.. FourViews];

    [Theory]
    [MemberData(nameof(EveryView), DisableDiscoveryEnumeration = true)]
    public async Task OfVisitors(View view)
    {
        var lot = await fixture.ReadAsync(db =>
            db.Set<Lot>()
                .Where(lot => lot.Status == LotStatus.Open && lot.CampaignId != null && lot.AvailableGrams > 0)
                .OrderBy(lot => lot.Id)
                .FirstAsync()
        );
        await ShowAsync(
            await OpenAsync(view),
            [
                new("shop", "/", InEveryView: true),
                new("lot", $"/lots/{lot.Id}", InEveryView: true),
                new("search", "/?q=tudou"),
                new("search-empty", "/?q=xyzzy"),
                new("help-sell", "/help-sell"),
                new("campaigns", "/campaigns"),
                new("campaign", $"/campaigns/{lot.CampaignId}"),
                new("public-funds", "/funds"),
                new("cart-empty", "/cart"),
                new("sign-in", "/sign-in"),
                new("sign-up", "/sign-up"),
                new("help", "/help"),
                new("not-found", "/not-found"),
            ]
        );
    }

    [Theory]
    [MemberData(nameof(EveryView), DisableDiscoveryEnumeration = true)]
    public async Task OfResidents(View view)
    {
        var page = await OpenDemoAsync(view, MemberRole.Resident);
        var resident = await scenes.DemoMemberAsync(MemberRole.Resident);
        var unpaid = await scenes.UnpaidOrderAsync(resident);
        var latest = await fixture.ReadAsync(db =>
            db.Set<Order>()
                .Where(order => order.BuyerId == resident.Id && order.PaidAt != null)
                .OrderByDescending(order => order.PlacedAt)
                .FirstAsync()
        );
        await FillCartAsync(page);
        // The last of them is closed to residents, and what they read then is the screen: its 403 is no fault.
        page.Expect("/backoffice");
        await ShowAsync(
            page,
            [
                new("checkout", "/checkout", InEveryView: true),
                new("cart", "/cart"),
                new("pay", $"/pay/{unpaid}"),
                new("orders", "/orders"),
                new("order-unpaid", $"/orders/{unpaid}"),
                new("order", $"/orders/{latest.Id}"),
                new("me", "/me"),
                new("account", "/me/account"),
                new("apply", "/me/apply?role=Farmer"),
                new("demand-apply", "/demands/new"),
                new("no-access", "/backoffice"),
            ]
        );
    }

    [Theory]
    [MemberData(nameof(EveryView), DisableDiscoveryEnumeration = true)]
    public async Task OfFarmers(View view)
    {
        var page = await OpenDemoAsync(view, MemberRole.Farmer);
        var farmer = await scenes.DemoMemberAsync(MemberRole.Farmer);
        var lot = await fixture.ReadAsync(db =>
            db.Set<Lot>().Where(lot => lot.FarmerId == farmer.Id).OrderByDescending(lot => lot.SoldGrams).FirstAsync()
        );
        await ShowAsync(
            page,
            [
                new("farm", "/farm", InEveryView: true),
                new("farm-lots", "/farm/lots"),
                new("farm-lot", $"/farm/lots/{lot.Id}"),
                new("to-ship", "/farm/orders"),
                new("shipped", "/farm/orders/shipped"),
                new("money", "/farm/money"),
                new("unsold", "/farm/unsold"),
                new("unsold-new", "/farm/unsold/new"),
                new("farm-requests", "/farm/quotations"),
            ]
        );
    }

    [Theory]
    [MemberData(nameof(Four), DisableDiscoveryEnumeration = true)]
    public async Task OfSelling(View view)
    {
        var farm = await OpenDemoAsync(view, MemberRole.Farmer);
        var faults = new List<string>();
        await farm.GotoWorkingAsync("/farm/sell");
        await LookAsync(farm, "sell-1", faults);
        await farm.Page.Locator("#search").FillAsync("hongshu");
        await farm.Page.Locator(".kind").First.ClickAsync();
        await farm.Page.Locator("#quantity").FillAsync("800");
        await LookAsync(farm, "sell-2", faults);
        await NextAsync();
        await farm.Page.Locator("#price").FillAsync("2.40");
        await farm.Page.Locator(".sums").WaitForAsync();
        await LookAsync(farm, "sell-3", faults);
        foreach (var step in new[] { "sell-4", "sell-5", "sell-6" })
        {
            await NextAsync();
            await LookAsync(farm, step, faults);
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));

        Task NextAsync() => farm.Page.Locator("form.question button[type=submit]").ClickAsync();
    }

    [Theory]
    [MemberData(nameof(Four), DisableDiscoveryEnumeration = true)]
    public async Task OfShortLots(View view)
    {
        var farm = await OpenDemoAsync(view, MemberRole.Farmer);
        var farmer = await scenes.DemoMemberAsync(MemberRole.Farmer);
        var faults = new List<string>();
        var lotId = await fixture.ReadAsync(db =>
            db.Set<Parcel>()
                .Where(parcel => parcel.FarmerId == farmer.Id && parcel.Status == ParcelStatus.ToShip)
                .Join(
                    db.Set<Order>().Where(order => order.Status == OrderStatus.Paid),
                    parcel => parcel.OrderId,
                    order => order.Id,
                    (parcel, _) => parcel
                )
                .Join(
                    db.Set<OrderLine>().Where(line => line.FarmerId == farmer.Id),
                    parcel => parcel.OrderId,
                    line => line.OrderId,
                    (_, line) => line
                )
                .GroupBy(line => line.LotId)
                .OrderByDescending(lines => lines.Count())
                .ThenBy(lines => lines.Key)
                .Select(lines => lines.Key)
                .FirstAsync()
        );
        await farm.GotoWorkingAsync($"/farm/lots/{lotId}/shortfall");
        await farm.Page.Locator("form.form button").ClickAsync();
        await farm.Page.Locator("#left-wrong").WaitForAsync();
        await LookAsync(farm, "shortfall", faults);
        await farm.Page.Locator("#left").FillAsync("0");
        await farm.Page.Locator("#note").FillAsync("下了冰雹");
        await farm.Page.Locator("form.form button").ClickAsync();
        await farm.Page.Locator(".table").WaitForAsync();
        await LookAsync(farm, "shortfall-shares", faults);
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Theory]
    [MemberData(nameof(Four), DisableDiscoveryEnumeration = true)]
    public async Task OfInstitutions(View view)
    {
        var page = await OpenDemoAsync(view, MemberRole.Institution);
        var institution = await scenes.DemoMemberAsync(MemberRole.Institution);
        var demand = await fixture.ReadAsync(db =>
            db.Set<Demand>()
                .Where(demand => demand.InstitutionId == institution.Id)
                .OrderBy(demand => demand.PostedAt)
                .ThenBy(demand => demand.Id)
                .FirstAsync()
        );
        await ShowAsync(
            page,
            [
                new("demands", "/demands"),
                new("demand", $"/demands/{demand.Id}"),
                new("demand-edit", $"/demands/{demand.Id}/edit"),
                new("demand-new", "/demands/new"),
                new("demand-requests", $"/demands/{demand.Id}/quotations"),
            ]
        );
    }

    [Theory]
    [MemberData(nameof(Four), DisableDiscoveryEnumeration = true)]
    public async Task OfOfficials(View view)
    {
        var page = await OpenDemoAsync(view, MemberRole.Official);
        var official = await scenes.DemoMemberAsync(MemberRole.Official);
        var campaign = await fixture.ReadAsync(db => db.Set<Campaign>().FirstAsync(campaign => campaign.OfficialId == official.Id));
        var fund = await fixture.ReadAsync(db => db.Set<Fund>().OrderBy(fund => fund.ProposedAt).FirstAsync());
        var office = await fixture.ReadAsync(db =>
            db.Set<RoleApplication>()
                .Where(row => row.MemberId == official.Id && row.OfficeId != null)
                .Join(db.Set<Office>(), row => row.OfficeId, office => office.Id, (_, office) => office)
                .SingleAsync()
        );
        // Officials read the orders of their own place.
        var paid = await fixture.ReadAsync(db =>
            db.Set<Order>()
                .Where(order => order.PaidAt != null && order.Parcels.Any(parcel => parcel.OriginCode == office.RegionCode))
                .OrderBy(order => order.PlacedAt)
                .ThenBy(order => order.Id)
                .FirstAsync()
        );
        await ShowAsync(
            page,
            [
                new("backoffice", "/backoffice"),
                new("backoffice-orders", "/backoffice/orders"),
                new("backoffice-order", $"/backoffice/orders/{paid.Id}"),
                new("backoffice-campaigns", "/backoffice/campaigns"),
                new("campaign-new", "/backoffice/campaigns/new"),
                new("campaign-edit", $"/backoffice/campaigns/{campaign.Id}"),
                new("funds", "/backoffice/funds"),
                new("fund-new", "/backoffice/funds/new"),
                new("members", "/backoffice/members"),
                new("payees", "/backoffice/payees"),
                new("backlog", "/backoffice/backlog"),
                new("matching", "/backoffice/matching"),
                new("matching-runs", "/backoffice/matching/runs"),
                new("backoffice-unsold", "/backoffice/unsold"),
                new("backoffice-unsold-new", "/backoffice/unsold/new"),
                new("notifications", "/notifications"),
                new("notice-settings", "/me/notifications"),
            ]
        );
        // The books of a fund are for its own office.
        await ShowAsync(await OpenDemoAsync(view, fund.ProposedBy), [new("fund", $"/backoffice/funds/{fund.Id}")]);
    }

    [Theory]
    [MemberData(nameof(Four), DisableDiscoveryEnumeration = true)]
    public async Task OfAdministrators(View view)
    {
        var page = await OpenDemoAsync(view, MemberRole.Administrator);
        await ShowAsync(
            page,
            [
                new("system", "/backoffice/system"),
                .. Enum.GetValues<PaymentOperationKind>()
                    .Select(kind => new Screen($"payments-{kind}", $"/backoffice/payments?show={kind}")),
            ]
        );
    }

    [Theory]
    [MemberData(nameof(Four), DisableDiscoveryEnumeration = true)]
    public async Task OfWhatOpens(View view)
    {
        var faults = new List<string>();
        var official = await OpenDemoAsync(view, MemberRole.Official);
        await official.GotoWorkingAsync("/backoffice/campaigns/new");
        await official.Page.Locator(".mud-picker button").First.ClickAsync();
        await LookOpenAsync(official, "open-calendar", ".mud-picker-calendar");
        await official.Page.Keyboard.PressAsync("Escape");
        await official.Page.Locator(".region-picker .steps input").First.FillAsync("shan");
        await LookOpenAsync(official, "open-places", ".mud-popover-open .mud-list-item");
        await scenes.ReportAsync((await scenes.DemoMemberAsync(MemberRole.Official)).Id);
        await official.GotoWorkingAsync("/backoffice/unsold");
        await official.Page.Locator("article.card button").First.ClickAsync();
        await LookOpenAsync(official, "open-outcome", ".mud-dialog");
        await official.GotoWorkingAsync("/backoffice/members");
        await official.Page.Locator("tbody button").First.ClickAsync();
        await LookOpenAsync(official, "open-decision", ".mud-dialog");

        var farm = await OpenDemoAsync(view, MemberRole.Farmer);
        await farm.GotoWorkingAsync("/farm/orders");
        await farm.Page.Locator(".give-back").First.ClickAsync();
        await LookOpenAsync(farm, "open-refund", ".mud-dialog");
        await farm.Page.Locator("#refund-note").FillAsync("遭了霜冻");
        await farm.Page.Locator(".mud-dialog button.primary").ClickAsync();
        await LookOpenAsync(farm, "open-refund-sums", ".mud-dialog .sums");
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));

        async Task LookOpenAsync(MarketPage page, string name, string open)
        {
            await page.Page.Locator(open).First.WaitForAsync();
            await LookAsync(page, name, faults);
        }
    }

    private static async Task ShowAsync(MarketPage page, IEnumerable<Screen> screens)
    {
        var faults = new List<string>();
        foreach (var screen in screens.Where(screen => screen.InEveryView || FourViews.Contains(page.View)))
        {
            await page.GotoAsync(screen.Path);
            await LookAsync(page, screen.Name, faults);
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    private static async Task LookAsync(MarketPage page, string name, List<string> faults)
    {
        await page.ScreenAsync(name);
        faults.AddRange((await PageAssert.FaultsAsync(page)).Select(fault => $"{name} ({page.View}) {fault}."));
    }

    private async Task<MarketPage> OpenDemoAsync(View view, MemberRole role) =>
        await OpenDemoAsync(view, (await scenes.DemoMemberAsync(role)).Id);

    private async Task<MarketPage> OpenDemoAsync(View view, Guid memberId)
    {
        var page = await OpenAsync(view);
        await page.SignInAsDemoAsync(memberId);
        return page;
    }

    /// <summary>Three lots of three farmers in the cart of this browser.</summary>
    private async Task FillCartAsync(MarketPage page)
    {
        var cart = Guid.NewGuid();
        foreach (var lot in await scenes.OnSaleAsync(farmers: 3))
        {
            await fixture.Get<CartService>().AddAsync(cart, lot.Id, 4 * lot.UnitGrams);
        }

        await page.Page.Context.AddCookiesAsync([
            new()
            {
                Name = "cart",
                Value = cart.ToString(),
                Url = Market.Address.ToString(),
                HttpOnly = true,
            },
        ]);
    }

    /// <param name="InEveryView">In all eight views, not only in four.</param>
    private sealed record Screen(string Name, string Path, bool InEveryView = false);
}
