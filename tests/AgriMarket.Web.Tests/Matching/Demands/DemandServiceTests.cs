using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Matching.Demands;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Matching.Demands;

public sealed class DemandServiceTests(MarketApp market) : IClassFixture<MarketApp>
{
    /// <summary>新星市, whose own point the region data does not have.</summary>
    private const string WithoutPoint = "659011";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DemandReads Reads => market.Services.GetRequiredService<DemandReads>();

    [Fact]
    public async Task TheSameSentAgainIsOneDemandAndAnotherOfTheSameIdIsRefused()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG001");
        var id = Guid.CreateVersion7();
        var sent = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => deals.Demands.PostAsync(id, deals.Institution, deals.Terms with { Note = " 早上卸货 " }))
        );
        Assert.All(sent, answer => Assert.Equal(id, answer.Value));

        Assert.Equal("demand.id-taken", Code(await deals.Demands.PostAsync(id, deals.Institution, deals.Terms)));
        Assert.Equal("demand.id-taken", Code(await deals.Demands.PostAsync(id, deals.Farmer, deals.Terms with { Note = "早上卸货" })));
        var view = Assert.Single((await Reads.ListAsync(deals.Institution, 1)).Items);
        Assert.Equal(
            (id, "第一食堂", "早上卸货", 1L),
            (view.Demand.Id, view.Demand.InstitutionName, view.Demand.Terms.Note, view.Demand.Version)
        );
    }

    [Fact]
    public async Task OnlyConfirmedInstitutionsPostAndChange()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG002");
        Assert.Equal("demand.not-institution", Code(await deals.Demands.PostAsync(Guid.CreateVersion7(), deals.Trade.Buyer, deals.Terms)));
        Assert.Equal(
            "demand.not-institution",
            Code(await deals.Demands.PostAsync(Guid.CreateVersion7(), deals.Trade.Proposer, deals.Terms))
        );

        var demandId = await deals.PostAsync(deals.Terms with { EveryDays = 7, RepeatUntil = deals.Trade.Today.AddDays(60) });
        await deals.RevokeAsync();
        Assert.Equal("demand.not-institution", Code(await deals.Demands.PostAsync(Guid.CreateVersion7(), deals.Institution, deals.Terms)));
        Assert.Equal("demand.not-institution", Code(await deals.Demands.EditAsync(demandId, deals.Institution, 1, deals.Terms)));
        market.Clock.Advance(TimeSpan.FromDays(3));
        await deals.Demands.RepeatDueAsync(Cancel);
        Assert.Single((await Reads.ListAsync(deals.Institution, 1)).Items);
    }

    [Fact]
    public async Task WhatIsAskedForAlreadyIsNotAskedForTwice()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG003");
        var demandId = await deals.PostAsync();
        Assert.Equal("demand.duplicate", Code(await deals.Demands.PostAsync(Guid.CreateVersion7(), deals.Institution, deals.Terms)));
        Assert.True((await deals.Demands.MoveAsync(demandId, deals.Institution, DemandAction.Withdraw)).IsOk);
        Assert.True((await deals.Demands.PostAsync(Guid.CreateVersion7(), deals.Institution, deals.Terms)).IsOk);
    }

    [Fact]
    public async Task OnlySoManyRunAtATime()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG004");
        await using (var db = deals.Trade.Db())
        {
            var now = market.Clock.GetUtcNow().UtcDateTime;
            db.AddRange(
                Enumerable
                    .Range(0, Demand.MaxOpen)
                    .Select(i => new Demand
                    {
                        Id = Guid.CreateVersion7(),
                        InstitutionId = deals.Institution,
                        InstitutionName = "第一食堂",
                        Terms = deals.Terms with { Grams = 1_000 + i },
                        PostedAt = now,
                    })
            );
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal("demand.too-many", Code(await deals.Demands.PostAsync(Guid.CreateVersion7(), deals.Institution, deals.Terms)));
    }

    [Fact]
    public async Task ACampaignThatDoesNotRunHasNoGoods()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG005");
        var posted = await deals.Demands.PostAsync(
            Guid.CreateVersion7(),
            deals.Institution,
            deals.Terms with
            {
                CampaignId = Guid.CreateVersion7(),
            }
        );
        Assert.Equal(("demand.campaign", nameof(DemandTerms.CampaignId)), (Code(posted), posted.Rejections[0].Field));
    }

    [Fact]
    public async Task AnEditGoesByTheVersionThatWasSeenAndTheSameAgainChangesNothing()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG006");
        var demandId = await deals.PostAsync();
        var (less, more) = (deals.Terms with { Grams = 300_000 }, deals.Terms with { Grams = 500_000 });

        var edits = await Task.WhenAll(
            deals.Demands.EditAsync(demandId, deals.Institution, 1, less),
            deals.Demands.EditAsync(demandId, deals.Institution, 1, more)
        );
        Assert.Equal("edit.changed", Code(Assert.Single(edits, edit => !edit.IsOk)));
        var view = (await Reads.FindAsync(demandId, deals.Institution))!;
        Assert.Equal(2, view.Demand.Version);

        Assert.True((await deals.Demands.EditAsync(demandId, deals.Institution, 1, view.Demand.Terms)).IsOk);
        Assert.Equal(2, (await Reads.FindAsync(demandId, deals.Institution))!.Demand.Version);
    }

    [Fact]
    public async Task AStrangersDemandIsUnknown()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG007");
        var stranger = await MatchingFixture.OpenAsync(market, "VG007");
        var demandId = await deals.PostAsync();

        Assert.Equal(
            "demand.unknown",
            Code(await deals.Demands.EditAsync(demandId, stranger.Institution, 1, deals.Terms with { Grams = 1_000 }))
        );
        foreach (var action in Enum.GetValues<DemandAction>())
        {
            Assert.Equal("demand.unknown", Code(await deals.Demands.MoveAsync(demandId, stranger.Institution, action)));
        }

        Assert.Equal("demand.unknown", Code(await deals.Demands.MoveAsync(Guid.CreateVersion7(), deals.Institution, DemandAction.Pause)));
        Assert.Null(await Reads.FindAsync(demandId, stranger.Institution));
        Assert.Null(await Reads.DetailAsync(demandId, stranger.Institution));
        Assert.Empty((await Reads.ListAsync(stranger.Institution, 1)).Items);
        Assert.Null((await Reads.StartAsync(stranger.Institution, null, demandId))!.Repeated);
        Assert.Equal(
            (DemandStatus.Open, 1L),
            (
                (await Reads.FindAsync(demandId, deals.Institution))!.Demand.Status,
                (await Reads.FindAsync(demandId, deals.Institution))!.Demand.Version
            )
        );
    }

    [Fact]
    public async Task AnEditBelowWhatIsOrderedIsRefusedAndAPauseSaidTwiceKeepsOneVersion()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG008");
        await deals.ListAsync(200_000);
        var demandId = await deals.PostAsync(deals.Terms with { Grams = 300_000 });
        await deals.AcceptAsync(Assert.Single(await deals.RunAsync(demandId)));

        var edited = await deals.Demands.EditAsync(demandId, deals.Institution, 1, deals.Terms with { Grams = 199_000 });
        Assert.Equal(("demand.below-taken", nameof(DemandTerms.Grams)), (Code(edited), edited.Rejections[0].Field));
        Assert.True((await deals.Demands.EditAsync(demandId, deals.Institution, 1, deals.Terms with { Grams = 200_000 })).IsOk);
        var view = (await Reads.FindAsync(demandId, deals.Institution))!;
        Assert.Equal((200_000L, 0L, DemandPhase.Full), (view.OrderedGrams, view.WantedGrams, view.PhaseOn(deals.Trade.Today)));

        Assert.True((await deals.Demands.MoveAsync(demandId, deals.Institution, DemandAction.Pause)).IsOk);
        Assert.True((await deals.Demands.MoveAsync(demandId, deals.Institution, DemandAction.Pause)).IsOk);
        Assert.Equal(3, (await Reads.FindAsync(demandId, deals.Institution))!.Demand.Version);
    }

    [Fact]
    public async Task ItIsRepeatedOnceHoweverOftenTheCalendarIsLookedAt()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG009");
        var first = deals.Terms with { EveryDays = 7, RepeatUntil = deals.Trade.Today.AddDays(12) };
        var demandId = await deals.PostAsync(first);
        await deals.Demands.RepeatDueAsync(Cancel);
        Assert.Single((await Reads.ListAsync(deals.Institution, 1)).Items);

        market.Clock.Advance(TimeSpan.FromDays(2));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => deals.Demands.RepeatDueAsync()));
        var all = (await Reads.ListAsync(deals.Institution, 1)).Items;
        var next = Assert.Single(all, view => view.Demand.PreviousId == demandId).Demand;
        Assert.Equal((2, first.From.AddDays(7), first.To.AddDays(7)), (all.Count, next.Terms.From, next.Terms.To));
        Assert.Equal(next.Id, (await Reads.DetailAsync(demandId, deals.Institution))!.NextId);

        market.Clock.Advance(TimeSpan.FromDays(8));
        await deals.Demands.RepeatDueAsync(Cancel);
        Assert.Equal(2, (await Reads.ListAsync(deals.Institution, 1)).Count);
    }

    [Fact]
    public async Task APlaceWithoutCoordinatesIsServedByWhereItsParentLies()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG018");
        var lotId = await deals.ListAsync(400_000);
        var demandId = await deals.PostAsync(
            deals.Terms with
            {
                HighestFenPerKg = 3_000,
                To = deals.Trade.Today.AddDays(20),
                ShipTo = MatchingFixture.Canteen with { RegionCode = WithoutPoint },
            }
        );
        var proposal = Assert.Single(await deals.RunAsync(demandId));
        Assert.Equal((WithoutPoint, lotId), (proposal.PlaceCode, Assert.Single(proposal.Parts).LotId));
    }

    [Fact]
    public async Task WhatIsLeftOfADemandMaySayTheSameAsAnotherAndTheRunGoesOn()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG028");
        await deals.ListAsync(100_000);
        var (large, small) = (
            await deals.PostAsync(deals.Terms with { Grams = 300_000, Note = "东门" }),
            await deals.PostAsync(deals.Terms with { Grams = 300_000, Note = "西门" })
        );
        var run = await deals.Matching.RunAsync(RunTrigger.Schedule);
        await using var db = deals.Trade.Db();
        var proposal = Assert.Single(
            await db.Set<Proposal>()
                .AsNoTracking()
                .Where(row => row.RunId == run.Id && row.InstitutionId == deals.Institution)
                .ToListAsync(Cancel)
        );
        Assert.Contains(proposal.DemandId, new[] { large, small });
    }

    private static string Code<T>(Result<T> answer) => answer.Rejections[0].Code;
}
