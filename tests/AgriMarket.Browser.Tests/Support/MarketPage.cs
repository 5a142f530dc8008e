using System.Collections.Concurrent;
using Microsoft.AspNetCore.Localization;
using Microsoft.Playwright;

namespace AgriMarket.Browser.Tests.Support;

/// <summary>
/// One reader's page, in a browser context of its own: nothing is shared with another page but the market. It keeps every
/// fault it sees: console errors (a broken content security policy is one), uncaught exceptions, failed requests.
/// </summary>
public sealed class MarketPage : IAsyncDisposable
{
    /// <summary>Long, because a busy machine is slow and a test that gives up early says nothing.</summary>
    public const int PatienceMilliseconds = 60_000;

    /// <summary>On a screen of the whole page the bar under the thumb would lie across its middle.</summary>
    private const string BarAtTheEnd = ".bottom-bar { position: static }";

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
    public IReadOnlyList<string> Faults =>
        [.. faults.Where(fault => !tolerated.Any(part => fault.Contains(part, StringComparison.Ordinal)))];

    /// <param name="scripts">False for a reader whose browser runs none.</param>
    public static async Task<MarketPage> OpenAsync(IBrowser browser, Uri market, View view, bool scripts = true)
    {
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = market.ToString(),
                ViewportSize = new() { Width = view.Width, Height = view.Height },
                ColorScheme = view.Look == "dark" ? ColorScheme.Dark : ColorScheme.Light,
                HasTouch = view.IsPhone,
                IsMobile = view.IsPhone,
                TimezoneId = "Asia/Shanghai",
                Locale = view.Language == "zh" ? "zh-CN" : "en-GB",
                ReducedMotion = ReducedMotion.Reduce,
                JavaScriptEnabled = scripts,
            }
        );
        context.SetDefaultTimeout(PatienceMilliseconds);
        if (view.Language != "zh")
        {
            await context.AddCookiesAsync([
                new()
                {
                    Name = CookieRequestCultureProvider.DefaultCookieName,
                    Value = Uri.EscapeDataString(CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(view.Language))),
                    Url = market.ToString(),
                },
            ]);
        }

        return await OpenInAsync(context, view);
    }

    /// <summary>Another tab of the same reader.</summary>
    public Task<MarketPage> OpenTabAsync() => OpenInAsync(Page.Context, View);

    private static async Task<MarketPage> OpenInAsync(IBrowserContext context, View view)
    {
        var page = new MarketPage(await context.NewPageAsync(), view);
        page.Listen();
        return page;
    }

    /// <summary>Goes to a path and waits until its files, scripts and fonts are there, and a working page answers.</summary>
    public async Task<IResponse?> GotoAsync(string path)
    {
        var answer = await Page.GotoAsync(path);
        await Page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        if (await Page.Locator("fieldset.work").CountAsync() > 0)
        {
            await WorksAsync();
        }

        return answer;
    }

    /// <summary>Goes to a working page and waits until it answers.</summary>
    public async Task GotoWorkingAsync(string path)
    {
        await Page.GotoAsync(path);
        await WorksAsync();
    }

    /// <summary>
    /// Waits until the circuit of a working page listens and follows the market. Asked by the attribute: to Playwright a fieldset
    /// is always enabled.
    /// </summary>
    public Task WorksAsync() => Assertions.Expect(Page.Locator("fieldset.work:not([disabled])")).ToBeAttachedAsync();

    /// <summary>
    /// Waits until this address is shown. Asks again and again: a wait for a navigation may miss one that stays in its document.
    /// </summary>
    public Task IsAtAsync(string path) => Assertions.Expect(Page).ToHaveURLAsync(path);

    /// <summary>Signs in with the form, as people do.</summary>
    public async Task SignInAsync(Player player)
    {
        await Page.GotoAsync("/sign-in");
        await Page.Locator("[name='Form.Login']").FillAsync(player.Login);
        await Page.Locator("[name='Form.Password']").FillAsync(Player.Password);
        await Page.Locator("main form button[type=submit]").ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Signs in with one click, as Development offers it.</summary>
    public async Task SignInAsDemoAsync(Guid memberId)
    {
        await Page.GotoAsync("/sign-in");
        await Page.Locator($"button[name=memberId][value='{memberId}']").ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Chooses a place in the page's region tree, from the province down.</summary>
    public async Task ChooseRegionAsync(params IReadOnlyList<string> names)
    {
        await WorksAsync();
        for (var depth = 0; depth < names.Count; depth++)
        {
            await Page.Locator(".region-picker .steps > .mud-select").Nth(depth).ClickAsync();
            await Page.Locator(".mud-popover-open .mud-list-item").GetByText(names[depth], new() { Exact = true }).ClickAsync();
            await Assertions.Expect(Page.Locator(".mud-popover-open")).ToHaveCountAsync(0);
        }
    }

    /// <summary>Leaves a mark that a reload would take away.</summary>
    public Task MarkAsync() => Page.EvaluateAsync("() => { window.isMarked = true; }");

    /// <summary>Whether the page is the one that was marked.</summary>
    public Task<bool> IsStillTheSameAsync() => Page.EvaluateAsync<bool>("() => window.isMarked === true");

    /// <summary>A fault that contains these words is what the test is about, such as a line that it cuts itself.</summary>
    public void Expect(string partOfFault) => tolerated.Add(partOfFault);

    /// <summary>Writes the whole page to <c>.screens/NAME-DEVICE-LANGUAGE-LOOK.png</c>, for people to look at.</summary>
    public async Task ScreenAsync(string name) =>
        await Page.ScreenshotAsync(
            new()
            {
                FullPage = true,
                Style = BarAtTheEnd,
                Path = Path.Combine(ScreensFolder(), $"{name}-{View}.png"),
            }
        );

    /// <summary>Closes the reader's browser, with all tabs.</summary>
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
