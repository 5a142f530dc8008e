using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Web.Money.Payments;
using AgriMarket.Web.Money.Payments.Worker;
using AgriMarket.Web.Trade.Carriers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgriMarket.Browser.Tests.Journeys;

/// <summary>
/// 产销对接 on a fresh market: a canteen says what it needs, an official publishes a plan, a farmer and a co-operative accept and
/// so does the canteen, it pays, each ships his part, and each household has exactly its share.
/// </summary>
/// <remarks>
/// At the farm 3.60 yuan a kilogram at least, delivered 8.00 at most; the farmer's half of what lies between, freight taken off, is
/// on top of his floor. The sums on the pages are held against the order's own rows, and those against each other.
/// </remarks>
public sealed class MatchingJourney : BrowserTest, IClassFixture<BrowserMarket>
{
    private const string Canteen = "西吉县第一食堂";

    private readonly JourneyFixture fixture;
    private Player official = null!,
        farmer = null!,
        cooperative = null!,
        institution = null!;
    private MarketPage office = null!;
    private Guid demandId,
        proposalId;

    public MatchingJourney(Chromium chromium, BrowserMarket market)
        : base(chromium, market) => fixture = new JourneyFixture(market);

    [Fact]
    public async Task ACanteensDemandIsFilledByThreeHouseholdsAndEachIsPaidItsShare()
    {
        await SetTheSceneAsync();
        await TheCanteenSaysWhatItNeedsAsync();
        await AnOfficialPublishesAPlanAsync();
        await BothSidesAcceptAsync();
        await TheCanteenPaysAsync();
        await EachShipsHisPartAsync();
        await EachHouseholdHasItsShareAsync();
    }

    private async Task SetTheSceneAsync()
    {
        official = await fixture.JoinAsync("西吉县农业农村局", MemberRole.Official);
        farmer = await fixture.JoinAsync("马兰花", MemberRole.Farmer);
        cooperative = await fixture.JoinAsync("新庄合作社", MemberRole.Cooperative);
        institution = await fixture.JoinAsync(Canteen, MemberRole.Institution);
        await fixture.ListPotatoesAsync(farmer, 150_000);
        await fixture.ListPotatoesAsync(cooperative, 130_000, "张家");
        await fixture.ListPotatoesAsync(cooperative, 120_000, "李家");
    }

    private async Task TheCanteenSaysWhatItNeedsAsync()
    {
        office = await OpenAsync(View.Desktop, institution);
        await office.GotoWorkingAsync("/demands");
        await office.Page.GetByText("发布求购").ClickAsync();
        await office.IsAtAsync("/demands/new");
        await office.WorksAsync();
        var page = office.Page;
        await page.Locator("#spec").FillAsync("tudou");
        await page.Locator(".specs .chip", new() { HasText = "马铃薯" }).ClickAsync();
        await page.Locator("#grams").FillAsync("0");
        await page.Locator("#price").FillAsync("0.10");
        await page.Locator("#name").FillAsync("王师傅");
        await page.Locator("#mobile").FillAsync("13900000000");
        await page.Locator("#street").FillAsync("民生路 1 号食堂");
        await SendAsync();
        await Expect(page.Locator("#grams-wrong")).ToContainTextAsync("大于 0");
        await Expect(page.Locator("#price-wrong")).ToContainTextAsync("运费");

        await page.Locator("#grams").FillAsync("400");
        await page.Locator("#price").FillAsync("8.00");
        await SendAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("已保存");
        demandId = Guid.Parse(new Uri(page.Url).Segments[^1]);

        Task SendAsync() => page.Locator("form button.primary").ClickAsync();
    }

    private async Task AnOfficialPublishesAPlanAsync()
    {
        var backoffice = await OpenAsync(View.Desktop, official);
        await backoffice.GotoWorkingAsync("/backoffice/matching");
        await backoffice.Page.GetByRole(AriaRole.Button, new() { Name = "计算并比较" }).ClickAsync();
        await backoffice.Page.GetByRole(AriaRole.Button, new() { Name = "发布方案 A" }).ClickAsync();
        await backoffice.Page.GetByRole(AriaRole.Button, new() { Name = "确认发布" }).ClickAsync();
        await Expect(backoffice.Page.Locator("main")).ToContainTextAsync("方案里的 1 批货，提出了 1 批");
        proposalId = await fixture.ReadAsync(db =>
            db.Set<AgriMarket.Domain.Matching.Proposals.Proposal>()
                .Where(row => row.DemandId == demandId)
                .Select(row => row.Id)
                .SingleAsync(Cancel)
        );
    }

