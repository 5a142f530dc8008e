namespace AgriMarket.Browser.Tests;

/// <summary>
/// What a journey in a browser derives from: it opens pages here, and when the test is over every page is closed and every
/// fault on any of them fails the test. The class takes both fixtures in its constructor.
/// </summary>
public abstract class BrowserTest(Chromium chromium, BrowserMarket market) : IClassFixture<BrowserMarket>, IAsyncLifetime
{
    private readonly List<MarketPage> pages = [];

    protected BrowserMarket Market => market;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens a new reader's page; nothing is loaded yet.</summary>
    protected async Task<MarketPage> OpenAsync(View view)
    {
        var page = await MarketPage.OpenAsync(chromium.Browser, market.Address, view);
        pages.Add(page);
        return page;
    }

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (var page in pages)
        {
            if (failed)
            {
                await page.ScreenAsync($"failed-{TestContext.Current.TestMethod?.MethodName}");
            }

            await page.DisposeAsync();
        }

        GC.SuppressFinalize(this);
        string[] faults = [.. pages.SelectMany(page => page.Faults.Select(fault => $"{page.View}: {fault}"))];
        if (faults.Length > 0)
        {
            Assert.Fail($"The pages had faults:\n{string.Join('\n', faults)}");
        }
    }
}
