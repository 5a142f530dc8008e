using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Members;
using Microsoft.Playwright;

namespace AgriMarket.Browser.Tests.Screens;

/// <summary>
/// Every screen of a proposal is in order, from the question to the household's share, and is written to <c>.screens/</c>.
/// </summary>
public sealed partial class ProposalScreenTests : BrowserTest, IClassFixture<BrowserMarket>
{
    private readonly JourneyFixture fixture;

    public ProposalScreenTests(Chromium chromium, BrowserMarket market)
        : base(chromium, market) => fixture = new JourneyFixture(market);

    /// <summary>Each with produce of its own.</summary>
    public static TheoryData<View, string> Four =>
        new()
        {
            { View.Phone, "TB001" },
            { View.Desktop, "TB002" },
            { View.Phone.InEnglish().InTheDark(), "TB003" },
            { View.Desktop.InEnglish(), "TB004" },
        };

    [Fact]
    public async Task PapersArePrintedBlackOnWhiteASheetASellerAndNothingElse()
    {
        var bargain = await ProposalFixture.OpenAsync(fixture, "TB005");
        await bargain.AcceptAsync();
        var institution = await OpenAsync(View.Desktop.InTheDark(), bargain.Institution);
        await institution.GotoAsync($"/orders/{bargain.ProposalId}/papers/contract");

        // In the browser's own words: each page has its box, of A4 in points.
        var pdf = Encoding.Latin1.GetString(await institution.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));
        Assert.Equal(["A4", "A4"], PageBox().Matches(pdf).Select(box => IsA4(box) ? "A4" : box.Value));

        await institution.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(institution.Page.Locator(".top-bar")).ToBeHiddenAsync();
        await Assertions.Expect(institution.Page.Locator("[data-print]")).ToBeHiddenAsync();
        await Assertions.Expect(institution.Page.Locator(".paper")).ToHaveCountAsync(2);
        await Assertions.Expect(institution.Page.Locator(".paper").First).ToHaveCSSAsync("color", "rgb(0, 0, 0)");
        await Assertions.Expect(institution.Page.Locator(".paper").First).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
        await Assertions.Expect(institution.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
    }

    [Theory]
    [MemberData(nameof(Four), DisableDiscoveryEnumeration = true)]
    public async Task OfBothSides(View view, string produce)
    {
        var faults = new List<string>();
        var bargain = await ProposalFixture.OpenAsync(fixture, produce);
        var (cooperative, institution) = (await OpenAsync(view, bargain.Cooperative), await OpenAsync(view, bargain.Institution));
        await LookAsync(
            cooperative,
            faults,
            ("farm-asked", "/farm"),
            ("farm-proposals", "/farm/proposals"),
            ("proposal-farmer", bargain.Path),
            ("bulk-terms", $"/farm/lots/{bargain.LotId}/bulk"),
            ("notifications-farmer", "/notifications")
        );
        await LookAsync(institution, faults, ("proposal-institution", bargain.Path), ("notifications-institution", "/notifications"));

        await bargain.AcceptAsync();
        await LookAsync(
            institution,
            faults,
            ("proposal-ordered", bargain.Path),
            ("bulk-order-unpaid", $"/orders/{bargain.ProposalId}"),
            ("bulk-pay", $"/pay/{bargain.ProposalId}")
        );

        await bargain.PayAndSendOneAsync();
        var official = await OpenAsync(view, await fixture.JoinAsync("西吉县政府", MemberRole.Official));
        await LookAsync(
            institution,
            faults,
            ("proposal-paid", bargain.Path),
            ("bulk-order", $"/orders/{bargain.ProposalId}"),
            ("bulk-orders", "/orders"),
            ("bulk-papers", $"/orders/{bargain.ProposalId}/papers"),
            ("bulk-contract", $"/orders/{bargain.ProposalId}/papers/contract"),
            ("bulk-delivery-note", $"/orders/{bargain.ProposalId}/papers/delivery-note"),
            ("bulk-acceptance-form", $"/orders/{bargain.ProposalId}/papers/acceptance-form"),
            ("bulk-invoice-data", $"/orders/{bargain.ProposalId}/papers/invoice-data")
        );
        await LookAsync(
            cooperative,
            faults,
            ("bulk-to-ship", "/farm/orders"),
            ("proposal-farmer-paid", bargain.Path),
            ("farm-proposals-after", "/farm/proposals")
        );
        await LookAsync(
            official,
            faults,
            ("proposal-official", bargain.Path),
            ("backoffice-bulk-order", $"/backoffice/orders/{bargain.ProposalId}")
        );
        var alone = await OpenAsync(view, await fixture.JoinAsync("王大山", MemberRole.Farmer));
        await LookAsync(alone, faults, ("farm-proposals-empty", "/farm/proposals"));
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    private static async Task LookAsync(MarketPage page, List<string> faults, params IReadOnlyList<(string Name, string Path)> screens)
    {
        foreach (var (name, path) in screens)
        {
            await page.GotoAsync(path);
            await page.ScreenAsync(name);
            faults.AddRange((await PageAssert.FaultsAsync(page)).Select(fault => $"{name} ({page.View}) {fault}."));
        }
    }

    private static bool IsA4(Match box) => (Points(box, 1), Points(box, 2)) is (595, 842);

    private static int Points(Match box, int side) =>
        (int)Math.Round(decimal.Parse(box.Groups[side].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture));

    /// <summary>Width and height of a page, in points.</summary>
    [GeneratedRegex(@"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]")]
    private static partial Regex PageBox();
}
