namespace AgriMarket.Browser.Tests.Support;

/// <summary>
/// What a journey in a browser derives from: it opens pages here, and when the test is over every page is closed and every
/// fault on any of them fails the test. The class takes both fixtures in its constructor and says which market is its own.
/// </summary>
public abstract class BrowserTest(Chromium chromium, BrowserMarket market) : IAsyncLifetime
{
    private readonly List<MarketPage> pages = [];

    protected BrowserMarket Market => market;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens a new reader's page; nothing is loaded yet.</summary>
    /// <param name="scripts">False for a reader whose browser runs none.</param>
    protected async Task<MarketPage> OpenAsync(View view, bool scripts = true)
    {
        var page = await MarketPage.OpenAsync(chromium.Browser, market.Address, view, scripts);
        pages.Add(page);
        return page;
    }

    /// <summary>Opens a page of somebody who has signed in.</summary>
    protected async Task<MarketPage> OpenAsync(View view, Player player)
    {
        var page = await OpenAsync(view);
        await page.SignInAsync(player);
        return page;
    }

    /// <summary>Opens another tab of the same reader.</summary>
    protected async Task<MarketPage> OpenTabAsync(MarketPage reader)
    {
        var tab = await reader.OpenTabAsync();
        pages.Add(tab);
        return tab;
    }

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            foreach (var (place, page) in pages.Index())
            {
                await page.ScreenAsync($"failed-{TestContext.Current.TestMethod?.MethodName}-{place}");
            }
        }

        foreach (var page in pages)
        {
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
