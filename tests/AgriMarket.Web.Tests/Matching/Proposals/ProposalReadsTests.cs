using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Matching.ProposalDetails;
using AgriMarket.Web.Matching.Proposals;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Matching.Proposals;

/// <summary>Who sees what of proposals.</summary>
public sealed class ProposalReadsTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ProposalReads Reads => market.Services.GetRequiredService<ProposalReads>();

    [Fact]
    public async Task AProposalIsThereForItsSidesAndForOfficials()
    {
        var (deals, proposal) = await TwoHouseholdsAsync("TB001");

        Assert.Equal(ProposalSide.Institution, (await Reads.FindAsync(proposal.Id, deals.Institution))!.Side);
        Assert.Equal(ProposalSide.Farmer, (await Reads.FindAsync(proposal.Id, deals.Farmer))!.Side);
        Assert.Equal(ProposalSide.Official, (await Reads.FindAsync(proposal.Id, deals.Trade.Proposer))!.Side);
        Assert.Null(await Reads.FindAsync(proposal.Id, deals.Trade.Buyer));
        Assert.Null(await Reads.FindAsync(Guid.CreateVersion7(), deals.Farmer));
    }

    [Fact]
    public async Task AFarmerSeesHisOwnLotsAndOthersOnlyTogether()
    {
        var (deals, proposal) = await TwoHouseholdsAsync("TB002");
        var his = (await Reads.FindAsync(proposal.Id, deals.Farmer))!;
        var all = (await Reads.FindAsync(proposal.Id, deals.Institution))!;

        Assert.Equal(("杨家", 150_000L), (Assert.Single(his.Parts).Household, his.ShareGrams));
        Assert.Equal(250_000, Assert.Single(his.Hidden).Grams);
        Assert.Equal(["李家", "杨家"], all.Parts.Select(part => part.Household));
        Assert.Equal((400_000L, all.FreightFen), (all.ShareGrams, all.ShareFreightFen));
        Assert.Equal(his.Shares.Single(), all.Shares.Single(share => share.Household == "杨家"));
        Assert.True(all.DeliveredFenPerKg <= proposal.HighestFenPerKg);
        Assert.Equal(proposal.ArrivesOn, his.LoadBy.AddDays(his.TransitDays));
    }

    [Fact]
    public async Task WhatWaitsForAFarmerIsCountedUntilHeHasAnsweredOrTheTimeIsOver()
    {
        var (deals, proposal) = await TwoHouseholdsAsync("TB003");
        Assert.Equal(
            (1, 1, 0),
            (
                await Reads.CountWaitingAsync(deals.Farmer),
                await Reads.CountWaitingAsync(deals.Other),
                await Reads.CountWaitingAsync(deals.Institution)
            )
        );
        Assert.Equal(proposal.Id, Assert.Single(await Reads.WaitingAsync(deals.Farmer)).Proposal.Id);
        Assert.Empty((await Reads.AnsweredAsync(deals.Farmer, null)).Items);

        await AnswerAsync(deals, proposal, deals.Farmer, accept: true);
        Assert.Equal((0, 1), (await Reads.CountWaitingAsync(deals.Farmer), await Reads.CountWaitingAsync(deals.Other)));
        var answered = Assert.Single((await Reads.AnsweredAsync(deals.Farmer, null)).Items);
        Assert.Equal(
            (proposal.Id, "第一食堂", 150_000L, (OrderStatus?)null),
            (answered.Proposal.Id, answered.InstitutionName, answered.Grams, answered.OrderStatus)
        );

        market.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(0, await Reads.CountWaitingAsync(deals.Other));
        await deals.Proposals.EndDueAsync(Cancel);
    }

    [Fact]
    public async Task EachHouseholdsShareIsExactAndItsMoneyIsFollowedUntilItIsPaid()
    {
        var (deals, proposal) = await TwoHouseholdsAsync("TB004");
        await deals.AcceptAsync(proposal);
        var order = (await deals.OrderAsync(proposal.Id))!;
        Assert.Equal(OrderStatus.AwaitingPayment, Assert.Single((await Reads.AnsweredAsync(deals.Farmer, null)).Items).OrderStatus);
        Assert.True((await deals.PayAsync(order.Id)).IsOk);
        var sent = order.Parcels.Single(parcel => parcel.FarmerId == deals.Farmer);
        Assert.True((await deals.Trade.Orders.ShipAsync(sent.Id, sent.FarmerId, "物流", "L1")).IsOk);
        Assert.True((await deals.Trade.Orders.ReceiveAsync(sent.Id, deals.Institution)).IsOk);
        await deals.Trade.OpenAccountAsync(deals.Farmer);
        // A lorry has no scans, so that the money is final some days after the receipt.
        market.Clock.Advance(TimeSpan.FromDays(3));
        await deals.Trade.PayOutAsync();

        var view = (await Reads.FindAsync(proposal.Id, deals.Institution))!;
        Assert.Equal((order.GoodsFen, order.ShippingFen), (view.GoodsFen, view.ShareFreightFen));
        Assert.Equal(
            (ParcelStatus.Received, ParcelStatus.ToShip),
            (ParcelOf(view, deals.Farmer).Parcel.Status, ParcelOf(view, deals.Other).Parcel.Status)
        );
        Assert.Equal([(PayoutStatus?)null, PayoutStatus.Paid], view.Parts.Select(part => view.Ordered!.PayoutOf(part.LotId)));

        var his = (await Reads.FindAsync(proposal.Id, deals.Farmer))!;
        Assert.Equal(deals.Farmer, Assert.Single(his.Ordered!.Parcels).Parcel.FarmerId);
        Assert.Equal(
            (sent.ShippingFen, order.Lines.Single(line => line.FarmerId == deals.Farmer).GoodsFen),
            (his.ShareFreightFen, his.GoodsFen)
        );
    }

    [Fact]
    public async Task WhoIsLeftOutOfAnOrderIsNotToldThatHisGoodsGo()
    {
        var (deals, proposal) = await TwoHouseholdsAsync("VG010");
        await deals.Trade.BuyAsync(proposal.Parts.Single(part => part.FarmerId == deals.Farmer).LotId, 500);
        await deals.AcceptAsync(proposal);

        Assert.Null(Assert.Single((await Reads.AnsweredAsync(deals.Farmer, null)).Items).OrderStatus);
        Assert.Empty((await Reads.FindAsync(proposal.Id, deals.Farmer))!.Shares);
        Assert.Equal("LeftOut", (await NotifiedAsync(deals.Farmer, "ProposalEnded")).About.Outcome);
        Assert.Equal(250_000, (await NotifiedAsync(deals.Other, "ProposalOrdered")).About.Grams);
    }

    [Fact]
    public async Task EachSideIsToldOfItsOwnMoney()
    {
        var (deals, proposal) = await TwoHouseholdsAsync("VG011");
        var his = proposal.Parts.Single(part => part.FarmerId == deals.Farmer);
        var (made, asked) = (await NotifiedAsync(deals.Farmer, "ProposalMade"), await NotifiedAsync(deals.Institution, "ProposalMade"));
        Assert.Equal((his.Grams, his.GoodsFen, false), (made.About.Grams, made.About.Fen, made.About.IsBuyer));
        Assert.Equal((400_000L, (long?)null, true), (asked.About.Grams, asked.About.Fen, asked.About.IsBuyer));

        await AnswerAsync(deals, proposal, deals.Other, accept: false);
        await AnswerAsync(deals, proposal, deals.Farmer, accept: true);
        Assert.True((await deals.Proposals.AnswerByInstitutionAsync(proposal.Id, deals.Institution, accept: true)).IsOk);
        var order = (await deals.OrderAsync(proposal.Id))!;
        Assert.Equal(
            (his.Grams, order.ToPayFen),
            (
                (await NotifiedAsync(deals.Institution, "ProposalOrdered")).About.Grams,
                (await NotifiedAsync(deals.Institution, "ProposalOrdered")).About.Fen
            )
        );
        Assert.Equal(order.GoodsFen, (await NotifiedAsync(deals.Farmer, "ProposalOrdered")).About.Fen);
        await using var db = deals.Trade.Db();
        Assert.False(
            await db.Set<Notification>()
                .AnyAsync(notification => notification.MemberId == deals.Other && notification.Kind != "ProposalMade", Cancel)
        );
    }

    [Fact]
    public async Task TheOtherDemandsOfALotComeBestFirstWithTheReasonWhyNot()
    {
        var (deals, proposal) = await TwoHouseholdsAsync("VG013");
        var others = market.Services.GetRequiredService<OtherDemands>();
        Assert.Empty(await others.ForAsync(proposal, deals.Farmer));
        await deals.PostAsync(deals.Terms with { HighestFenPerKg = 1_400, Grams = 90_000 });
        await deals.PostAsync(deals.Terms with { HighestFenPerKg = 1_450, Grams = 90_000 });
        await deals.PostAsync(deals.Terms with { HighestFenPerKg = 800, Grams = 90_000 });
        await deals.PostAsync(deals.Terms with { LowestGrade = ProduceGrade.First, Grams = 90_000 });
        await deals.PostAsync(deals.Terms with { Spec = ProduceSpec.For("VG014") });

        var ranked = await others.ForAsync(proposal, deals.Farmer);
        Assert.Equal([ArcReason.None, ArcReason.None, ArcReason.Price, ArcReason.Grade], ranked.Select(other => other.Reason));
        Assert.True(ranked[0].UnitPriceFen > ranked[1].UnitPriceFen && ranked[1].UnitPriceFen >= 380);
        Assert.All(ranked, other => Assert.Equal(proposal.Parts.Single(part => part.FarmerId == deals.Farmer).LotId, other.LotId));
        Assert.All(ranked, other => Assert.Equal(proposal.DistanceKm, other.DistanceKm));
    }

    private static ProposalParcel ParcelOf(ProposalView view, Guid farmerId) =>
        view.Ordered!.Parcels.Single(parcel => parcel.Parcel.FarmerId == farmerId);

    private static async Task AnswerAsync(MatchingFixture deals, Proposal proposal, Guid farmerId, bool accept) =>
        Assert.True(
            (
                await deals.Proposals.AnswerByFarmerAsync(
                    proposal.Id,
                    farmerId,
                    [.. proposal.Parts.Where(part => part.FarmerId == farmerId).Select(part => part.LotId)],
                    accept
                )
            ).IsOk
        );

    private async Task<(MatchingFixture Deals, Proposal Proposal)> TwoHouseholdsAsync(string produce)
    {
        var deals = await MatchingFixture.OpenAsync(market, produce);
        await deals.ListAsync(150_000, deals.Farmer, "杨家");
        await deals.ListAsync(250_000, deals.Other, "李家");
        return (deals, Assert.Single(await deals.RunAsync(await deals.PostAsync())));
    }

    private async Task<Notification> NotifiedAsync(Guid memberId, string kind)
    {
        await using var db = AgriMarket.Web.Tests.Support.OrderFixture.Db(market);
        return await db.Set<Notification>()
            .AsNoTracking()
            .SingleAsync(notification => notification.MemberId == memberId && notification.Kind == kind, Cancel);
    }
}
