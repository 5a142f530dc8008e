using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Web.Farm.Money;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Cases;
using AgriMarket.Web.Trade.Cases;
using AgriMarket.Web.Trade.Findings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Trade.Cases;

/// <summary>Cases hold payouts, and two persons end them. The books are verified when the market goes.</summary>
public sealed class CaseTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CaseReads Reads => market.Services.GetRequiredService<CaseReads>();

    [Fact]
    public async Task AnOpenCaseHoldsItsPayoutsAndTheSellerReadsWhyUntilNothingWasFound()
    {
        var seller = await CaseFixture.OpenAsync(market, "522626");
        var trade = seller.Trade;
        var (held, other) = (await seller.SellAsync(), await seller.SellAsync());
        var caseId = await seller.LookIntoAsync(held);
        await trade.OpenAccountAsync(trade.Farmer);
        await trade.RoundAsync();

        Assert.Equal(
            (PayoutStatus.Waiting, PayoutStatus.Paid),
            ((await seller.PayoutAsync(held)).Status, (await seller.PayoutAsync(other)).Status)
        );
        var statement = await market.Services.GetRequiredService<StatementReads>().ReadAsync(trade.Farmer, StatementPeriod.All, 1);
        Assert.Equal(PayStage.Held, statement.Rows.Items.Single(row => row.ParcelId == held).Stage);
        var told = Assert.Single((await Reads.OfSellerAsync(trade.Farmer)).Open);
        Assert.Equal(("县政府", "这几单的收货地址都一样"), (told.OfficeName, told.Reason));

        await seller.DecideAsync(caseId, takeBack: false);
        await trade.RoundAsync();

        Assert.Equal((PayoutStatus.Paid, CaseFixture.GoodsFen), Of(await seller.PayoutAsync(held)));
        Assert.Empty((await Reads.OfSellerAsync(trade.Farmer)).Open);
        await using var db = trade.Db();
        Assert.Equal(
            ["CaseDecided", "CaseOpened"],
            await db.Set<Notification>()
                .Where(row => row.MemberId == trade.Farmer && row.Kind.StartsWith("Case"))
                .Select(row => row.Kind)
                .OrderBy(kind => kind)
                .ToListAsync(Cancel)
        );
        Assert.Equal(
            ["act.case-decide", "act.case-open", "act.case-propose"],
            await db.Set<Act>().Where(row => row.SubjectId == caseId).Select(row => row.Kind).OrderBy(kind => kind).ToListAsync(Cancel)
        );
    }

    [Fact]
    public async Task ACaseThatHoldsAllHoldsWhatTheSellerSellsLaterToo()
    {
        var seller = await CaseFixture.OpenAsync(market, "522627");
        await seller.Trade.OpenAccountAsync(seller.Trade.Farmer);
        var opened = await seller.Cases.OpenAsync(seller.Intent(await seller.SellAsync()) with { HoldsAll = true });

        var later = await seller.SellAsync();
        await seller.Trade.RoundAsync();
        Assert.Equal(PayoutStatus.Waiting, (await seller.PayoutAsync(later)).Status);

        await seller.DecideAsync(opened.Value, takeBack: false);
        await seller.Trade.RoundAsync();
        Assert.Equal(PayoutStatus.Paid, (await seller.PayoutAsync(later)).Status);
    }

    [Fact]
    public async Task AFindingThatWasLookedAtDoesNotComeBackWithTheSameFacts()
    {
        var seller = await CaseFixture.OpenAsync(market, "522628");
        var parcelId = await seller.SellAsync();
        var now = market.Clock.GetUtcNow().UtcDateTime;
        var seen = new FoundPattern(FindingKind.Related, "one", seller.Trade.Farmer, seller.Trade.County, 1, 1, 1_100, 5_000, now, []);
        await using (var db = seller.Trade.Db())
        {
            db.Add(Finding.Of(seen, now));
            await db.SaveChangesAsync(Cancel);
        }

        var findings = market.Services.GetRequiredService<FindingReads>();
        Assert.Null(Assert.Single(await findings.ForOfficialAsync(seller.Trade.Approver)).CaseId);
        var opened = await seller.Cases.OpenAsync(seller.Intent(parcelId) with { Finding = (seen.Kind, seen.Key) });
        Assert.Equal(opened.Value, Assert.Single(await findings.ForOfficialAsync(seller.Trade.Approver)).CaseId);
        await seller.DecideAsync(opened.Value, takeBack: false);

        Assert.Empty(await findings.ForOfficialAsync(seller.Trade.Approver));
        await using var after = seller.Trade.Db();
        Assert.Equal(now, (await after.Set<Finding>().SingleAsync(row => row.Key == "one", Cancel)).LookedUpTo);
    }

    [Fact]
    public async Task OnlyThoseOfTheRegionOpenACaseAndOnlyAboutWhatWasSentWithPublicMoney()
    {
        var (seller, other) = (await CaseFixture.OpenAsync(market, "522629"), await CaseFixture.OpenAsync(market, "522630"));
        var (parcelId, foreign) = (await seller.SellAsync(), await other.SellAsync());
        var intent = seller.Intent(parcelId);
        var unsent = (await seller.Trade.Reads.FindAsync(await seller.Trade.BuyAsync(seller.LotId, 5_000), seller.Trade.Buyer))!
            .Parcels[0]
            .Parcel
            .Id;
        foreach (
            var (wrong, code) in new[]
            {
                (intent with { OfficialId = other.Trade.Proposer }, "member.other-region"),
                (intent with { OfficialId = seller.Trade.Stranger }, "office.not-official"),
                (intent with { OfficialId = seller.Trade.Farmer }, "case.own"),
                (intent with { OfficialId = seller.Trade.Buyer }, "case.own"),
                (intent with { ParcelIds = [] }, "case.parcels"),
                (intent with { ParcelIds = [parcelId, foreign] }, "case.parcels"),
                (
                    intent with
                    {
                        ParcelIds = [.. Enumerable.Range(0, GrantCase.MostParcels + 1).Select(_ => Guid.NewGuid())],
                    },
                    "case.parcels"
                ),
                (intent with { ParcelIds = [unsent] }, "case.parcel-unknown"),
                (intent with { Reason = " " }, "case.reason-missing"),
            }
        )
        {
            Assert.Equal(code, (await seller.Cases.OpenAsync(wrong)).Rejections.Select(row => row.Code).FirstOrDefault());
        }

        Assert.Equal(intent.Id, (await seller.Cases.OpenAsync(intent)).Value);
        Assert.Equal(intent.Id, (await seller.Cases.OpenAsync(intent)).Value);
        Assert.Equal("case.parcel-open", (await seller.Cases.OpenAsync(seller.Intent(parcelId))).Rejections[0].Code);
        Assert.Null(await Reads.FindAsync(intent.Id, other.Trade.Approver));
        Assert.Empty(await Reads.CandidatesAsync([parcelId], seller.Trade.Proposer));
        Assert.Equal(foreign, Assert.Single(await Reads.CandidatesAsync([foreign, parcelId], other.Trade.Proposer)).ParcelId);
    }

    [Fact]
    public async Task TwoPersonsDecideAndWhoDoesNotAgreeSendsItBack()
    {
        var seller = await CaseFixture.OpenAsync(market, "522631");
        var trade = seller.Trade;
        var caseId = await seller.LookIntoAsync(await seller.SellAsync());

        Assert.Equal("case.moved", (await seller.Decisions.ApproveAsync(caseId, trade.Approver)).Rejections[0].Code);
        Assert.True((await seller.Decisions.ProposeAsync(caseId, true, "同一个人", trade.Proposer)).IsOk);
        Assert.Equal("case.same-official", (await seller.Decisions.ApproveAsync(caseId, trade.Proposer)).Rejections[0].Code);
        Assert.Equal("office.not-official", (await seller.Decisions.ApproveAsync(caseId, trade.Farmer)).Rejections[0].Code);
        Assert.Equal("case.reason-missing", (await seller.Decisions.SendBackAsync(caseId, "", trade.Approver)).Rejections[0].Code);
        Assert.True((await seller.Decisions.SendBackAsync(caseId, "再打电话问问买家", trade.Approver)).IsOk);
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await seller.Cases.NoteAsync(caseId, Guid.CreateVersion7(), "打过电话，货收到了", trade.Proposer)).IsOk);

        var details = (await Reads.FindAsync(caseId, trade.Proposer))!;
        Assert.Equal(["再打电话问问买家", "打过电话，货收到了"], details.Notes.Select(note => note.Text));
        Assert.Equal((CaseStatus.Open, (Guid?)null), (details.View.Case.Status, details.View.Case.ProposedBy));

        await ShareMobileAsync(trade);
        Assert.True((await seller.Decisions.ProposeAsync(caseId, false, "货收到了", trade.Proposer)).IsOk);
        Assert.Equal("fund.same-mobile", (await seller.Decisions.ApproveAsync(caseId, trade.Approver)).Rejections[0].Code);
    }

    [Fact]
    public async Task NotesAreBounded()
    {
        var seller = await CaseFixture.OpenAsync(market, "522632");
        var caseId = await seller.LookIntoAsync(await seller.SellAsync());
        await using (var db = seller.Trade.Db())
        {
            db.AddRange(
                Enumerable
                    .Range(0, GrantCase.MostNotes)
                    .Select(i => new CaseNote
                    {
                        Id = Guid.CreateVersion7(),
                        CaseId = caseId,
                        AuthorId = seller.Trade.Proposer,
                        At = market.Clock.GetUtcNow().UtcDateTime,
                        Text = $"{i}",
                    })
            );
            await db.SaveChangesAsync(Cancel);
        }

        var refused = await seller.Cases.NoteAsync(caseId, Guid.CreateVersion7(), "再记一条", seller.Trade.Proposer);

        Assert.Equal("case.notes-many", refused.Rejections[0].Code);
    }

    private static (PayoutStatus Status, long Fen) Of(Payout payout) => (payout.Status, payout.AmountFen);

    private static async Task ShareMobileAsync(OrderFixture trade)
    {
        await using var db = trade.Db();
        var mobile = await db.VerifiedMobileOfAsync(trade.Proposer);
        await db.Set<Member>()
            .Where(row => row.Id == trade.Approver)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.VerifiedMobile, mobile), Cancel);
    }
}
