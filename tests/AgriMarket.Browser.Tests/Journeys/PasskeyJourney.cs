using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgriMarket.Browser.Tests.Journeys;

/// <summary>An official and the passkey of their computer, which Chromium plays.</summary>
public sealed class PasskeyJourney : BrowserTest, IClassFixture<BrowserMarket>
{
    private readonly JourneyFixture fixture;

    public PasskeyJourney(Chromium chromium, BrowserMarket market)
        : base(chromium, market) => fixture = new JourneyFixture(market);

    [Fact]
    public async Task AnOfficialSetsItUpSignsInByItAndApprovesAFundWithIt()
    {
        var (proposer, approver) = (
            await fixture.JoinAsync("提出的官员", MemberRole.Official),
            await fixture.JoinAsync("批准的官员", MemberRole.Official)
        );
        var fundId = await fixture.ProposeFundAsync(proposer, "春茶补贴", 1_000_000, 200);
        var official = await OpenAsync(View.Phone);
        var page = official.Page;
        await AddAuthenticatorAsync(page);
        await official.SignInAsync(approver);

        await official.GotoAsync("/me/factor");
        await page.Locator("[name='Name']").FillAsync("办公室电脑");
        await page.Locator("[name='PasskeyPassword']").FillAsync(Player.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "下一步" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "在这台设备上创建" }).ClickAsync();
        await Expect(page.GetByText("通行密钥已添加")).ToBeVisibleAsync();
        await Expect(page.Locator("ol code")).ToHaveCountAsync(RecoveryCode.HowMany);

        await page.Context.ClearCookiesAsync();
        await official.GotoAsync("/sign-in?returnTo=/me/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "用通行密钥登录" }).ClickAsync();
        await page.WaitForURLAsync(url =>
            url.EndsWith("/me/account", StringComparison.Ordinal) && !url.Contains("/sign-in", StringComparison.Ordinal)
        );

        // A quarter of an hour later.
        await fixture.ReadAsync(db =>
            db.Set<MemberSession>()
                .Where(row => row.MemberId == approver.Id)
                .ExecuteUpdateAsync(row => row.SetProperty(it => it.ConfirmedAt, (DateTime?)null), Cancel)
        );
        await official.GotoAsync($"/backoffice/funds/{fundId}");
        var approve = page.GetByRole(AriaRole.Button, new() { Name = "批准并拨款" });
        await approve.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "用通行密钥确认" }).ClickAsync();
        await Expect(page.GetByText("已确认，请再按一次")).ToBeVisibleAsync();
        await approve.ClickAsync();
        await Expect(approve).ToHaveCountAsync(0);
    }

    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
    }
}
