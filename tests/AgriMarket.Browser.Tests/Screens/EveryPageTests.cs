using AgriMarket.Browser.Tests.Support;
using Microsoft.Playwright;

namespace AgriMarket.Browser.Tests.Screens;

/// <summary>
/// Nobody is kept out of any page: not by what axe-core knows of (on a phone and a desktop, in the light and in the dark), not by letters
/// of twice the size on the smallest phone, not without a mouse, and not by links that are out of sight.
/// </summary>
public sealed class EveryPageTests : BrowserTest, IClassFixture<DemoBrowserMarket>
{
    /// <summary>The link of a page of the back office that stands for it.</summary>
    private const string LinkOutOfSight = /*lang=js,strict*/
        """
        () => [...document.querySelectorAll(".backoffice-nav .active")]
          .filter((link) => link.getBoundingClientRect().left < 0 || link.getBoundingClientRect().right > innerWidth)
          .map((link) => `has its link out of sight: ${link.textContent.trim()}`)
        """;

    private readonly EveryPage pages;
    private readonly JourneyFixture fixture;

    public EveryPageTests(Chromium chromium, DemoBrowserMarket market)
        : base(chromium, market)
    {
        fixture = new JourneyFixture(market);
        pages = new EveryPage(fixture, new DemoScenes(fixture));
    }

    public static MatrixTheoryData<string, string> AskersAndLanguages => new(EveryPage.Askers, ["zh", "en"]);

    [Theory]
    [MemberData(nameof(AskersAndLanguages), DisableDiscoveryEnumeration = true)]
    public async Task CanBeUsedByEverybody(string asker, string language)
    {
        var reader = await OpenAsync(View.Phone with { Language = language });
        if (await pages.MemberAsync(asker) is { } memberId)
        {
            await reader.SignInAsDemoAsync(memberId);
        }

        // The page of a status has it.
        reader.Expect("/status/");
        await FillCartAsync(reader);
        var faults = new List<string>();
        foreach (var path in await pages.PathsAsync(asker))
        {
            await ShowAsync(reader, View.Phone);
            await reader.GotoAsync(path);
            faults.AddRange((await reader.Page.EvaluateAsync<string[]>(LinkOutOfSight)).Select(fault => $"{path} {fault}"));
            faults.AddRange((await FaultsAsync(reader)).Select(fault => $"{path} {fault}"));
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    /// <summary>
    /// On the open page: it follows the device from light to dark and from narrow to wide without being loaded anew.
    /// </summary>
    private static async Task<IReadOnlyList<string>> FaultsAsync(MarketPage reader)
    {
        var faults = new List<string>();
        foreach (var view in new[] { View.Phone, View.Desktop }.Select(view => view with { Language = reader.View.Language }))
        {
            await ShowAsync(reader, view);
            faults.AddRange((await Axe.FaultsAsync(reader)).Select(fault => $"({view}) {fault}"));
            await ShowAsync(reader, view.InTheDark());
            faults.AddRange((await Axe.ColourFaultsAsync(reader)).Select(fault => $"({view.InTheDark()}) {fault}"));
        }

        await ShowAsync(reader, View.Phone.InTheDark());
        faults.AddRange((await FocusRing.FaultsAsync(reader)).Select(fault => $"(dark) {fault}"));
        await ShowAsync(reader, View.Phone);
        faults.AddRange(await FocusRing.FaultsAsync(reader));
        faults.AddRange(await LargeText.FaultsAsync(reader));
        return faults;
    }

    private static async Task ShowAsync(MarketPage reader, View view)
    {
        await reader.Page.SetViewportSizeAsync(view.Width, view.Height);
        await reader.Page.EmulateMediaAsync(new() { ColorScheme = view.Look == "dark" ? ColorScheme.Dark : ColorScheme.Light });
        await Assertions.Expect(reader.Page.Locator($"html[data-theme='{view.Look}']")).ToBeAttachedAsync();
    }

    /// <summary>So that cart and checkout have something to show.</summary>
    private async Task FillCartAsync(MarketPage reader)
    {
        var lot = (await new DemoScenes(fixture).OnSaleAsync(farmers: 1))[0];
        await reader.GotoAsync($"/lots/{lot.Id}");
        await reader.Page.Locator("form.buy .primary").ClickAsync();
        await Assertions.Expect(reader.Page.Locator(".cart-announcement .said")).ToBeVisibleAsync();
    }
}
