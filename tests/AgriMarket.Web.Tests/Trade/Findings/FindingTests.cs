using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Government.Addresses;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.Findings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Trade.Findings;

/// <summary>Patterns from the rows of a market.</summary>
public sealed class FindingTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FindingFinder Finder => market.Services.GetRequiredService<FindingFinder>();

    private FindingReads Reads => market.Services.GetRequiredService<FindingReads>();

    [Fact]
    public async Task APairIsOneRowForItsOfficeHoweverOftenItIsSeen()
    {
        var (trade, other) = (await OrderFixture.OpenAsync(market, "522622"), await OrderFixture.OpenAsync(market, "522623"));
        await BuyAsync(trade, 10);
        await Finder.RefreshAsync(Cancel);
        market.Clock.Advance(TimeSpan.FromHours(1));
        await BuyAsync(trade, 1);
        await Finder.RefreshAsync(Cancel);

        var finding = Assert.Single(await Reads.ForOfficialAsync(trade.Approver)).Finding;

        Assert.Equal(
            (FindingKind.Pair, trade.Farmer, 11, 12 * 1_100L, 11 * 5_000L, TimeSpan.FromHours(1)),
            (finding.Kind, finding.SellerId, finding.ParcelCount, finding.GrantFen, finding.Grams, finding.LastSeenAt - finding.FirstSeenAt)
        );
        Assert.Empty(await Reads.ForOfficialAsync(other.Approver));
        Assert.Empty(await Reads.ForOfficialAsync(trade.Buyer));
        Assert.Contains(await Reads.ForOfficialAsync(await trade.AdministratorAsync()), row => row.Finding.Key == finding.Key);
    }

    [Fact]
    public async Task TheAddressOfACaseFromAFindingHoldsNothingThatAMobileCanBeCountedFrom()
    {
        var trade = await OrderFixture.OpenAsync(market, "522627");
        await BuyAsync(trade, 10);
        await Finder.RefreshAsync(Cancel);

        var shown = Assert.Single(await Reads.ForOfficialAsync(trade.Approver));

        var address = GovernmentAddresses.NewCaseOf(shown.Handle);
        Assert.DoesNotContain(shown.Finding.Key, address, StringComparison.Ordinal);
        Assert.DoesNotContain($"{trade.Buyer:N}", address, StringComparison.Ordinal);
        Assert.Equal((shown.Finding.Kind, shown.Finding.Key), Reads.Open(shown.Handle));
        Assert.Null(Reads.Open("made up"));
        Assert.Null(Reads.Open(null));
    }

    [Fact]
    public async Task BuyerAndSellerOfOneBrowserAreFoundAndAWindowLaterTheyAreForgotten()
    {
        var trade = await OrderFixture.OpenAsync(market, "522624");
        await BuyAsync(trade, 3, perKgFen: 1_100);
        await using (var db = trade.Db())
        {
            var now = market.Clock.GetUtcNow().UtcDateTime;
            db.AddRange(
                new[] { trade.Farmer, trade.Buyer }.Select(id => new MemberDevice
                {
                    MemberId = id,
                    DeviceKey = "one",
                    SeenAt = now,
                })
            );
            await db.SaveChangesAsync(Cancel);
        }

        await Finder.RefreshAsync(Cancel);
        var finding = Assert.Single(await Reads.ForOfficialAsync(trade.Proposer)).Finding;
        Assert.Equal((FindingKind.Related, SharedMarks.Device, 3), (finding.Kind, finding.Shared, finding.ParcelCount));

        market.Clock.Advance(TimeSpan.FromDays(31));
        await Finder.RefreshAsync(Cancel);
        market.Clock.Advance(TimeSpan.FromDays(31));
        await Finder.RefreshAsync(Cancel);
        Assert.Empty(await Reads.ForOfficialAsync(trade.Proposer));
    }

    [Fact]
    public async Task SigningInNotesTheBrowserOnceForEachMember()
    {
        var first = await MemberVisitor.EnrolAsync(market, "17700004771");
        var second = await MemberVisitor.EnrolAsync(market, "17700004772");
        using var browser = new MemberVisitor(market);
        foreach (var login in new[] { "17700004771", "17700004772", "17700004771" })
        {
            using var signedIn = await browser.SignInAsync(login);
        }

        await using var db = OrderFixture.Db(market);
        var devices = await db.Set<MemberDevice>().Where(row => row.MemberId == first || row.MemberId == second).ToListAsync(Cancel);
        Assert.Equal(2, devices.Count);
        Assert.Single(devices.Select(row => row.DeviceKey).Distinct());
    }

    [Fact]
    public async Task OfRowsBeyondTheBoundThoseNotSeenForLongestGo()
    {
        var trade = await OrderFixture.OpenAsync(market, "522625");
        var now = market.Clock.GetUtcNow().UtcDateTime;
        await using (var db = trade.Db())
        {
            db.AddRange(
                Enumerable
                    .Range(0, 3)
                    .Select(i =>
                        Finding.Of(new(FindingKind.Pair, $"{i}", trade.Farmer, trade.County, 1, 1, 1, 1, now, []), now.AddHours(i - 9))
                    )
            );
            await db.SaveChangesAsync(Cancel);
        }

        var finder = ActivatorUtilities.CreateInstance<FindingFinder>(market.Services);
        finder.Kept = await finder.RefreshAsync(Cancel) + 2;
        await finder.RefreshAsync(Cancel);

        Assert.Equal(["1", "2"], (await Reads.ForOfficialAsync(trade.Approver)).Select(row => row.Finding.Key).Order());
    }

    [Fact]
    public async Task OfBrowsersBeyondTheBoundThatSeenLongestAgoIsForgotten()
    {
        var id = await MemberVisitor.EnrolAsync(market, "17700004773");
        var writer = market.Services.GetRequiredService<MarketWriter>();
        for (var i = 0; i <= MemberDevice.MostOfMember; i++)
        {
            market.Clock.Advance(TimeSpan.FromMinutes(1));
            var browser = $"browser {i}";
            await writer.RunAsync<Done>(async scope =>
            {
                await MemberDevices.NoteAsync(scope, id, browser);
                return Done.Instance;
            });
        }

        await using var db = OrderFixture.Db(market);
        var keys = await db.Set<MemberDevice>().Where(row => row.MemberId == id).Select(row => row.DeviceKey).ToListAsync(Cancel);
        Assert.Equal(MemberDevice.MostOfMember, keys.Count);
        Assert.DoesNotContain(KeyHash.Of("browser 0"), keys);
    }

    /// <summary>Parcels of 5 kg, with a further grant of so much a kilogram from now on.</summary>
    private static async Task BuyAsync(OrderFixture trade, int parcels, long perKgFen = 220)
    {
        var lotId = await trade.ListAsync(200_000);
        await trade.OpenFundAsync(trade.Proposal(SchemeKind.PerKilogram, perKgFen, 0, 100_000) with { Caps = SchemeCaps.None });
        for (var i = 0; i < parcels; i++)
        {
            await trade.ShipAsync(await trade.BuyAsync(lotId, 5_000));
        }
    }
}
