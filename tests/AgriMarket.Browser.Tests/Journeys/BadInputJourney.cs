using System.Globalization;
using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgriMarket.Browser.Tests.Journeys;

/// <summary>What is typed wrongly stays as it was typed, with a sentence beside it in the reader's language.</summary>
public sealed class BadInputJourney : BrowserTest, IClassFixture<BrowserMarket>
{
    private readonly JourneyFixture fixture;

    public BadInputJourney(Chromium chromium, BrowserMarket market)
        : base(chromium, market) => fixture = new JourneyFixture(market);

    public static TheoryData<View> Languages => [View.Phone, View.Phone.InEnglish()];

    [Theory]
    [MemberData(nameof(Languages), DisableDiscoveryEnumeration = true)]
    public async Task AListing(View view)
    {
        var farmer = await fixture.JoinAsync("马兰花", MemberRole.Farmer);
        var farm = await OpenAsync(view, farmer);
        var page = farm.Page;
        await farm.GotoWorkingAsync("/farm/sell");
        await page.Locator("#search").FillAsync("xyzzy");
        await Expect(page.Locator("main [role=status]"))
            .ToContainTextAsync(In(view, "目录里没有“xyzzy”", "The catalogue has no \"xyzzy\""));
        await page.Locator("#search").FillAsync("potato");
        await page.Locator(".kind", new() { HasText = In(view, "马铃薯", "Potato") }).First.ClickAsync();

        await RefuseAsync(page, "quantity", ("", In(view, "请填一共有多少。", "Please fill in how much there is.")));
        await RefuseAsync(
            page,
            "quantity",
            [.. new[] { "0", "-5", "99999999" }.Select(typed => (typed, In(view, "数量要大于 0", "The quantity must be above zero")))]
        );
        await RefuseAsync(
            page,
            "quantity",
            ("很多", In(view, "这不是重量", "This is not a weight")),
            ("1.5", In(view, "整倍数", "whole multiple"))
        );
        await AnswerAsync(page, "quantity", "1000");

        await RefuseAsync(
            page,
            "price",
            ("", In(view, "请填价钱", "Please fill in the price")),
            ("便宜", In(view, "这不是价钱", "This is not a price"))
        );
        await RefuseAsync(page, "price", [.. new[] { "0", "-1" }.Select(typed => (typed, In(view, "要大于 0", "a price above zero")))]);
        await RefuseAsync(
            page,
            "price",
            ("1000000", In(view, "是不是多打了几个零", "extra zeros")),
            ("1.234", In(view, "这不是价钱", "This is not a price"))
        );
        await AnswerAsync(page, "price", "1.83");
        await page.GetByRole(AriaRole.Radio, new() { Name = JourneyFixture.Village }).CheckAsync();
        await page.Locator("form.question button[type=submit]").ClickAsync();

        await RefuseAsync(
            page,
            "ready",
            ("", In(view, "请选哪天起可以发货", "from which day you can send it")),
            (Day(-1), In(view, "已经过了", "has passed")),
            (Day(200), In(view, "最早可以提前 90 天", "up to 90 days ahead"))
        );
        await page.Locator("#ready").FillAsync(Day(5));
        await RefuseAsync(
            page,
            "best-before",
            ("", In(view, "请选最晚卖到哪天", "Please choose the last day")),
            (Day(4), In(view, "要晚于可以发货的日子", "later than the ready date")),
            (Day(2000), In(view, "保质期最长", "Best-before can be"))
        );
        await AnswerAsync(page, "best-before", Day(20));

        await RefuseAsync(page, "remark", (new string('好', 61), In(view, "说明最多 60 个字", "The remark can have 60 characters")));
        Assert.False(await fixture.ReadAsync(db => db.Set<Lot>().AnyAsync(lot => lot.FarmerId == farmer.Id)), "Something was listed.");
    }

