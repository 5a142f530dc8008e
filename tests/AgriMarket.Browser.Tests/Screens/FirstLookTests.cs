using System.Collections.Concurrent;
using System.Globalization;
using AgriMarket.Browser.Tests.Support;
using Microsoft.Playwright;

namespace AgriMarket.Browser.Tests.Screens;

/// <summary>What a browser loads to show the home page, in bytes as they come over the line, head lines included.</summary>
public sealed class FirstLookTests(Chromium chromium, DemoBrowserMarket market)
    : BrowserTest(chromium, market),
        IClassFixture<DemoBrowserMarket>
{
    private const int FirstVisitMostBytes = 150_000;
    private const int RepeatVisitMostBytes = 30_000;

    [Fact]
    public async Task TheHomePageIsSmallAndSmallerTheSecondTime()
    {
        foreach (var view in new[] { View.Phone, View.Desktop })
        {
            var page = await OpenAsync(view);
            var first = await VisitAsync(page.Page);
            var repeat = await VisitAsync(page.Page);
            TestContext.Current.SendDiagnosticMessage(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Home page on a {view.Device}: first visit {first:#,0} bytes, repeat visit {repeat:#,0} bytes."
                )
            );

            Assert.InRange(first, 1, FirstVisitMostBytes);
            Assert.InRange(repeat, 1, RepeatVisitMostBytes);
        }
    }

    [Fact]
    public async Task ThreeCardsAndAHalfAreOnTheFirstScreenOfAPhone()
    {
        const string Seen = """
            () => {
              const bottom = document.querySelector(".bottom-bar").getBoundingClientRect().top;
              return [...document.querySelectorAll(".lot-card")]
                .map(card => card.getBoundingClientRect())
                .reduce((sum, card) => sum + Math.max(0, Math.min(bottom, card.bottom) - card.top) / card.height, 0);
            }
            """;
        var phone = View.Phone with { Height = 640 };
        foreach (var (view, place) in new[] { (phone, "none"), (phone.InEnglish(), "310104"), (phone.InTheDark(), "310104") })
        {
            var page = await OpenAsync(view);
            await page.Page.Context.AddCookiesAsync([
                new()
                {
                    Name = "destination",
                    Value = place,
                    Url = Market.Address.ToString(),
                },
            ]);
            await page.GotoAsync("/");

            Assert.InRange(await page.Page.EvaluateAsync<double>(Seen), 3.5, 24);
        }
    }

    /// <summary>Opens the home page, waits until its line to the market is open and nothing more is asked for, and leaves it.</summary>
    private static async Task<double> VisitAsync(IPage page)
    {
        var line = await page.Context.NewCDPSessionAsync(page);
        var answers = new ConcurrentQueue<double>();
        line.Event("Network.loadingFinished").OnEvent += (_, finished) =>
            answers.Enqueue(finished!.Value.GetProperty("encodedDataLength").GetDouble());
        await line.SendAsync("Network.enable");
        var live = page.WaitForWebSocketAsync();
        await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await live;
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await line.DetachAsync();
        await page.GotoAsync("about:blank");
        return answers.Sum();
    }
}
