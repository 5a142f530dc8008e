using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Domain.Tests.Support;

namespace AgriMarket.Domain.Tests.Subsidies;

public sealed class FundProposalTests
{
    private static readonly DateTime Now = new(2035, 7, 17, 2, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = new(2035, 7, 17);

    private static readonly FundProposal Shipping = new(
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        "快递补贴",
        "Shipping help",
        30_000_000,
        SchemeKind.ShippingPerOrder,
        200,
        0,
        CountyScope.Any,
        [],
        null,
        Today,
        Today.AddDays(30)
    )
    {
        Post = new(Guid.CreateVersion7(), "全国办公室", OfficeKind.Agriculture, RegionCatalogue.Country, Duties.ProposeMoney),
    };

    private static readonly FundProposal Percent = Shipping with { Kind = SchemeKind.PercentOfGoods, AmountFen = 0, BasisPoints = 1_500 };

    private static readonly FundProposal PerKilogram = Shipping with { Kind = SchemeKind.PerKilogram, AmountFen = 50 };

    private static readonly FundProposal ByRisk = Percent with
    {
        Kind = SchemeKind.PercentByRisk,
        BasisPoints = 0,
        RiskRates = new(0, 500, 1_000, 2_000),
    };

    public static readonly TheoryData<string, FundProposal, string[]> Bad = new()
    {
        { "no name", Shipping with { NameZh = " " }, ["fund.name"] },
        { "long name", Shipping with { NameZh = new string('补', Fund.NameMaxLength + 1) }, ["fund.name"] },
        { "long English name", Shipping with { NameEn = new string('x', Fund.NameMaxLength + 1) }, ["fund.name"] },
        { "no money", Shipping with { DepositFen = 0 }, ["fund.deposit"] },
        { "negative money", Shipping with { DepositFen = -1 }, ["fund.deposit"] },
        { "too much money", Shipping with { DepositFen = Fund.MaxDepositFen + 1 }, ["fund.deposit"] },
        { "nothing an order", Shipping with { AmountFen = 0 }, ["scheme.amount"] },
        { "too much an order", Shipping with { AmountFen = FundProposal.MaxPerOrderFen + 1 }, ["scheme.amount"] },
        { "no percent", Percent with { BasisPoints = 0 }, ["scheme.percent"] },
        { "more than all of it", Percent with { BasisPoints = 10_001 }, ["scheme.percent"] },
        { "no county chosen", Percent with { CountyScope = CountyScope.Chosen }, ["scheme.counties"] },
        {
            "too many counties",
            Percent with
            {
                CountyScope = CountyScope.Chosen,
                CountyCodes = [.. Enumerable.Repeat("522634", FundProposal.MaxCounties + 1)],
            },
            ["scheme.counties"]
        },
        { "unknown county", Percent with { CountyScope = CountyScope.Chosen, CountyCodes = ["999999"] }, ["scheme.county-unknown"] },
        {
            "a county outside the office's region",
            Percent with
            {
                CountyScope = CountyScope.Chosen,
                CountyCodes = ["522634"],
                Post = Shipping.Post! with { RegionCode = "640000" },
            },
            ["scheme.county-outside"]
        },
        { "nobody's office", Shipping with { Post = null }, ["office.not-official"] },
        { "unknown kind", Shipping with { Kind = (SchemeKind)9 }, ["scheme.kind"] },
        { "nothing a kilogram", PerKilogram with { AmountFen = 0 }, ["scheme.amount-kilogram"] },
        { "too much a kilogram", PerKilogram with { AmountFen = FundProposal.MaxPerKilogramFen + 1 }, ["scheme.amount-kilogram"] },
        { "a risk that pays nothing", ByRisk with { RiskRates = RiskRates.None }, ["scheme.risk-percent"] },
        { "a percentage that falls", ByRisk with { RiskRates = new(100, 50, 200, 300) }, ["scheme.risk-percent"] },
        { "a percentage above all", ByRisk with { RiskRates = new(0, 0, 0, 10_001) }, ["scheme.risk-percent"] },
        { "a negative rate", ByRisk with { Kind = SchemeKind.PerKilogramByRisk, RiskRates = new(-1, 0, 0, 10) }, ["scheme.risk-kilogram"] },
        {
            "fen a kilogram that fall",
            ByRisk with
            {
                Kind = SchemeKind.PerKilogramByRisk,
                RiskRates = new(0, 30, 20, 40),
            },
            ["scheme.risk-kilogram"]
        },
        { "priority zero", Shipping with { Priority = 0 }, ["scheme.priority"] },
        { "priority too far back", Shipping with { Priority = Scheme.MaxPriority + 1 }, ["scheme.priority"] },
        { "unknown category", With(new() { Categories = [(ProduceCategory)99] }), ["scheme.category"] },
        {
            "too many kinds",
            With(new() { ProduceCodes = [.. Enumerable.Repeat("TB001", SchemeConditions.MaxProduceCodes + 1)] }),
            ["scheme.produce"]
        },
        { "too many lots", With(new() { LotIds = [.. Enumerable.Repeat(Guid.Empty, SchemeConditions.MaxLots + 1)] }), ["scheme.lots"] },
        {
            "too many destinations",
            With(new() { DestinationCodes = [.. Enumerable.Repeat("522634", SchemeConditions.MaxDestinations + 1)] }),
            ["scheme.destinations"]
        },
        { "unknown destination", With(new() { DestinationCodes = ["999999"] }), ["scheme.destination-unknown"] },
        { "negative minimum", With(new() { MinimumFen = -1 }), ["scheme.minimum-wrong"] },
        { "minimum nobody reaches", With(new() { MinimumFen = SchemeConditions.MaxMinimumFen + 1 }), ["scheme.minimum-wrong"] },
        {
            "caps of nothing",
            Shipping with
            {
                Caps = new()
                {
                    PerDayFen = 0,
                    PerBuyerFen = -1,
                    PerOrderFen = Fund.MaxDepositFen + 1,
                },
            },
            ["scheme.cap", "scheme.cap", "scheme.cap"]
        },
        { "end before start", Shipping with { StartsOn = Today.AddDays(5), EndsOn = Today.AddDays(4) }, ["scheme.window"] },
        { "over already", Shipping with { StartsOn = Today.AddDays(-5), EndsOn = Today.AddDays(-1) }, ["scheme.window"] },
        { "the end of time", Shipping with { EndsOn = DateOnly.MaxValue }, ["scheme.window-long"] },
        { "the beginning of time", Shipping with { StartsOn = DateOnly.MinValue }, ["scheme.window-long"] },
        { "far away", Shipping with { StartsOn = Today.AddDays(366), EndsOn = Today.AddDays(370) }, ["scheme.window-far"] },
        { "three at once", Shipping with { NameZh = "", DepositFen = 0, AmountFen = -1 }, ["fund.name", "fund.deposit", "scheme.amount"] },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void EachWrongFieldHasItsSentence(string what, FundProposal proposal, string[] codes) =>
        Assert.True(codes.SequenceEqual(proposal.Plan(RegionFixture.Catalogue, Now).Rejections.Select(rejection => rejection.Code)), what);

    /// <summary>A city's office may help goods of anywhere, as long as they go to its own people.</summary>
    [Theory]
    [InlineData("522600", null, "522600")]
    [InlineData("440000", "441900", RegionCatalogue.Country)]
    [InlineData("440000", "110101", "440000")]
    [InlineData(RegionCatalogue.Country, null, RegionCatalogue.Country)]
    public void AnOfficeSpendsOnItsOwnGoodsOrOnWhatGoesToItsOwnRegion(string office, string? destination, string reach)
    {
        var proposal = Shipping with
        {
            Post = Shipping.Post! with { RegionCode = office },
            Conditions = new() { DestinationCodes = destination is null ? [] : [destination] },
        };

        var planned = proposal.Plan(RegionFixture.Catalogue, Now).Value;

        Assert.Equal((reach, proposal.Post.OfficeId), (planned.Scheme.ReachCode, planned.Fund.OfficeId));
    }

    [Fact]
    public void WhatIsProposedBecomesTheSchemeAndRatesOfOtherKindsAreDropped()
    {
        var proposal = ByRisk with
        {
            Conditions = new() { MinimumFen = 5 },
            Caps = new() { PerDayFen = 7 },
            Priority = 3,
            IsExclusive = true,
        };

        var scheme = proposal.Plan(RegionFixture.Catalogue, Now).Value.Scheme;

        Assert.Equal(
            (proposal.RiskRates, proposal.Conditions, proposal.Caps, 3, true),
            (scheme.RiskRates, scheme.Conditions, scheme.Caps, scheme.Priority, scheme.IsExclusive)
        );
        Assert.Equal(
            RiskRates.None,
            (proposal with { Kind = SchemeKind.PerKilogram, AmountFen = 5 }).Plan(RegionFixture.Catalogue, Now).Value.Scheme.RiskRates
        );
    }

    [Fact]
    public void AWindowHoldsItsFirstAndItsLastDayWhole()
    {
        var scheme = Shipping.Plan(RegionFixture.Catalogue, Now).Value.Scheme;

        Assert.True(scheme.IsRunning(new DateTime(2035, 7, 16, 16, 0, 0, DateTimeKind.Utc)));
        Assert.True(scheme.IsRunning(new DateTime(2035, 8, 16, 15, 59, 59, DateTimeKind.Utc)));
        Assert.False(scheme.IsRunning(new DateTime(2035, 8, 16, 16, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public void TheProposerCannotApproveAndNobodyApprovesTwice()
    {
        var fund = Percent.Plan(RegionFixture.Catalogue, Now).Value.Fund;

        Assert.Equal("fund.same-official", fund.Decide(FundDecision.Approve, Percent.OfficialId, "", Now).Rejections[0].Code);
        Assert.Equal(FundStatus.Proposed, fund.Status);
        Assert.True(fund.Decide(FundDecision.Approve, Guid.CreateVersion7(), "", Now).IsOk);
        Assert.Equal("fund.not-proposed", fund.Decide(FundDecision.Approve, Guid.CreateVersion7(), "", Now).Rejections[0].Code);
    }

    private static FundProposal With(SchemeConditions conditions) => Shipping with { Conditions = conditions };
}
