using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Tests.Support;
using static AgriMarket.Domain.Matching.Proposals.ProposalAction;
using static AgriMarket.Domain.Matching.Proposals.ProposalStatus;
using static AgriMarket.Domain.Tests.Support.ConsignmentFixture;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Domain.Tests.Matching.Proposals;

public sealed class ProposalTests
{
    [Fact]
    public void AProposalMovesOnlyAsItsTableSays() =>
        StatusMatrix.Holds(
            Proposal.Statuses,
            "proposal.moved",
            (Open, Order, Ordered),
            (Open, Refuse, Refused),
            (Open, Lapse, Lapsed),
            (Open, Withdraw, Withdrawn)
        );

    [Theory]
    [InlineData(null, true, null, ProposalAnswer.Accepted, Open)]
    [InlineData(null, false, null, ProposalAnswer.Refused, Refused)]
    [InlineData(true, true, null, ProposalAnswer.Accepted, Open)]
    [InlineData(true, false, "proposal.answered", ProposalAnswer.Accepted, Open)]
    [InlineData(false, false, null, ProposalAnswer.Refused, Refused)]
    [InlineData(false, true, "proposal.moved", ProposalAnswer.Refused, Refused)]
    public void TheInstitutionAnswersOnceForTheWhole(
        bool? before,
        bool accept,
        string? refused,
        ProposalAnswer answer,
        ProposalStatus status
    )
    {
        var proposal = Three();
        if (before is { } said)
        {
            Assert.True(proposal.AnswerByInstitution(said, Now).IsOk);
        }

        Assert.Equal(refused, proposal.AnswerByInstitution(accept, Now).Rejections.SingleOrDefault()?.Code);
        Assert.Equal((answer, status), (proposal.Answer, proposal.Status));
    }

    [Theory]
    [InlineData(null, true, null, ProposalAnswer.Accepted)]
    [InlineData(null, false, null, ProposalAnswer.Refused)]
    [InlineData(true, true, null, ProposalAnswer.Accepted)]
    [InlineData(true, false, "proposal.answered", ProposalAnswer.Accepted)]
    [InlineData(false, false, null, ProposalAnswer.Refused)]
    [InlineData(false, true, "proposal.answered", ProposalAnswer.Refused)]
    public void AFarmerAnswersOnceForEachLot(bool? before, bool accept, string? refused, ProposalAnswer answer)
    {
        var proposal = Three();
        if (before is { } said)
        {
            Assert.True(proposal.AnswerByFarmer(Farmer, [Number(1)], said, Now).IsOk);
        }

        Assert.Equal(refused, proposal.AnswerByFarmer(Farmer, [Number(1)], accept, Now).Rejections.SingleOrDefault()?.Code);
        Assert.Equal(answer, proposal.Parts.Single(part => part.LotId == Number(1)).Answer);
        Assert.All(proposal.Parts.Where(part => part.LotId != Number(1)), part => Assert.Equal(ProposalAnswer.Waiting, part.Answer));
        Assert.Equal(Open, proposal.Status);
    }

    [Fact]
    public void AnAnswerForAllAddsToWhatWasSaidAlike()
    {
        var proposal = Three();
        Assert.True(proposal.AnswerByFarmer(Farmer, [Number(1)], accept: true, Now).IsOk);
        Assert.True(proposal.AnswerByFarmer(Farmer, [Number(1), Number(2)], accept: true, Now).IsOk);
        Assert.All(proposal.Parts.Where(part => part.FarmerId == Farmer), part => Assert.Equal(ProposalAnswer.Accepted, part.Answer));
    }

    [Theory]
    [InlineData(800, new[] { 3 })]
    [InlineData(800, new[] { 1, 3 })]
    [InlineData(800, new[] { 9 })]
    [InlineData(800, new int[0])]
    [InlineData(900, new[] { 1 })]
    public void NobodyAnswersForLotsThatAreNotHis(int farmer, int[] lots)
    {
        var proposal = Three();
        Assert.Equal(
            "proposal.unknown",
            proposal.AnswerByFarmer(Number(farmer), [.. lots.Select(Number)], accept: true, Now).Rejections.Single().Code
        );
        Assert.All(proposal.Parts, part => Assert.Equal(ProposalAnswer.Waiting, part.Answer));
    }

    [Theory]
    [InlineData(Order)]
    [InlineData(Lapse)]
    [InlineData(Withdraw)]
    public void AfterItsEndNothingIsAnswered(ProposalAction action)
    {
        var proposal = Three();
        Assert.True(proposal.End(action, Now).IsOk);
        Assert.Equal("proposal.moved", proposal.AnswerByInstitution(accept: true, Now).Rejections.Single().Code);
        Assert.Equal("proposal.moved", proposal.AnswerByFarmer(Farmer, [Number(1)], accept: true, Now).Rejections.Single().Code);
        Assert.Equal("proposal.moved", proposal.End(action, Now).Rejections.Single().Code);
        Assert.Equal(Now, proposal.EndedAt);
    }

    [Fact]
    public void SilenceIsANoOnceTheTimeIsOverAndNotBefore()
    {
        var proposal = Three();
        Assert.True(proposal.AnswerByFarmer(Farmer, [Number(1)], accept: true, Now).IsOk);
        proposal.EndTime(AnswerBefore.AddTicks(-1));
        Assert.True(proposal.IsWaiting);

        proposal.EndTime(AnswerBefore);
        Assert.False(proposal.IsWaiting);
        Assert.Equal(ProposalAnswer.Refused, proposal.Answer);
        Assert.Equal(100_000, proposal.StandingGrams);
    }

    [Fact]
    public void WhatEverybodyComparesIsRoundedToTheNearestFen()
    {
        var part = Three().Parts[0];
        Assert.Equal(part.UnitPriceFen * 2, part.FenPerKg);
        Assert.Equal(part.SavedPoints + part.IncomePoints + part.ListedPoints - part.FreightPoints, part.ValuePoints);
    }
}
