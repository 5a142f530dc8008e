using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Tests.Support;

namespace AgriMarket.Domain.Tests.Matching.Demands;

public sealed class DemandTests
{
    private static readonly DateOnly Today = MatchFixture.Today;
    private static readonly MatchMap Map = MatchFixture.Map;

    /// <summary>Noon in China on the world's day.</summary>
    private static readonly DateTime Now = ChinaTime.StartOfDay(Today) + TimeSpan.FromHours(12);

    private static readonly DemandTerms Terms = DemandTermsTests.Terms;

    private static Demand Posted(DemandTerms? terms = null) =>
        Demand.Post(MatchFixture.Number(1), MatchFixture.Number(900), "第一食堂", terms ?? Terms, [], Map, Now).Value;

    private static Demand In(DemandStatus status)
    {
        var demand = Posted();
        if (status != DemandStatus.Open)
        {
            Assert.True(demand.Move(status == DemandStatus.Paused ? DemandAction.Pause : DemandAction.Withdraw).IsOk);
        }

        return demand;
    }

    [Fact]
    public void ADemandMovesOnlyAsItsTableSays() =>
        StatusMatrix.Holds(
            Demand.Statuses,
            "demand.moved",
            (DemandStatus.Open, DemandAction.Pause, DemandStatus.Paused),
            (DemandStatus.Open, DemandAction.Withdraw, DemandStatus.Withdrawn),
            (DemandStatus.Paused, DemandAction.Resume, DemandStatus.Open),
            (DemandStatus.Paused, DemandAction.Withdraw, DemandStatus.Withdrawn)
        );

    [Theory]
    [InlineData(DemandStatus.Open, DemandAction.Pause, DemandStatus.Paused, 1)]
    [InlineData(DemandStatus.Open, DemandAction.Resume, DemandStatus.Open, 0)]
    [InlineData(DemandStatus.Open, DemandAction.Withdraw, DemandStatus.Withdrawn, 1)]
    [InlineData(DemandStatus.Paused, DemandAction.Pause, DemandStatus.Paused, 0)]
    [InlineData(DemandStatus.Paused, DemandAction.Resume, DemandStatus.Open, 1)]
    [InlineData(DemandStatus.Paused, DemandAction.Withdraw, DemandStatus.Withdrawn, 1)]
    [InlineData(DemandStatus.Withdrawn, DemandAction.Withdraw, DemandStatus.Withdrawn, 0)]
    public void TheSameSaidAgainChangesNothing(DemandStatus from, DemandAction action, DemandStatus to, int changes)
    {
        var demand = In(from);
        var seen = demand.Version;
        Assert.True(demand.Move(action).IsOk);
        Assert.Equal((to, seen + changes), (demand.Status, demand.Version));
    }

    [Theory]
    [InlineData(DemandAction.Pause)]
    [InlineData(DemandAction.Resume)]
    public void WhatWasTakenBackStaysSo(DemandAction action)
    {
        var demand = In(DemandStatus.Withdrawn);
        Assert.Equal("demand.moved", demand.Move(action).Rejections[0].Code);
        Assert.Equal("demand.moved", demand.Edit(Terms with { Grams = 1_000 }, 0, [], Map, Now).Rejections[0].Code);
        Assert.Equal((DemandStatus.Withdrawn, 2L), (demand.Status, demand.Version));
    }

    [Fact]
    public void TheSameIsNotPostedTwiceAndIsNamed()
    {
        var first = Posted();
        var why = Demand
            .Post(MatchFixture.Number(2), MatchFixture.Number(900), "第一食堂", Terms with { Note = "  " }, [first], Map, Now)
            .Rejections[0];
        Assert.Equal(("demand.duplicate", first.Number), (why.Code, why.Args.Single()));
        Assert.True(
            Demand
                .Post(MatchFixture.Number(2), MatchFixture.Number(900), "第一食堂", Terms with { Grams = 400_001 }, [first], Map, Now)
                .IsOk
        );
    }

