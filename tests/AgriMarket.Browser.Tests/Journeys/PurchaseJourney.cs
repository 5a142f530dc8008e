using System.Text.RegularExpressions;
using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Aid.Campaigns;
using AgriMarket.Web.Farm.Money;
using AgriMarket.Web.Money.Funds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgriMarket.Browser.Tests.Journeys;

/// <summary>
/// What the market is for, on a fresh one: a farmer lists, one resident looks on while another orders with both subsidies and
/// pays, the farmer ships, the buyer has it in hand, and every figure has moved by exactly the right grams and fen.
/// </summary>
/// <remarks>
/// 7 斤 at 1.83 yuan are 12.81 yuan, of which 15% are 1.92 (the half fen is dropped). 3.5 kg over more than 1,500 km cost 9.00
/// for the first kilogram and 2.80 for each of three more begun: 17.40, of which 2.00 are paid. 12.81 + 17.40 − 1.92 − 2.00 = 26.29.
/// </remarks>
public sealed class PurchaseJourney : BrowserTest, IClassFixture<BrowserMarket>
{
    private const string ShippingFund = "爱心助农快递补贴";
    private const string ProduceFund = "脱贫县农产品专项补贴";
    private const string Title = "西吉的土豆在窖里等你";

    private readonly JourneyFixture fixture;
    private Player official = null!,
        farmer = null!,
        neighbour = null!,
        buyer = null!;
    private MarketPage farm = null!,
        look = null!,
        campaign = null!,
        shop = null!;
    private Guid campaignId,
        lotId,
        orderId;

    public PurchaseJourney(Chromium chromium, BrowserMarket market)
        : base(chromium, market) => fixture = new JourneyFixture(market);

    private ILocator StockSeen => look.Page.Locator("article.lot live-stock [data-text]");

    [Fact]
    public async Task AFarmerSellsAndEverybodySeesItHappen()
    {
        await SetTheSceneAsync();
        await TheFarmerListsALotAsync();
        await AnOfficialPublishesACampaignWithItAsync();
        await ANeighbourLooksOnAsync();
        await TheBuyerFindsItAndChecksOutAsync();
        await TheNeighbourSeesTheNewStockAsync(acknowledgedAt: await TheBuyerOrdersAsync());
        await TheBuyerPaysAsync();
        await TheCampaignHasMovedAsync();
        await TheFarmerShipsAsync();
        await TheBuyerConfirmsAsync();
        await TheFundsHaveMovedAsync();
        await TheBooksSayTheSameAsync();
        Assert.True(await look.IsStillTheSameAsync() && await campaign.IsStillTheSameAsync(), "A page that looks on was loaded anew.");
    }

    private async Task SetTheSceneAsync()
    {
        official = await fixture.JoinAsync("西吉县农业农村局", MemberRole.Official);
        var second = await fixture.JoinAsync("固原市乡村振兴局", MemberRole.Official);
        farmer = await fixture.JoinAsync("马兰花", MemberRole.Farmer);
        neighbour = await fixture.JoinAsync("周敏");
        buyer = await fixture.JoinAsync("林晓雯");
        await fixture.OpenFundAsync(official, second, ShippingFund, depositFen: 1_000_000, amountFen: 200);
        await fixture.OpenFundAsync(second, official, ProduceFund, depositFen: 2_000_000, amountFen: 0, basisPoints: 1_500);
        campaignId = await fixture.DraftCampaignAsync(official, Title, targetGrams: 1_000_000);
    }

