using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Tests.Support;
using CsCheck;
using static AgriMarket.Domain.Tests.Support.ConsignmentFixture;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Domain.Tests.Matching.Proposals;

public sealed class ProposalPlanTests
{
    private static readonly MatchProblem Plain = Problem(
        [Small(1, Farmer), Small(2, Farmer)],
        [Demand() with { Grams = 200_000, SmallestPartGrams = 150_000 }]
    );

    public static TheoryData<string, Func<ProposalFacts, ProposalFacts>> Changes =>
        new()
        {
            { "there is nothing to find any more", facts => facts with { Demand = null } },
            { "it takes less", facts => facts with { Demand = facts.Demand! with { Grams = 199_999 } } },
            { "it pays less", facts => facts with { Demand = facts.Demand! with { HighestFenPerKg = 599 } } },
            { "it is wanted elsewhere", facts => facts with { Demand = facts.Demand! with { PlaceCode = Near } } },
            { "a lot is gone", facts => facts with { Lots = facts.Lots.Where(lot => lot.Key != Number(1)).ToDictionary() } },
            { "a lot has less", facts => Change(facts, lot => lot with { FreeGrams = 99_999 }) },
            { "a lot goes in larger parts only", facts => Change(facts, lot => lot with { SmallestSaleGrams = 100_500 }) },
            { "a lot costs more", facts => Change(facts, lot => lot with { FloorFenPerKg = 600 }) },
        };

    [Fact]
    public void WhatStillFitsIsProposedOnTheTermsOfThePlan()
    {
        var planned = Assert.Single(Planned(Plain));
        var proposal = Propose(Plain)!;
        Assert.Equal(
            (Number(500), Number(1), Number(900), Near, "110102", planned.ArrivesOn, 150_000L, 600L),
            (
                proposal.Id,
                proposal.DemandId,
                proposal.InstitutionId,
                proposal.CountyCode,
                proposal.PlaceCode,
                proposal.ArrivesOn,
                proposal.SmallestGrams,
                proposal.HighestFenPerKg
            )
        );
        Assert.Equal((AnswerBefore, Now, ProposalStatus.Open), (proposal.AnswerBefore, proposal.MadeAt, proposal.Status));
        Assert.Equal(
            planned.Shares.Select(share => (share.LotId, share.Household, share.Grams, share.GoodsFen)),
            proposal.Parts.Select(part => (part.LotId, part.Household, part.Grams, part.GoodsFen))
        );
        var terms = ArcRule.Judge(Plain, Plain.Lots[0], Plain.Demands[0]).Value;
        Assert.Equal(
            (terms.SavedFenPerKg, terms.IncomeFenPerKg, terms.FreightFenPerKg, terms.ListedFenPerKg, terms.ValueFenPerKg),
            (
                proposal.Parts[0].SavedPoints,
                proposal.Parts[0].IncomePoints,
                proposal.Parts[0].FreightPoints,
                proposal.Parts[0].ListedPoints,
                proposal.Parts[0].ValuePoints
            )
        );
    }

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public void WhatNoLongerFitsIsLeftToTheNextRun(string because, Func<ProposalFacts, ProposalFacts> change)
    {
        Assert.NotNull(Propose(Plain));
        Assert.True(Propose(Plain, change) is null, because);
    }

    [Fact]
    public void ADemandThatTakesMoreNowIsServedAsPlanned() =>
        Assert.NotNull(Propose(Plain, facts => facts with { Demand = facts.Demand! with { Grams = 900_000 } }));

    [Fact]
    public void OfMoreLotsThanAnOrderHasLinesTheSmallestStayOut()
    {
        MatchLot[] lots = [.. Enumerable.Range(1, 52).Select(i => Small(i, Farmer) with { FreeGrams = 10_000 + 500 * i })];
        var problem = Problem(lots, [Demand() with { Grams = lots.Sum(lot => lot.FreeGrams) }]);
        Assert.Equal(52, Assert.Single(Planned(problem)).Shares.Count);
        var proposal = Propose(problem)!;
        Assert.Equal(Enumerable.Range(3, 50).Select(Number).Order(), proposal.Parts.Select(part => part.LotId).Order());
    }

    [Fact]
    public void WhenTheFiftyLargestAreTooLittleNothingIsProposed()
    {
        MatchLot[] lots = [.. Enumerable.Range(1, 52).Select(i => Small(i, Farmer) with { FreeGrams = 10_000 })];
        Assert.Null(Propose(Problem(lots, [Demand() with { Grams = 520_000, SmallestPartGrams = 510_000 }])));
    }

    [Fact]
    public void NobodyIsPaidLessThanHisFloor() =>
        ConsignmentFixture.Random.Sample(market =>
            Assert.All(
                market.Proposals.SelectMany(proposal => proposal.Parts),
                part =>
                {
                    var lot = market.Problem.Lots.Single(lot => lot.Id == part.LotId);
                    Assert.True(part.UnitPriceFen >= lot.UnitPriceFen(lot.FloorFenPerKg));
                    Assert.Equal(0, part.Grams % part.UnitGrams);
                }
            )
        );

    private static ProposalFacts Change(ProposalFacts facts, Func<MatchLot, MatchLot> change) =>
        facts with
        {
            Lots = facts.Lots.ToDictionary(lot => lot.Key, lot => lot.Key == Number(1) ? change(lot.Value) : lot.Value),
        };
}