    [Fact]
    public void ThereAreOnlySoManyAtATime()
    {
        Demand[] running = [.. Enumerable.Range(0, Demand.MaxOpen).Select(i => Posted(Terms with { Grams = 1_000 + i }))];
        Assert.Equal(
            "demand.too-many",
            Demand.Post(MatchFixture.Number(2), MatchFixture.Number(900), "第一食堂", Terms, running, Map, Now).Rejections[0].Code
        );
        Assert.True(Demand.Post(MatchFixture.Number(2), MatchFixture.Number(900), "第一食堂", Terms, running[1..], Map, Now).IsOk);
        var over = new Demand
        {
            Id = MatchFixture.Number(3),
            InstitutionId = MatchFixture.Number(900),
            InstitutionName = "",
            Terms = Terms with { To = Today.AddDays(-1) },
            PostedAt = Now,
        };
        Assert.Equal("demand.too-many", over.Edit(Terms, 0, running, Map, Now).Rejections[0].Code);
    }

    [Fact]
    public void AnEditNeverGoesBelowWhatIsOrdered()
    {
        var demand = Posted();
        var why = demand.Edit(Terms with { Grams = 99_999 }, 100_000, [demand], Map, Now).Rejections[0];
        Assert.Equal(("demand.below-taken", nameof(DemandTerms.Grams)), (why.Code, why.Field));
        Assert.True(demand.Edit(Terms with { Grams = 100_000 }, 100_000, [demand], Map, Now).IsOk);
        Assert.Equal((100_000, 2L), (demand.Terms.Grams, demand.Version));
        Assert.True(demand.Edit(Terms with { Grams = 100_000, Note = " " }, 100_000, [demand], Map, Now).IsOk);
        Assert.Equal(2, demand.Version);
    }

    [Fact]
    public void AnEditIsHeldToTheSameRules()
    {
        var (demand, other) = (Posted(), Posted(Terms with { Grams = 1_000 }));
        var twin = new Demand
        {
            Id = MatchFixture.Number(2),
            InstitutionId = other.InstitutionId,
            InstitutionName = "",
            Terms = other.Terms,
            PostedAt = Now,
        };
        Assert.Equal("demand.duplicate", demand.Edit(Terms with { Grams = 1_000 }, 0, [demand, twin], Map, Now).Rejections[0].Code);
        Assert.Equal("demand.grams", demand.Edit(Terms with { Grams = 0 }, 0, [demand], Map, Now).Rejections[0].Code);
        Assert.Equal((400_000, 1L), (demand.Terms.Grams, demand.Version));
    }

    [Theory]
    [InlineData(DemandStatus.Open, 1, null)]
    [InlineData(DemandStatus.Open, 2, 9)]
    [InlineData(DemandStatus.Open, 20, 16)]
    [InlineData(DemandStatus.Open, 40, null)]
    [InlineData(DemandStatus.Paused, 2, null)]
    [InlineData(DemandStatus.Withdrawn, 2, null)]
    public void ItIsRepeatedOnceItsWindowHasBegun(DemandStatus status, int days, int? fromDays)
    {
        var demand = In(status);
        demand.Terms = Terms with { EveryDays = 7, RepeatUntil = Today.AddDays(30) };
        var next = demand.Repeat(MatchFixture.Number(2), Now.AddDays(days));
        Assert.Equal(fromDays is { } from ? Today.AddDays(from) : null, next?.Terms.From);
        Assert.Equal(
            fromDays is null ? null : (demand.Id, demand.InstitutionId, DemandStatus.Open),
            next is null ? null : ((Guid, Guid, DemandStatus)?)(next.PreviousId!.Value, next.InstitutionId, next.Status)
        );
    }

    [Theory]
    [InlineData(DemandStatus.Open, 0, 0, 400_000L)]
    [InlineData(DemandStatus.Open, 300_000, 0, 100_000L)]
    [InlineData(DemandStatus.Open, 300_001, 0, null)]
    [InlineData(DemandStatus.Open, 400_000, 0, null)]
    [InlineData(DemandStatus.Open, 500_000, 0, null)]
    [InlineData(DemandStatus.Open, 0, 6, 400_000L)]
    [InlineData(DemandStatus.Open, 0, 7, null)]
    [InlineData(DemandStatus.Paused, 0, 0, null)]
    [InlineData(DemandStatus.Withdrawn, 0, 0, null)]
    public void ARunSeesWhatIsStillWanted(DemandStatus status, long taken, int leavesInDays, long? grams)
    {
        var demand = In(status);
        demand.Terms = Terms with { SmallestPartGrams = 100_000 };
        Assert.Equal(grams, demand.ToMatch(taken, Today.AddDays(leavesInDays))?.Grams);
    }
}
