using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.Forecasts;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Matching.Review;
using AgriMarket.Web.Matching.Runs;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Tests.Matching.Runs;

/// <summary>Runs that officials publish after comparing, and those that nobody starts. Each test has the market for itself.</summary>
public sealed class MatchServiceTests : IAsyncLifetime
{
    private readonly MarketApp market = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private MatchReview Desk => market.Services.GetRequiredService<MatchReview>();

    private MatchReads Reads => market.Services.GetRequiredService<MatchReads>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task BothWeightingsArePlannedOnOneLookAtTheMarket()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB001");
        var lotId = await deals.ListAsync(400_000);
        await deals.PostAsync(deals.Terms with { Grams = 100_000 });
        var dear = MatchWeights.Default with
        {
            FreightPercent = MatchWeights.Most,
            SavedFenPerKg = 0,
            IncomePercent = 0,
            ListedFenPerKg = 0,
        };

        var plans = (await Desk.CompareAsync(MatchWeights.Default, dear, deals.Trade.Proposer)).Value;

        Assert.Equal(plans[0].Draft.Problem.Lots, plans[1].Draft.Problem.Lots);
        Assert.Equal(plans[0].Draft.Problem.Demands, plans[1].Draft.Problem.Demands);
        Assert.Equal(
            (100_000L, 1, 0, 1),
            (plans[0].Figures.Grams, plans[0].Figures.Filled, plans[0].Figures.LotsLeft, plans[0].Figures.Farmers)
        );
        var consignment = Assert.Single(plans[0].Consignments);
        Assert.Equal(
            ("第一食堂", "520103", "TB001"),
            (consignment.Institution, consignment.PlaceCode, Assert.Single(consignment.ProduceCodes))
        );
        Assert.InRange(consignment.DeliveredFenPerKg, 760, 1_500);
        Assert.Equal((0L, 1, 1), (plans[1].Figures.Grams, plans[1].Figures.Unfilled, plans[1].Figures.LotsLeft));
        Assert.Equal((lotId, ArcReason.Worthless), (Assert.Single(plans[1].Left).Lot.Id, plans[1].Left[0].Reason));
    }

    [Fact]
    public async Task AWeightOutOfRangePlansNothing()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB001");

        var refused = await Desk.CompareAsync(
            MatchWeights.Default,
            MatchWeights.Default with
            {
                FarmerPercent = 101,
            },
            deals.Trade.Proposer
        );
        Assert.Equal(
            ("match.weight-range", nameof(MatchWeights.FarmerPercent)),
            (Assert.Single(refused.Rejections).Code, refused.Rejections[0].Field)
        );
    }

    [Fact]
    public async Task DemandsThatHaveComeToTheSameRestStopNoRun()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB002");
        await deals.ListAsync(400_000);
        await deals.PostAsync(deals.Terms with { Grams = 100_000 });
        await deals.PostAsync(deals.Terms with { Grams = 100_000, Note = "晚饭用" });

        Assert.Equal(
            200_000,
            (await Desk.CompareAsync(MatchWeights.Default, MatchWeights.Default, deals.Trade.Proposer)).Value[0].Figures.Grams
        );
    }

    [Fact]
    public async Task WhatAnOfficialPublishesIsKeptWithHisNameAndWhatBecameOfIt()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB001");
        var lotId = await deals.ListAsync(400_000);
        await deals.PostAsync(deals.Terms with { Grams = 100_000 });
        await deals.PostAsync(deals.Terms with { Grams = 200_000, To = deals.Terms.To.AddDays(1) });
        var plan = (await Desk.CompareAsync(MatchWeights.Default, MatchWeights.Default, deals.Trade.Proposer)).Value[1];

        Assert.Equal("office.not-official", (await Desk.PublishAsync(plan, deals.Farmer)).Rejections[0].Code);
        Assert.Equal(0, (await Reads.RunsAsync(1, deals.Trade.Proposer)).Count);
        var published = (await Desk.PublishAsync(plan, deals.Trade.Proposer)).Value;
        Assert.Equal((2, 2, 0, "县政府"), (published.Run.Consignments, published.Proposed, published.NotProposed, published.By));
        Assert.Equal(400_000, (await deals.Trade.LotAsync(lotId)).AvailableGrams);

        await using var db = deals.Trade.Db();
        var proposals = await db.Set<Proposal>().AsNoTracking().Include(row => row.Parts).ToListAsync(Cancel);
        await deals.AcceptAsync(proposals.Single(one => one.StandingGrams == 100_000));
        Assert.True(
            (
                await deals.Proposals.AnswerByInstitutionAsync(
                    proposals.Single(one => one.StandingGrams == 200_000).Id,
                    deals.Institution,
                    accept: false
                )
            ).IsOk
        );
        var view = Assert.Single((await Reads.RunsAsync(7, deals.Trade.Proposer)).Items);
        Assert.Equal([new(ProposalStatus.Ordered, 1, 100_000), new(ProposalStatus.Refused, 1, 200_000)], view.Outcomes);
        Assert.Equal(
            (RunTrigger.Official, deals.Trade.Proposer, MatchWeights.Default),
            (view.Run.Trigger, view.Run.MemberId, view.Run.Weights)
        );
    }

    [Fact]
    public async Task WhatNoLongerFitsIsSaid()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB001");
        var lotId = await deals.ListAsync(100_000);
        await deals.PostAsync();
        var plan = (await Desk.CompareAsync(MatchWeights.Default, MatchWeights.Default, deals.Trade.Proposer)).Value[0];
        await deals.Trade.BuyAsync(lotId, 500);

        var published = (await Desk.PublishAsync(plan, deals.Trade.Proposer)).Value;

        Assert.Equal((1, 0, 1), (published.Run.Consignments, published.Proposed, published.NotProposed));
    }

    [Fact]
    public async Task TwoRunsAtOnceProposeOnceAndARunThatFindsNothingIsNotKept()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB001");
        await deals.ListAsync(400_000);
        await deals.PostAsync(deals.Terms with { Grams = 100_000 });

        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => deals.Matching.RunAsync(RunTrigger.Schedule)));

        Assert.Equal([0, 0, 1], runs.Select(run => run.Consignments).Order());
        Assert.Equal(
            (1, 1),
            ((await Reads.RunsAsync(1, deals.Trade.Proposer)).Count, (await Reads.RunsAsync(1, deals.Trade.Proposer)).Items[0].Proposed)
        );
    }

    [Fact]
    public async Task ARunComesByTheClockAndNotBefore()
    {
        var rounds = Rounds(everyMinutes: 60);
        Assert.Equal(RunTrigger.Schedule, (await rounds.RunDueAsync())?.Trigger);
        market.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Null(await rounds.RunDueAsync());
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(RunTrigger.Schedule, (await rounds.RunDueAsync())?.Trigger);
        Assert.Null(await rounds.RunDueAsync());
    }

    [Fact]
    public async Task ALotThatHasBecomeUrgentIsMatchedAtOnceAndOnce()
    {
        var (deals, lotId, rounds) = await UrgentAsync();

        var run = (await rounds.RunDueAsync())!;

        Assert.Equal((RunTrigger.UrgentLot, 1), (run.Trigger, run.Consignments));
        await using var db = deals.Trade.Db();
        Assert.Equal(lotId, (await db.Set<ProposalPart>().SingleAsync(Cancel)).LotId);
        Assert.Null(await rounds.RunDueAsync());
    }

    [Fact]
    public async Task AnUrgentLotThatSomebodyIsAskedAboutStartsNoRun()
    {
        var (deals, _, rounds) = await UrgentAsync();
        Assert.Equal(1, (await deals.Matching.RunAsync(RunTrigger.Official)).Consignments);

        Assert.Null(await rounds.RunDueAsync());
    }

    /// <summary>
    /// A lot that nobody bought from for 24 of its 30 days, and that somebody wants now; the last run was when it was new.
    /// </summary>
    private async Task<(MatchingFixture Deals, Guid LotId, MatchScheduler Rounds)> UrgentAsync()
    {
        var (deals, rounds) = (await MatchingFixture.OpenAsync(market, "TB001"), Rounds(everyMinutes: 100_000));
        var lotId = await deals.ListAsync(400_000);
        Assert.Equal(RunTrigger.Schedule, (await rounds.RunDueAsync())?.Trigger);
        market.Clock.Advance(TimeSpan.FromDays(24));
        await deals.PostAsync(deals.Terms with { Grams = 100_000 });
        var forecasts = market.Services.GetRequiredService<LotForecasts>();
        await forecasts.RefreshAllAsync();
        Assert.True(Assert.Single(forecasts.Known).Forecast.Level >= RiskLevel.Urgent);
        return (deals, lotId, rounds);
    }

    private MatchScheduler Rounds(int everyMinutes) =>
        new(
            market.Services.GetRequiredService<MatchService>(),
            market.Services.GetRequiredService<LotForecasts>(),
            market.Services.GetRequiredService<IDbContextFactory<MarketDb>>(),
            Options.Create(new MatchOptions { RunMinutes = everyMinutes }),
            market.Clock
        );
}