    private async Task TheFarmerListsALotAsync()
    {
        farm = await OpenAsync(View.Phone, farmer);
        await farm.GotoWorkingAsync("/farm/sell");
        var page = farm.Page;
        await page.Locator("#search").FillAsync("td");
        await page.Locator(".kind", new() { HasText = "马铃薯" }).ClickAsync();
        await page.Locator("#quantity").FillAsync("1000");
        await NextAsync();
        await page.Locator("#price").FillAsync("1.83");
        await NextAsync();
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = JourneyFixture.Village })).ToBeCheckedAsync();
        await NextAsync();
        await Expect(page.Locator("#best-before")).ToHaveValueAsync(new Regex(@"^\d{4}-\d\d-\d\d$"));
        await NextAsync();
        await Expect(page.Locator(".answers")).ToContainTextAsync($"宁夏回族自治区固原市西吉县 {JourneyFixture.Village}");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认，上架" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("马铃薯已经上架了");
        lotId = Guid.Parse((await page.GetByText("看看买家看到的页面").GetAttributeAsync("href"))!.Split('/')[^1]);

        await farm.GotoWorkingAsync("/farm/orders");
        await Expect(page.Locator("h1")).ToHaveTextAsync("都发完了");

        Task NextAsync() => page.GetByRole(AriaRole.Button, new() { Name = "下一步" }).ClickAsync();
    }

    private async Task AnOfficialPublishesACampaignWithItAsync()
    {
        var backoffice = await OpenAsync(View.Desktop, official);
        await backoffice.GotoWorkingAsync($"/backoffice/campaigns/{campaignId}");
        await backoffice.Page.Locator(".found-lot", new() { HasText = farmer.Name }).GetByRole(AriaRole.Checkbox).CheckAsync();
        await backoffice.Page.GetByRole(AriaRole.Button, new() { Name = "发布" }).ClickAsync();
        await backoffice.IsAtAsync($"/campaigns/{campaignId}");
        await Expect(backoffice.Page.Locator(".lot-card h3")).ToHaveTextAsync("马铃薯");
    }

    private async Task ANeighbourLooksOnAsync()
    {
        look = await OpenAsync(View.Phone, neighbour);
        await look.GotoAsync($"/lots/{lotId}");
        await Expect(StockSeen).ToHaveTextAsync("剩 1,000 斤");
        await look.MarkAsync();
        await look.Page.EvaluateAsync(
            "seen => new MutationObserver(() => window.changedAt ??= Date.now()).observe(document.querySelector(seen), "
                + "{ childList: true, characterData: true, subtree: true })",
            "article.lot live-stock [data-text]"
        );
        campaign = await OpenTabAsync(look);
        await campaign.GotoAsync($"/campaigns/{campaignId}");
        await ExpectCampaignAsync("0 斤", orders: "0", households: "0", granted: "¥0.00");
        await campaign.MarkAsync();
    }

    private async Task TheBuyerFindsItAndChecksOutAsync()
    {
        shop = await OpenAsync(View.Desktop, buyer);
        var page = shop.Page;
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("tudou");
        await page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex(@"/\?q=tudou"));
        await page.Locator(".lot-card h3 a").ClickAsync();
        await page.Locator("#quantity").FillAsync("7");
        await page.GetByRole(AriaRole.Button, new() { Name = "加入购物车" }).ClickAsync();
        await Expect(page.Locator(".cart-announcement")).ToContainTextAsync("已加入马铃薯，共 7 斤");
        await page.GetByText("去购物车").ClickAsync();
        await Expect(page.Locator(".till")).ToContainTextAsync("¥12.81");
        await page.GetByText("去结算").ClickAsync();
        await page.GetByLabel("收货人").FillAsync("林晓雯");
        await page.GetByLabel("手机号").FillAsync("13800138000");
        await shop.ChooseRegionAsync("上海市", "徐汇区");
        await page.GetByLabel("详细地址").FillAsync("天平路 20 弄 3 号 501");
        await ExpectSumsAsync(page.Locator(".till"), "应付");
    }

    /// <returns>When the buyer's browser had the market's answer, in milliseconds since 1970.</returns>
    private async Task<double> TheBuyerOrdersAsync()
    {
        await shop.Page.EvaluateAsync(
            "() => "
                + "{ const watch = setInterval(() => { if (location.pathname.startsWith('/pay/')) { "
                + "window.acknowledgedAt = Date.now(); clearInterval(watch); } }, 5); }"
        );
        await shop.Page.GetByRole(AriaRole.Button, new() { Name = "提交订单 ¥26.29" }).ClickAsync();
        await Expect(shop.Page.Locator("h1")).ToHaveTextAsync("测试付款");
        orderId = Guid.Parse(new Uri(shop.Page.Url).Segments[^1]);
        return await shop.Page.EvaluateAsync<double>("() => window.acknowledgedAt");
    }

    private async Task TheNeighbourSeesTheNewStockAsync(double acknowledgedAt)
    {
        await Expect(StockSeen).ToHaveTextAsync("剩 993 斤");
        var elapsed = await look.Page.EvaluateAsync<double>("() => window.changedAt") - acknowledgedAt;
        TestContext.Current.TestOutputHelper?.WriteLine($"The open page changed {elapsed:0} ms after the buyer had the answer.");
        Assert.True(elapsed <= 1_000, $"The open page changed {elapsed:0} ms after the order was acknowledged.");
    }

    private async Task TheBuyerPaysAsync()
    {
        await Expect(shop.Page.Locator("main")).ToContainTextAsync("这里用的是测试钱");
        await Expect(shop.Page.Locator("main .sum")).ToContainTextAsync("¥26.29");
        await shop.Page.GetByRole(AriaRole.Button, new() { Name = "付款（会成功）" }).ClickAsync();
        await shop.WorksAsync();
        await Expect(shop.Page.Locator(".page-head .tag")).ToHaveTextAsync("待发货");
        await ExpectSumsAsync(shop.Page.Locator("aside"), "实付");
    }

    private async Task TheCampaignHasMovedAsync() => await ExpectCampaignAsync("7 斤", orders: "1", households: "1", granted: "¥3.92");

    private async Task TheFarmerShipsAsync()
    {
        await Expect(farm.Page.Locator("h1")).ToHaveTextAsync("待发货（1）");
        var parcel = farm.Page.Locator("article.parcel");
        await Expect(parcel.Locator(".pack")).ToContainTextAsync("7 斤");
        await Expect(parcel.Locator("address")).ToContainTextAsync("上海市徐汇区 天平路 20 弄 3 号 501");
        await parcel.GetByLabel("用哪家快递寄的？").SelectOptionAsync("中通快递");
        await parcel.GetByLabel("快递单号").FillAsync("ZTO7800123456");
        await parcel.GetByRole(AriaRole.Button, new() { Name = "标记已发货" }).ClickAsync();
        await Expect(farm.Page.Locator("h1")).ToHaveTextAsync("都发完了");
    }

    private async Task TheBuyerConfirmsAsync()
    {
        await Expect(shop.Page.Locator("main")).ToContainTextAsync("中通快递，单号 ZTO7800123456");
        var receive = shop.Page.GetByRole(AriaRole.Button, new() { Name = "我收到了" });
        await receive.ClickAsync();
        var asked = shop.Page.GetByRole(AriaRole.Dialog);
        await Expect(asked).ToContainTextAsync("确认以后不能撤回，货款付给农户。");
        await asked.GetByRole(AriaRole.Button, new() { Name = "还没有" }).ClickAsync();
        await Expect(asked).ToHaveCountAsync(0);
        var parcel = await fixture.ReadAsync(db => db.Set<Parcel>().SingleAsync(row => row.OrderId == orderId));
        Assert.Equal(ParcelStatus.Shipped, parcel.Status);
        await receive.ClickAsync();
        await asked.GetByRole(AriaRole.Button, new() { Name = "都收到了" }).ClickAsync();
        await Expect(shop.Page.Locator(".page-head .tag")).ToHaveTextAsync("已收货");
        await farm.GotoAsync("/farm/money");
        await Expect(farm.Page.Locator("main .price").First).ToHaveTextAsync("¥12.81");
    }

    private async Task TheFundsHaveMovedAsync()
    {
        var account = await OpenAsync(View.Phone);
        await account.GotoAsync("/funds");
        await ExpectLeftAsync(ShippingFund, "¥9,998.00");
        await ExpectLeftAsync(ProduceFund, "¥19,998.08");

        Task ExpectLeftAsync(string fund, string left) =>
            Expect(
                    account
                        .Page.Locator("section.card", new() { HasText = fund })
                        .Locator(".figure", new() { HasText = "还剩" })
                        .Locator(".value")
                )
                .ToHaveTextAsync(left);
    }

    private async Task TheBooksSayTheSameAsync()
    {
        var lot = await fixture.ReadAsync(db => db.Set<Lot>().SingleAsync(row => row.Id == lotId));
        Assert.Equal((500_000, 496_500, 0, 3_500), (lot.ListedGrams, lot.AvailableGrams, lot.HeldGrams, lot.SoldGrams));
        var journal = await fixture.ReadAsync(db => db.Set<StockJournalEntry>().Where(entry => entry.LotId == lotId).ToListAsync());
        Assert.Equal(
            (496_500, 0, 3_500),
            (journal.Sum(entry => entry.AvailableGrams), journal.Sum(entry => entry.HeldGrams), journal.Sum(entry => entry.SoldGrams))
        );

        var order = await fixture.ReadAsync(db => db.Set<Order>().SingleAsync(row => row.Id == orderId));
        Assert.Equal(
            (1_281, 1_740, 200, 192, 2_629),
            (order.GoodsFen, order.ShippingFen, order.ShippingSubsidyFen, order.FundSubsidyFen, order.ToPayFen)
        );
        Assert.Equal(OrderStatus.Received, order.Status);
        Assert.Equal(new FarmMoney(1_281, 0, 0), await fixture.Get<FarmMoneyReads>().ReadAsync(farmer.Id));

        var figures = (await fixture.Get<CampaignReads>().FindAsync(campaignId, readerId: null))!.Summary.Figures;
        Assert.Equal((3_500, 1, 1, 392), (figures.SoldGrams, figures.Orders, figures.Households, figures.GrantedFen));
        var funds = (await fixture.Get<FundReads>().OpenAsync()).ToDictionary(fund => fund.Fund.NameZh);
        Assert.Equal((999_800, 200, 0), (funds[ShippingFund].LeftFen, funds[ShippingFund].GrantedFen, funds[ShippingFund].PendingFen));
        Assert.Equal((1_999_808, 192, 0), (funds[ProduceFund].LeftFen, funds[ProduceFund].GrantedFen, funds[ProduceFund].PendingFen));
    }

    private async Task ExpectCampaignAsync(string sold, string orders, string households, string granted)
    {
        foreach (var (name, text) in new[] { ("sold", sold), ("orders", orders), ("households", households), ("granted", granted) })
        {
            await Expect(campaign.Page.Locator($"aside [data-live={name}]")).ToHaveTextAsync(text);
        }
    }

    private static async Task ExpectSumsAsync(ILocator place, string total)
    {
        foreach (
            var (name, sum) in new[]
            {
                ("商品", "¥12.81"),
                ("运费", "¥17.40"),
                (ShippingFund, "-¥2.00"),
                (ProduceFund, "-¥1.92"),
                (total, "¥26.29"),
            }
        )
        {
            await Expect(place.Locator($"dl.sums dt:has-text('{name}') + dd").First).ToHaveTextAsync(sum);
        }
    }
}
