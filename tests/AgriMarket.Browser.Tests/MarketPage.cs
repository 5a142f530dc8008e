using System.Collections.Concurrent;
using Microsoft.AspNetCore.Localization;
using Microsoft.Playwright;

namespace AgriMarket.Browser.Tests;

/// <summary>
/// One reader's page, in a browser context of its own: nothing is shared with another page but the market. It keeps every
/// fault it sees: console errors (a broken content security policy is one), uncaught exceptions, failed requests.
/// </summary>
public sealed class MarketPage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> faults = new();
    private readonly List<string> tolerated = [];

    private MarketPage(IPage page, View view)
    {
        Page = page;
        View = view;
    }

    public IPage Page { get; }

    public View View { get; }

    /// <summary>What went wrong on the page so far, without what the test said it expects.</summary>
    public IReadOnlyList<string> Faults => [.. faults.Where(fault => !tolerated.Any(part => fault.Contains(part, StringComparison.Ordinal)))];

    public static async Task<MarketPage> OpenAsync(IBrowser browser, Uri market, View view)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = market.ToString(),
            ViewportSize = new() { Width = view.Width, Height = view.Height },
            ColorScheme = view.Look == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            HasTouch = view.IsPhone,
            IsMobile = view.IsPhone,
            TimezoneId = "Asia/Shanghai",
            ReducedMotion = ReducedMotion.Reduce,
        });
        if (view.Language != "zh")
        {
            await context.AddCookiesAsync([new()
            {
                Name = CookieRequestCultureProvider.DefaultCookieName,
                Value = Uri.EscapeDataString(CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(view.Language))),
                Url = market.ToString(),
            }]);
        }

        var page = new MarketPage(await context.NewPageAsync(), view);
        page.Listen();
        return page;
    }

    /// <summary>Goes to a path and waits until its files and scripts are there.</summary>
    public Task<IResponse?> GotoAsync(string path) => Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });

    /// <summary>A fault that contains these words is what the test is about, such as a line that it cuts itself.</summary>
    public void Expect(string partOfFault) => tolerated.Add(partOfFault);

    /// <summary>Writes the whole page to <c>.screens/NAME-DEVICE-LANGUAGE-LOOK.png</c>, for people to look at.</summary>
    public async Task ScreenAsync(string name) =>
        await Page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(ScreensFolder(), $"{name}-{View}.png") });

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private void Listen()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                faults.Enqueue($"console: {message.Text} ({message.Location})");
            }
        };
        Page.PageError += (_, error) => faults.Enqueue($"exception: {error}");
        Page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                faults.Enqueue($"answer: {response.Status} {response.Request.Method} {response.Url}");
            }
        };
        Page.RequestFailed += (_, request) =>
        {
            // A page that is left gives up its own requests: that is no fault.
            if (request.Failure is { } failure && failure != "net::ERR_ABORTED")
            {
                faults.Enqueue($"request: {failure} {request.Method} {request.Url}");
            }
        };
    }

    private static string ScreensFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AgriMarket.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, ".screens");
    }
}
