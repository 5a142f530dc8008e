using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgriMarket.Browser.Tests.Screens;

/// <summary>Escape closes every dialog, wherever the focus is, but not while a command runs.</summary>
public sealed class DialogTests : BrowserTest, IClassFixture<DemoBrowserMarket>
{
    /// <summary>MudBlazor hears keys in a dialog from a moment after it is seen.</summary>
    private const string Listens = /*lang=js,strict*/
        """
        () => {
          for (let up = document.querySelector(".mud-dialog"); up; up = up.parentElement) if (up.mudKeyInterceptor) return true;
          return false;
        }
        """;

    private readonly JourneyFixture fixture;
    private readonly DemoScenes scenes;

    public DialogTests(Chromium chromium, DemoBrowserMarket market)
        : base(chromium, market)
    {
        fixture = new JourneyFixture(market);
        scenes = new DemoScenes(fixture);
    }

    [Theory]
    [InlineData(MemberRole.Official, "/backoffice/members", "tbody button")]
    [InlineData(MemberRole.Official, "/backoffice/unsold", "article.card button")]
    [InlineData(MemberRole.Farmer, "/farm/orders", ".give-back")]
    public async Task EscapeClosesIt(MemberRole role, string path, string opener)
    {
        var member = await scenes.DemoMemberAsync(role);
        if (path == "/backoffice/unsold")
        {
            await scenes.ReportAsync(member.Id);
        }

        var reader = await OpenAsync(View.Phone);
        await reader.SignInAsDemoAsync(member.Id);
        await reader.GotoWorkingAsync(path);

        await OpenDialogAsync(reader, opener);
        await reader.Page.Keyboard.PressAsync("Escape");
        await Expect(Dialog(reader)).ToHaveCountAsync(0);

        await OpenDialogAsync(reader, opener);
        await reader.Page.Locator(".mud-dialog h2").ClickAsync();
        await reader.Page.Keyboard.PressAsync("Escape");
        await Expect(Dialog(reader)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task EscapeClosesAQuestion()
    {
        var farmer = await fixture.JoinAsync("马兰花", MemberRole.Farmer);
        var lotId = await fixture.ListPotatoesAsync(farmer, grams: 50_000);
        var farm = await OpenAsync(View.Phone, farmer);
        await farm.GotoWorkingAsync($"/farm/lots/{lotId}");

        await OpenDialogAsync(farm, "button.danger");
        await farm.Page.EvaluateAsync("() => document.activeElement.blur()");
        await farm.Page.Keyboard.PressAsync("Escape");

        await Expect(Dialog(farm)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task EscapeClosesNothingWhileACommandRuns()
    {
        var member = await scenes.DemoMemberAsync(MemberRole.Official);
        await scenes.ReportAsync(member.Id);
        var reader = await OpenAsync(View.Desktop);
        await reader.SignInAsDemoAsync(member.Id);
        await reader.GotoWorkingAsync("/backoffice/unsold");
        await OpenDialogAsync(reader, "article.card button");
        await reader.Page.Locator("#decide-weight").FillAsync("40");
        await reader.Page.Locator("#decide-note").FillAsync("县第一食堂");
        await reader.Page.Locator(".mud-dialog input[type=radio]").First.CheckAsync();
        var opened = new TaskCompletionSource();
        var holding = fixture
            .Get<MarketWriter>()
            .RunAsync<Done>(async _ =>
            {
                await opened.Task;
                return Done.Instance;
            });

        await reader.Page.Locator(".mud-dialog button.primary").ClickAsync();
        await Expect(reader.Page.Locator(".mud-dialog button[aria-busy=true]")).ToBeVisibleAsync();
        await reader.Page.Keyboard.PressAsync("Escape");
        await Expect(reader.Page.Locator(".mud-dialog button[aria-busy=true]")).ToBeVisibleAsync();
        opened.SetResult();

        await Expect(reader.Page.Locator(".mud-snackbar")).ToBeVisibleAsync();
        await Expect(Dialog(reader)).ToHaveCountAsync(0);
        Assert.True((await holding).IsOk);
    }

    private static ILocator Dialog(MarketPage page) => page.Page.Locator(".mud-dialog");

    private static async Task OpenDialogAsync(MarketPage page, string opener)
    {
        await page.Page.Locator(opener).First.ClickAsync();
        await Expect(Dialog(page)).ToBeVisibleAsync();
        await page.Page.WaitForFunctionAsync(Listens);
    }
}
