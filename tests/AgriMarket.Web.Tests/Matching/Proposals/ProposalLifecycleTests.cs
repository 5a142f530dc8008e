using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Matching.Proposals;

/// <summary>From a demand to paid households. The books are verified when the market goes.</summary>
public sealed class ProposalLifecycleTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatBothSidesAcceptIsHeldPaidShippedInPartsAndPaidOutToEachHousehold()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB001");
        var (first, second) = (await deals.ListAsync(150_000, deals.Farmer, "杨家"), await deals.ListAsync(250_000, deals.Other, "李家"));
        var proposal = Assert.Single(await deals.RunAsync(await deals.PostAsync()));
        Assert.Equal((400_000L, 2), (proposal.StandingGrams, proposal.Parts.Count));
        Assert.Equal(150_000, (await deals.Trade.LotAsync(first)).AvailableGrams);

        await deals.AcceptAsync(proposal);
        var order = (await deals.OrderAsync(proposal.Id))!;
        Assert.Equal((deals.Institution, OrderStatus.AwaitingPayment, 2), (order.BuyerId, order.Status, order.Parcels.Count));
        Assert.Equal((0L, 150_000L), ((await deals.Trade.LotAsync(first)).AvailableGrams, (await deals.Trade.LotAsync(first)).HeldGrams));
        Assert.True((Int128)order.ToPayFen * 1_000 <= (Int128)proposal.HighestFenPerKg * 400_000);
        Assert.True((await deals.PayAsync(order.Id)).IsOk);

        foreach (var parcel in order.Parcels)
        {
            Assert.True((await deals.Trade.Orders.ShipAsync(parcel.Id, parcel.FarmerId, "物流", $"L{parcel.Grams}")).IsOk);
            Assert.True((await deals.Trade.Orders.ReceiveAsync(parcel.Id, deals.Institution)).IsOk);
            await deals.Trade.OpenAccountAsync(parcel.FarmerId);
        }

        // A lorry has no scans, so that the money is final some days after the receipt.
        market.Clock.Advance(TimeSpan.FromDays(3));
        await deals.Trade.PayOutAsync();
        Assert.Equal(OrderStatus.Received, (await deals.OrderAsync(order.Id))!.Status);
        await using var db = deals.Trade.Db();
        var payouts = await db.Set<Payout>()
            .AsNoTracking()
            .Where(payout => payout.PaymentId == order.Id)
            .OrderBy(payout => payout.AmountFen)
            .ToListAsync(Cancel);
        Assert.Equal(
            order.Lines.OrderBy(line => line.GoodsFen).Select(line => (line.Household, line.GoodsFen, PayoutStatus.Paid)),
            payouts.Select(payout => (payout.Household, payout.AmountFen, payout.Status))
        );
        Assert.Equal(order.GoodsFen, payouts.Sum(payout => payout.AmountFen));
    }

    [Fact]
    public async Task WhatOneFarmerRefusesIsLeftOutAndComesAgain()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB002");
        var (stays, goes) = (await deals.ListAsync(100_000, deals.Farmer), await deals.ListAsync(300_000, deals.Other));
        var demandId = await deals.PostAsync();
        var proposal = Assert.Single(await deals.RunAsync(demandId));
        Assert.Empty(await deals.RunAsync(demandId));

        Assert.True((await deals.Proposals.AnswerByFarmerAsync(proposal.Id, deals.Farmer, [stays], accept: false)).IsOk);
        Assert.True((await deals.Proposals.AnswerByFarmerAsync(proposal.Id, deals.Other, [goes], accept: true)).IsOk);
        Assert.True((await deals.Proposals.AnswerByInstitutionAsync(proposal.Id, deals.Institution, accept: true)).IsOk);

        Assert.Equal([goes], (await deals.OrderAsync(proposal.Id))!.Lines.Select(line => line.LotId));
        var again = Assert.Single(await deals.RunAsync(demandId));
        Assert.Equal((stays, 100_000L), (Assert.Single(again.Parts).LotId, again.StandingGrams));
    }

    [Fact]
    public async Task WhatIsNotPaidIsFreeAgainForTheShopAndForTheNextRun()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB003");
        var lotId = await deals.ListAsync(400_000);
        var demandId = await deals.PostAsync();
        var proposal = Assert.Single(await deals.RunAsync(demandId));
        await deals.AcceptAsync(proposal);

        market.Clock.Advance(TimeSpan.FromHours(13));
        await deals.Trade.Orders.ExpireDueAsync(Cancel);
        Assert.Equal(OrderStatus.Expired, (await deals.OrderAsync(proposal.Id))!.Status);
        Assert.Equal(400_000, (await deals.Trade.LotAsync(lotId)).AvailableGrams);
        Assert.Equal(400_000, Assert.Single(await deals.RunAsync(demandId)).StandingGrams);
    }

    [Fact]
    public async Task WhatTheShopHasSoldMeanwhileIsNotOrdered()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB004");
        var (sold, kept) = (await deals.ListAsync(100_000, deals.Farmer), await deals.ListAsync(300_000, deals.Other));
        var proposal = Assert.Single(await deals.RunAsync(await deals.PostAsync()));
        await deals.Trade.BuyAsync(sold, 500);

        await deals.AcceptAsync(proposal);
        Assert.Equal([kept], (await deals.OrderAsync(proposal.Id))!.Lines.Select(line => line.LotId));
        Assert.Equal((99_500L, 0L), ((await deals.Trade.LotAsync(sold)).AvailableGrams, (await deals.Trade.LotAsync(sold)).HeldGrams));
    }

    [Fact]
    public async Task TooLittleIsNotSent()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG010");
        var (small, large) = (await deals.ListAsync(100_000, deals.Farmer), await deals.ListAsync(300_000, deals.Other));
        var proposal = Assert.Single(await deals.RunAsync(await deals.PostAsync(deals.Terms with { SmallestPartGrams = 200_000 })));

        Assert.True((await deals.Proposals.AnswerByFarmerAsync(proposal.Id, deals.Farmer, [small], accept: true)).IsOk);
        Assert.True((await deals.Proposals.AnswerByFarmerAsync(proposal.Id, deals.Other, [large], accept: false)).IsOk);
        Assert.Equal(ProposalStatus.Lapsed, (await deals.ReadAsync(proposal.Id)).Status);
        Assert.Equal(
            "proposal.moved",
            (await deals.Proposals.AnswerByInstitutionAsync(proposal.Id, deals.Institution, accept: true)).Rejections[0].Code
        );
        Assert.Null(await deals.OrderAsync(proposal.Id));
    }

    [Fact]
    public async Task SilenceIsANo()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG011");
        var (answers, isSilent) = (await deals.ListAsync(200_000, deals.Farmer), await deals.ListAsync(200_000, deals.Other));
        var demandId = await deals.PostAsync();
        var proposal = Assert.Single(await deals.RunAsync(demandId));
        Assert.True((await deals.Proposals.AnswerByInstitutionAsync(proposal.Id, deals.Institution, accept: true)).IsOk);
        Assert.True((await deals.Proposals.AnswerByFarmerAsync(proposal.Id, deals.Farmer, [answers], accept: true)).IsOk);

        market.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(
            "proposal.moved",
            (await deals.Proposals.AnswerByFarmerAsync(proposal.Id, deals.Other, [isSilent], accept: true)).Rejections[0].Code
        );
        await deals.Proposals.EndDueAsync(Cancel);
        Assert.Equal([answers], (await deals.OrderAsync(proposal.Id))!.Lines.Select(line => line.LotId));

        var next = Assert.Single(await deals.RunAsync(demandId));
        market.Clock.Advance(TimeSpan.FromHours(24));
        await deals.Proposals.EndDueAsync(Cancel);
        Assert.Equal(ProposalStatus.Lapsed, (await deals.ReadAsync(next.Id)).Status);
    }

    [Fact]
    public async Task NobodyAnswersForOthers()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG013");
        var lotId = await deals.ListAsync(400_000);
        var proposal = Assert.Single(await deals.RunAsync(await deals.PostAsync()));
        foreach (
            var refused in new[]
            {
                await deals.Proposals.AnswerByInstitutionAsync(proposal.Id, deals.Farmer, accept: true),
                await deals.Proposals.AnswerByFarmerAsync(proposal.Id, deals.Other, [lotId], accept: true),
                await deals.Proposals.AnswerByFarmerAsync(proposal.Id, deals.Farmer, [lotId, Guid.CreateVersion7()], accept: true),
                await deals.Proposals.AnswerByFarmerAsync(proposal.Id, deals.Farmer, [], accept: true),
                await deals.Proposals.AnswerByFarmerAsync(Guid.CreateVersion7(), deals.Farmer, [lotId], accept: true),
            }
        )
        {
            Assert.Equal("proposal.unknown", refused.Rejections[0].Code);
        }

        Assert.True((await deals.ReadAsync(proposal.Id)).IsWaiting);
    }

    [Fact]
    public async Task AnswersOfBothSidesAtOnceMakeOneOrder()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG014");
        var lotIds = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => deals.ListAsync(50_000)));
        var proposal = Assert.Single(await deals.RunAsync(await deals.PostAsync()));

        var answers = await Task.WhenAll(
            lotIds
                .Select(lotId => deals.Proposals.AnswerByFarmerAsync(proposal.Id, deals.Farmer, [lotId], accept: true))
                .Concat(
                    Enumerable
                        .Range(0, 4)
                        .Select(_ => deals.Proposals.AnswerByInstitutionAsync(proposal.Id, deals.Institution, accept: true))
                )
        );
        Assert.All(answers, answer => Assert.True(answer.IsOk));
        var order = (await deals.OrderAsync(proposal.Id))!;
        Assert.Equal((8, 400_000L), (order.Lines.Count, order.Lines.Sum(line => line.Grams)));
        await using var db = deals.Trade.Db();
        Assert.Equal(8, await db.Set<Hold>().CountAsync(hold => hold.OrderId == order.Id, Cancel));
    }

    [Fact]
    public async Task AChangedDemandTakesItsProposalsBack()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG015");
        await deals.ListAsync(400_000);
        var demandId = await deals.PostAsync();
        var proposal = Assert.Single(await deals.RunAsync(demandId));
        Assert.Equal(
            "edit.changed",
            (await deals.Demands.EditAsync(demandId, deals.Institution, 7, deals.Terms with { Grams = 100_000 })).Rejections[0].Code
        );
        Assert.True((await deals.Demands.EditAsync(demandId, deals.Institution, 1, deals.Terms with { Grams = 100_000 })).IsOk);
        Assert.Equal(ProposalStatus.Withdrawn, (await deals.ReadAsync(proposal.Id)).Status);

        var next = Assert.Single(await deals.RunAsync(demandId));
        Assert.Equal(100_000, next.StandingGrams);
        Assert.True((await deals.Demands.MoveAsync(demandId, deals.Institution, DemandAction.Pause)).IsOk);
        Assert.Equal(ProposalStatus.Withdrawn, (await deals.ReadAsync(next.Id)).Status);
        Assert.Empty(await deals.RunAsync(demandId));
    }

    [Fact]
    public async Task APlanThatTheMarketHasOvertakenIsNotProposed()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG016");
        var lotId = await deals.ListAsync(400_000);
        await deals.PostAsync();
        var draft = (await deals.Board.PlanAsync(MatchWeights.Default)).Value[0];
        Assert.Contains(draft.Outcome.Plan.Consignments, one => one.Shares.Any(share => share.LotId == lotId));
        await deals.Trade.BuyAsync(lotId, 500);

        Assert.True((await deals.Matching.PublishAsync(draft, RunTrigger.Official, deals.Trade.Proposer)).IsOk);
        await using var db = deals.Trade.Db();
        Assert.False(await db.Set<ProposalPart>().AnyAsync(part => part.LotId == lotId, Cancel));
    }

    [Fact]
    public async Task APlanPublishedTwiceIsProposedOnce()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG017");
        var lotId = await deals.ListAsync(400_000);
        await deals.PostAsync(deals.Terms with { Grams = 100_000 });
        var draft = (await deals.Board.PlanAsync(MatchWeights.Default)).Value[0];
        await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => deals.Matching.PublishAsync(draft, RunTrigger.Official, deals.Trade.Proposer))
        );
        await using var db = deals.Trade.Db();
        Assert.Equal(1, await db.Set<ProposalPart>().CountAsync(part => part.LotId == lotId, Cancel));
        Assert.Equal(1, await db.Set<MatchRunRecord>().CountAsync(run => run.Id == draft.Id, Cancel));
    }
}