    [Theory]
    [MemberData(nameof(Languages), DisableDiscoveryEnumeration = true)]
    public async Task ACheckout(View view)
    {
        var lotId = await fixture.ListPotatoesAsync(await fixture.JoinAsync("马兰花", MemberRole.Farmer), grams: 50_000);
        var player = await fixture.JoinAsync("林晓雯");
        var buyer = await OpenAsync(view, player);
        var page = buyer.Page;
        await page.GotoAsync($"/lots/{lotId}");
        await RefuseQuantityAsync(page, In(view, "请用数字填写", "Please write a number"), "", "三");
        await RefuseQuantityAsync(page, In(view, "最少 1 斤", "the least is 1 jin"), "0", "-2");
        await RefuseQuantityAsync(page, In(view, "整倍数", "whole multiple"), "1.5");

        await page.Locator("#quantity").FillAsync("5");
        await page.Locator("form.buy .primary").ClickAsync();
        await Expect(page.Locator(".cart-announcement .said")).ToBeVisibleAsync();
        await page.SetViewportSizeAsync(360, 640);
        await buyer.GotoWorkingAsync("/checkout");
        await PlaceAsync(page);
        await IsSeenBesideTheButtonAsync(page, In(view, "请填写 11 位手机号", "11-digit mobile number"));
        await RefuseAddressAsync(
            page,
            In(view, "收货人", "Recipient"),
            In(view, "请填写收货人，最多 40 个字", "recipient’s name, up to 40"),
            "",
            new string('林', 41)
        );
        await RefuseAddressAsync(
            page,
            In(view, "手机号", "Mobile number"),
            In(view, "请填写 11 位手机号", "11-digit mobile number"),
            "",
            "123",
            "1380013800x"
        );
        await RefuseAddressAsync(
            page,
            In(view, "详细地址", "Street and house"),
            In(view, "请填写详细地址，最多 120 个字", "street and house, up to 120"),
            "",
            new string('路', 121)
        );
        await Expect(page.Locator(".region-picker")).ToContainTextAsync(In(view, "请把所在地区选到最后一级", "down to the last step"));
        await buyer.ChooseRegionAsync(In(view, "上海市", "Shanghai"));
        await PlaceAsync(page);
        await Expect(page.Locator(".region-picker")).ToContainTextAsync(In(view, "请把所在地区选到最后一级", "down to the last step"));
        Assert.False(
            await fixture.ReadAsync(db => db.Set<Order>().AnyAsync(order => order.BuyerId == player.Id)),
            "Something was ordered."
        );
    }

    private static string In(View view, string chinese, string english) => view.Language == "zh" ? chinese : english;

    /// <summary>A day as date inputs have it, so many from today.</summary>
    private string Day(int ahead) => fixture.Today.AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Answers a question wrongly, each time with another slip, and finds its sentence beside what was typed.</summary>
    private static async Task RefuseAsync(IPage page, string field, params IEnumerable<(string Typed, string Sentence)> slips)
    {
        foreach (var (typed, sentence) in slips)
        {
            await AnswerAsync(page, field, typed);
            await Expect(page.Locator($"#{field}-wrong")).ToContainTextAsync(sentence);
            await Expect(page.Locator($"#{field}")).ToHaveValueAsync(typed);
            await Expect(page.Locator($"#{field}")).ToHaveAttributeAsync("aria-invalid", "true");
        }
    }

    private static async Task AnswerAsync(IPage page, string field, string typed)
    {
        await page.Locator($"#{field}").FillAsync(typed);
        await page.Locator("form.question button[type=submit]").ClickAsync();
    }

    private static async Task RefuseQuantityAsync(IPage page, string sentence, params IEnumerable<string> slips)
    {
        foreach (var typed in slips)
        {
            await page.Locator("#quantity").FillAsync(typed);
            // The answer to this slip, not to the one before: two slips can have the same sentence.
            await page.RunAndWaitForResponseAsync(
                () => page.Locator("form.buy .primary").ClickAsync(),
                answer => answer.Request.Method == "POST"
            );
            if (typed.Length > 0)
            {
                await Expect(page.Locator("#quantity")).ToHaveAttributeAsync("value", typed);
            }

            await Expect(page.Locator("#quantity-wrong")).ToContainTextAsync(sentence);
            await Expect(page.Locator("#quantity")).ToHaveValueAsync(typed);
        }
    }

    private static async Task RefuseAddressAsync(IPage page, string label, string sentence, params IEnumerable<string> slips)
    {
        foreach (var typed in slips)
        {
            await page.GetByLabel(label).FillAsync(typed);
            await PlaceAsync(page);
            await Expect(page.Locator(".mud-input-control", new() { Has = page.GetByLabel(label) })).ToContainTextAsync(sentence);
            await Expect(page.GetByLabel(label)).ToHaveValueAsync(typed);
        }
    }

    /// <summary>Whoever has pressed the button sees why nothing was ordered without moving the page, and it is read out.</summary>
    private static async Task IsSeenBesideTheButtonAsync(IPage page, string sentence)
    {
        var said = page.Locator(".till .refusals");
        await Expect(said).ToContainTextAsync(sentence);
        await Expect(said).ToBeFocusedAsync();
        await Expect(said).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.Equal("alert", await said.GetAttributeAsync("role"));
    }

    private static Task PlaceAsync(IPage page) => page.Locator(".till button.primary").ClickAsync();
}
