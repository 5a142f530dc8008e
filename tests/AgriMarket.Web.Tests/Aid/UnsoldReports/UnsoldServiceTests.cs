using System.Net;
using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.Aid.UnsoldReports;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Tests.Support;

namespace AgriMarket.Web.Tests.Aid.UnsoldReports;

public sealed class UnsoldServiceTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const long Jin = Weights.JinGrams;
    private const string Minqin = "620621";

    private readonly FarmFixture scene = new(market);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private UnsoldService Service => scene.Get<UnsoldService>();

    private UnsoldReads Reads => scene.Get<UnsoldReads>();

    [Fact]
    public async Task AReportIsSeenByItsReporterAndTheOfficialsOfItsRegion()
    {
        var (farmer, official) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync(MemberRole.Official));
        var (stranger, elsewhere) = (await scene.JoinAsync(MemberRole.Farmer), await JoinElsewhereAsync());
        var id = await ReportAsync(farmer, await scene.ListAsync(farmer));

        Assert.Equal(id, Assert.Single((await Reads.OwnAsync(farmer.Id, 1)).Items).Report.Id);
        Assert.Contains((await Reads.OfOfficeAsync(official.Id, openOnly: true, 1)).Items, view => view.Report.Id == id);
        Assert.Empty((await Reads.OwnAsync(stranger.Id, 1)).Items);
        Assert.Empty((await Reads.OfOfficeAsync(elsewhere.Id, openOnly: false, 1)).Items);
        Assert.Empty((await Reads.OfOfficeAsync(stranger.Id, openOnly: false, 1)).Items);
        Assert.Equal(1, await UnreadOfAsync(official, id));
        Assert.Equal(0, await scene.Get<NotificationReads>().UnreadAsync(elsewhere.Id));
    }

    [Fact]
    public async Task TheSameReportSentAgainIsOneAndAnotherUnderItsIdIsRefused()
    {
        var farmer = await scene.JoinAsync(MemberRole.Farmer);
        var draft = Draft(farmer, await scene.ListAsync(farmer));

        var both = await Task.WhenAll(Service.ReportAsync(draft), Service.ReportAsync(draft));

        Assert.All(both, reported => Assert.Equal(draft.Id, reported.Value));
        Assert.Equal(1, (await Reads.OwnAsync(farmer.Id, 1)).Count);
        Assert.Equal("unsold.id-taken", Code(await Service.ReportAsync(draft with { Grams = Jin })));
        Assert.Equal("unsold.already-reported", Code(await Service.ReportAsync(draft with { Id = Guid.CreateVersion7() })));
    }

    [Fact]
    public async Task CannotReportAnotherFarmersLot()
    {
        var (owner, stranger, resident) = (
            await scene.JoinAsync(MemberRole.Farmer),
            await scene.JoinAsync(MemberRole.Farmer),
            await scene.JoinAsync()
        );
        var lotId = await scene.ListAsync(owner);

        Assert.Equal("unsold.lot-unknown", Code(await Service.ReportAsync(Draft(stranger, lotId))));
        Assert.Equal("unsold.may-not-report", Code(await Service.ReportAsync(Draft(resident, lotId))));
        Assert.Null((await Reads.StartAsync(stranger.Id, lotId))!.Lot);
        Assert.Null(await Reads.StartAsync(resident.Id, lotId));
    }

    [Fact]
    public async Task AnAgentReportsForTheHouseholdsOfTheRegion()
    {
        var (owner, agent) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync(MemberRole.Agent));
        var lotId = await scene.ListAsync(owner);

        var id = await ReportAsync(agent, lotId);

        Assert.Equal(id, Assert.Single((await Reads.OwnAsync(owner.Id, 1)).Items).Report.Id);
        Assert.Equal("unsold.unknown", Code(await Service.WithdrawAsync(id, owner.Id)));
        Assert.True((await Service.WithdrawAsync(id, agent.Id)).IsOk);
    }

    [Fact]
    public async Task AnOfficialsDecisionIsToldToTheReporterOnce()
    {
        var (farmer, official) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync(MemberRole.Official));
        var id = await ReportAsync(farmer, await scene.ListAsync(farmer));
        var decision = new UnsoldDecision(id, official.Id, UnsoldAction.Match, 30 * Jin, "县一中食堂");

        Assert.True((await Service.DecideAsync(decision)).IsOk);
        Assert.Equal("unsold.ended", Code(await Service.DecideAsync(decision)));

        var report = Assert.Single((await Reads.OwnAsync(farmer.Id, 1)).Items).Report;
        Assert.Equal(
            (UnsoldStatus.Matched, 30 * Jin, "阿婆土豆", "县一中食堂"),
            (report.Status, report.EndedGrams!.Value, report.EndedByName, report.EndNote)
        );
        var notification = Assert.Single((await scene.Get<NotificationReads>().ListAsync(farmer.Id, 1)).Items);
        Assert.Equal(("UnsoldEnded", nameof(UnsoldStatus.Matched)), (notification.Kind, notification.About.Outcome));
    }

    [Fact]
    public async Task AnOfficialOfAnotherRegionDecidesNothing()
    {
        var farmer = await scene.JoinAsync(MemberRole.Farmer);
        var id = await ReportAsync(farmer, await scene.ListAsync(farmer));

        foreach (var (nobody, code) in new[] { (await JoinElsewhereAsync(), "unsold.unknown"), (farmer, "office.not-official") })
        {
            Assert.Equal(code, Code(await Service.DecideAsync(new UnsoldDecision(id, nobody.Id, UnsoldAction.WriteOff, Jin, "坏了"))));
        }
    }

    [Fact]
    public async Task ALotThatSellsOutEndsItsReport()
    {
        var (farmer, buyer) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync());
        var lotId = await scene.ListAsync(farmer);
        await ReportAsync(farmer, lotId);
        await scene.BuyAsync(buyer, lotId, 60 * Jin);
        await Service.FollowStockAsync(Cancel);
        Assert.Equal(UnsoldStatus.Open, (await Reads.OwnAsync(farmer.Id, 1)).Items[0].Report.Status);

        await scene.BuyAsync(buyer, lotId, 40 * Jin);
        await Service.FollowStockAsync(Cancel);

        var report = (await Reads.OwnAsync(farmer.Id, 1)).Items[0].Report;
        Assert.Equal((UnsoldStatus.Sold, 50 * Jin), (report.Status, report.EndedGrams!.Value));
        Assert.Equal(1, await scene.Get<NotificationReads>().UnreadAsync(farmer.Id));
        Assert.Equal(0, await Service.FollowStockAsync(Cancel));
    }

    [Fact]
    public async Task TheFormBeginsWithWhatIsKnown()
    {
        var farmer = await scene.JoinAsync(MemberRole.Farmer);
        var lotId = await scene.ListAsync(farmer);

        var form = UnsoldForm.Of((await Reads.StartAsync(farmer.Id, lotId))!, Jin);

        Assert.Equal((lotId, "100", "阿婆土豆"), (form.LotId!.Value, form.Weight, form.ContactName));
        await ReportAsync(farmer, lotId);
        var next = (await Reads.StartAsync(farmer.Id, lotId))!;
        Assert.NotNull(next.OpenReportId);
        Assert.Equal(FarmFixture.Mobile, next.ContactMobile);
    }

    [Fact]
    public async Task ThePagesAreForThoseWhoReportAndDecide()
    {
        var (farmer, official) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync(MemberRole.Official));
        var lotId = await scene.ListAsync(farmer);
        using var ofFarmer = await scene.BrowseAsync(farmer);
        using var ofOfficial = await scene.BrowseAsync(official);
        using var ofResident = await scene.BrowseAsync(await scene.JoinAsync());

        Assert.Contains("还没有上报", await ofFarmer.GetStringAsync("/farm/unsold", Cancel), StringComparison.Ordinal);
        Assert.Contains(
            "雷山县，还剩 100 斤",
            await ofFarmer.GetStringAsync($"/farm/unsold/new?lot={lotId}", Cancel),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"/farm/unsold/new?lot={lotId}",
            await ofFarmer.GetStringAsync($"/farm/lots/{lotId}", Cancel),
            StringComparison.Ordinal
        );
        await ReportAsync(farmer, lotId);
        Assert.Contains("县里来人看看", await ofFarmer.GetStringAsync("/farm/unsold", Cancel), StringComparison.Ordinal);
        Assert.Contains("县里来人看看", await ofOfficial.GetStringAsync("/backoffice/unsold", Cancel), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await ofFarmer.GetAsync("/backoffice/unsold", Cancel)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await ofResident.GetAsync("/farm/unsold", Cancel)).StatusCode);
    }

    private static UnsoldReportDraft Draft(Member reporter, Guid lotId) =>
        new(
            Guid.CreateVersion7(),
            reporter.Id,
            lotId,
            "",
            "",
            50 * Jin,
            UnsoldQuality.Good,
            UnsoldTransport.NeedsPickup,
            "杨阿婆",
            FarmFixture.Mobile,
            "县里来人看看"
        );

    private async Task<Guid> ReportAsync(Member reporter, Guid lotId)
    {
        var reported = await Service.ReportAsync(Draft(reporter, lotId));
        Assert.True(reported.IsOk, reported.IsOk ? "" : reported.Rejections[0].Code);
        return reported.Value;
    }

    private async Task<int> UnreadOfAsync(Member member, Guid reportId) =>
        (await scene.Get<NotificationReads>().ListAsync(member.Id, 1)).Items.Count(notification =>
            notification.Subject == reportId.ToString()
        );

    private Task<Member> JoinElsewhereAsync() => scene.JoinAsync([MemberRole.Official], Minqin);

    private static string Code<T>(Result<T> refused) => Assert.Single(refused.Rejections).Code;
}