    private async Task BothSidesAcceptAsync()
    {
        // The page of the demand was open all the time.
        await office.Page.Locator(".proposal a").First.ClickAsync();
        await Expect(office.Page.Locator("h1")).ToContainTextAsync("西吉县的马铃薯 400 公斤");
        await AcceptAsync(office, "接受整批");
        await Expect(office.Page.Locator("main")).ToContainTextAsync("您的答复已记下");

        foreach (var seller in new[] { farmer, cooperative })
        {
            var phone = await OpenAsync(View.Phone, seller);
            await phone.GotoAsync("/farm/proposals");
            await Expect(phone.Page.Locator("article.card")).ToContainTextAsync(Canteen);
            await AcceptAsync(phone, "同意");
            await Expect(phone.Page.Locator("main")).ToContainTextAsync("已同意");
        }

        static async Task AcceptAsync(MarketPage page, string yes)
        {
            await page.Page.Locator("summary", new() { HasTextString = yes }).First.ClickAsync();
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "是，同意", Exact = true }).First.ClickAsync();
        }
    }

    private async Task TheCanteenPaysAsync()
    {
        await office.GotoAsync($"/proposals/{proposalId}");
        await office.Page.GetByText("看订单").ClickAsync();
        await office.IsAtAsync($"/orders/{proposalId}");
        await office.WorksAsync();
        await office.Page.GetByRole(AriaRole.Link, new() { Name = "去付款" }).ClickAsync();
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "付款（会成功）" }).ClickAsync();
        await office.WorksAsync();
        await Expect(office.Page.Locator(".page-head .tag")).ToHaveTextAsync("待发货");
    }

    private async Task EachShipsHisPartAsync()
    {
        foreach (var (seller, number, weight) in new[] { (farmer, "78361234567891", "300 斤"), (cooperative, "78361234567892", "500 斤") })
        {
            var phone = await OpenAsync(View.Phone, seller);
            await phone.GotoWorkingAsync("/farm/orders");
            var parcel = phone.Page.Locator("article.parcel");
            await Expect(parcel.Locator("address")).ToContainTextAsync("宁夏回族自治区固原市西吉县 民生路 1 号食堂");
            await Expect(parcel).ToContainTextAsync(weight == "300 斤" ? weight : "240 斤");
            await parcel.GetByLabel("用哪家货运送的？").SelectOptionAsync("中通快递");
            await parcel.GetByLabel("运单号").FillAsync(number);
            await parcel.GetByRole(AriaRole.Button, new() { Name = "标记已发货" }).ClickAsync();
            await Expect(phone.Page.Locator("h1")).ToHaveTextAsync("都发完了");
            var scan = new ReportedScan(ScanKind.Delivered, fixture.Get<TimeProvider>().GetUtcNow().UtcDateTime, "已签收");
            Assert.True((await fixture.Get<CarrierScanInbox>().RecordAsync(new("zto", number, [scan]))).IsOk);
            await office.Page.GetByRole(AriaRole.Button, new() { Name = "我收到了" }).ClickAsync();
            await office.Page.GetByRole(AriaRole.Button, new() { Name = "都收到了" }).ClickAsync();
            await Expect(office.Page.GetByRole(AriaRole.Button, new() { Name = "我收到了" })).ToHaveCountAsync(0);
        }

        await Expect(office.Page.Locator(".page-head .tag")).ToHaveTextAsync("已收货");
    }

    private async Task EachHouseholdHasItsShareAsync()
    {
        foreach (var seller in new[] { farmer, cooperative })
        {
            var phone = await OpenAsync(View.Phone, seller);
            await phone.GotoAsync("/farm/money");
            await phone.Page.GetByRole(AriaRole.Button, new() { Name = "设置收款账户" }).ClickAsync();
            await Expect(phone.Page.Locator("main")).ToContainTextAsync("收款账户已经设好");
        }

        await fixture.Get<PaymentWorker>().RunAsync(Cancel);

        var order = await fixture.ReadAsync(db =>
            db.Set<Order>()
                .AsNoTracking()
                .Include(row => row.Lines)
                .Include(row => row.Parcels)
                .AsSplitQuery()
                .SingleAsync(row => row.Id == proposalId, Cancel)
        );
        Assert.Equal((OrderStatus.Received, 400_000L), (order.Status, order.Lines.Sum(line => line.Grams)));
        Assert.True(order.ToPayFen * 1_000 <= 800 * 400_000 && order.Lines.TrueForAll(line => line.UnitPriceFen >= 180));
        var payouts = await fixture.ReadAsync(db =>
            db.Set<Payout>().AsNoTracking().Where(row => row.PaymentId == proposalId).ToListAsync(Cancel)
        );
        Assert.All(payouts, payout => Assert.Equal(PayoutStatus.Paid, payout.Status));
        Assert.Equal(order.GoodsFen, payouts.Sum(payout => payout.AmountFen));

        await office.GotoAsync($"/proposals/{proposalId}");
        var shares = office.Page.Locator("table", new() { HasText = "分摊运费" }).Locator("tbody tr");
        await Expect(shares).ToHaveCountAsync(3);
        foreach (var line in order.Lines)
        {
            var share = shares.Filter(new() { HasText = line.Household });
            await Expect(share).ToContainTextAsync($"¥{line.GoodsFen / 100m:#,0.00}");
            await Expect(share).ToContainTextAsync("已打款");
        }
    }
}
