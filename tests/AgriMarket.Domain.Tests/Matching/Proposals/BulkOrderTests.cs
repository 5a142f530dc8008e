using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Tests.Support;
using CsCheck;
using static AgriMarket.Domain.Tests.Support.ConsignmentFixture;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Domain.Tests.Matching.Proposals;

public sealed class BulkOrderTests
{
    [Fact]
    public void NothingIsOrderedWhileSomebodyHasNotAnswered()
    {
        var proposal = Three();
        Assert.True(proposal.AnswerByInstitution(accept: true, Now).IsOk);
        Assert.Equal("proposal.waiting", BulkOrder.Plan(proposal, Facts(OnSale(proposal))).Rejections.Single().Code);
    }

    [Fact]
    public void WhatIsRefusedStaysOutAndTheRestIsOneOrderWithAParcelOfEachFarmer()
    {
        var proposal = Three().Accepted(Number(1));
        var plan = BulkOrder.Plan(proposal, Facts(OnSale(proposal))).Value;
        Assert.Equal((proposal.Id, proposal.InstitutionId, Now.AddHours(12)), (plan.Order.Id, plan.Order.BuyerId, plan.Order.PayBefore));
        Assert.Equal([Number(2), Number(3)], plan.Order.Lines.Select(line => line.LotId));
        Assert.Equal([(Number(2), 100_000L), (Number(3), 100_000L)], plan.Holds.Select(hold => (hold.LotId, hold.Grams)));
        Assert.Equal([(Farmer, 100_000L), (Number(801), 100_000L)], plan.Order.Parcels.Select(parcel => (parcel.FarmerId, parcel.Grams)));
        Assert.All(plan.Order.Parcels, parcel => Assert.Equal(FreightService.Bulk, parcel.Service));
        Assert.Empty(plan.Order.Grants);
    }

    [Fact]
    public void TooLittleIsNotSent()
    {
        var proposal = Three().Accepted(Number(1), Number(2));
        var refused = BulkOrder.Plan(proposal, Facts(OnSale(proposal))).Rejections.Single();
        Assert.Equal(("proposal.too-little", 100_000L, 150_000L), (refused.Code, refused.Args[0], refused.Args[1]));
    }

    [Fact]
    public void ALotThatIsShortByAGramStaysOut()
    {
        var proposal = Three().Accepted();
        var stock = OnSale(proposal, part => part.LotId == Number(2) ? part.Grams - 1 : part.Grams);
        Assert.Equal([Number(1), Number(3)], BulkOrder.Plan(proposal, Facts(stock)).Value.Order.Lines.Select(line => line.LotId));
        stock.Remove(Number(1));
        Assert.Equal("proposal.too-little", BulkOrder.Plan(proposal, Facts(stock)).Rejections.Single().Code);
    }

    [Fact]
    public void ALotThatWasTakenOffSaleStaysOut()
    {
        var proposal = Three().Accepted();
        var stock = OnSale(proposal, closed: Number(3));
        Assert.Equal([Number(1), Number(2)], BulkOrder.Plan(proposal, Facts(stock)).Value.Order.Lines.Select(line => line.LotId));
    }

    [Fact]
    public void WithoutARateThereIsNoOrder()
    {
        var proposal = Three().Accepted();
        var facts = Facts(OnSale(proposal));
        Assert.Equal(
            "freight.no-route",
            BulkOrder.Plan(proposal, facts with { Map = Map with { Tariff = new FreightTariff([]) } }).Rejections.Single().Code
        );
    }

    [Fact]
    public void WhateverIsAnsweredSumsAreExactAndNobodyPaysMoreThanHeSaid() =>
        Gen.Select(ConsignmentFixture.Random, Gen.Int[0, 9], Gen.Int[0, 9])
            .Sample(
                (market, refused, sold) =>
                {
                    foreach (var proposal in market.Proposals)
                    {
                        proposal.Accepted([.. proposal.Parts.Where((_, i) => (i + refused) % 4 == 0).Select(part => part.LotId)]);
                        var stock = OnSale(proposal, part => proposal.Parts.IndexOf(part) % 5 == sold ? part.Grams - 1 : part.Grams);
                        var plan = BulkOrder.Plan(proposal, Facts(stock));
                        ProposalPart[] there =
                        [
                            .. proposal
                                .Parts.Where((part, i) => part.Answer == ProposalAnswer.Accepted && i % 5 != sold)
                                .OrderBy(part => part.LotId),
                        ];
                        Assert.Equal(there.Sum(part => part.Grams) >= proposal.SmallestGrams, plan.IsOk);
                        if (plan.IsOk)
                        {
                            Holds(proposal, there, plan.Value.Order);
                        }
                    }
                }
            );

    [Fact]
    public void TheRandomProposalsAreWorthTrying()
    {
        var (all, pooled, several) = (0, 0, 0);
        ConsignmentFixture.Random.Sample(
            market =>
            {
                all += market.Proposals.Length;
                pooled += market.Proposals.Count(proposal => proposal.Parts.Count > 1);
                several += market.Proposals.Count(proposal => proposal.Parts.Select(part => part.FarmerId).Distinct().Count() > 1);
            },
            iter: 500,
            threads: 1
        );
        Assert.True(
            all > 400 && pooled > all / 10 && several > all / 16,
            $"{all} proposals, {pooled} pooled, {several} of several farmers."
        );
    }

    private static void Holds(Proposal proposal, ProposalPart[] there, Order order)
    {
        Assert.Equal(
            there.Select(part => (part.LotId, part.Grams, part.GoodsFen)),
            order.Lines.Select(line => (line.LotId, line.Grams, line.GoodsFen))
        );
        Assert.Equal(
            (order.GoodsFen, order.ShippingFen),
            (order.Lines.Sum(line => line.GoodsFen), order.Parcels.Sum(parcel => parcel.ShippingFen))
        );
        Assert.Equal(order.GoodsFen + order.ShippingFen, order.ToPayFen);
        Assert.True((Int128)order.ToPayFen * 1_000 <= (Int128)proposal.HighestFenPerKg * order.Lines.Sum(line => line.Grams));

        var shares = BulkOrder.Shares(order);
        Assert.Equal(
            order.Lines.Select(line => (line.LotId, line.Household, line.Grams, line.GoodsFen)),
            shares.Select(share => (share.LotId, share.Household, share.Grams, share.GoodsFen))
        );
        foreach (var parcel in order.Parcels)
        {
            var lots = order.Lines.Where(line => line.FarmerId == parcel.FarmerId).Select(line => line.LotId).ToHashSet();
            Assert.Equal(parcel.ShippingFen, shares.Where(share => lots.Contains(share.LotId)).Sum(share => share.FreightFen));
            Assert.Equal(parcel.Grams, shares.Where(share => lots.Contains(share.LotId)).Sum(share => share.Grams));
        }
    }
}
