using AgriMarket.Domain.Subsidies;
using AgriMarket.Domain.Tests.Logistics;

namespace AgriMarket.Domain.Tests.Subsidies;

public sealed class FundProposalTests
{
    private static readonly DateTime Now = new(2035, 7, 17, 2, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = new(2035, 7, 17);

    private static readonly FundProposal Shipping = new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), "快递补贴", "Shipping help", 30_000_000,
        SchemeKind.ShippingPerOrder, 200, 0, CountyScope.Any, [], null, Today, Today.AddDays(30));

    private static readonly FundProposal Percent = Shipping with { Kind = SchemeKind.PercentOfGoods, AmountFen = 0, BasisPoints = 1_500 };

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
        { "too many counties", Percent with { CountyScope = CountyScope.Chosen, CountyCodes = [.. Enumerable.Repeat("522634", FundProposal.MaxCounties + 1)] }, ["scheme.counties"] },
        { "unknown county", Percent with { CountyScope = CountyScope.Chosen, CountyCodes = ["999999"] }, ["scheme.county-unknown"] },
        { "unknown kind", Shipping with { Kind = (SchemeKind)9 }, ["scheme.kind"] },
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
        Assert.True(codes.SequenceEqual(proposal.Plan(Places.Catalogue, Now).Rejections.Select(rejection => rejection.Code)), what);

    [Fact]
    public void AWindowHoldsItsFirstAndItsLastDayWhole()
    {
        var scheme = Shipping.Plan(Places.Catalogue, Now).Value.Scheme;

        Assert.True(scheme.IsRunning(new DateTime(2035, 7, 16, 16, 0, 0, DateTimeKind.Utc)));
        Assert.True(scheme.IsRunning(new DateTime(2035, 8, 16, 15, 59, 59, DateTimeKind.Utc)));
        Assert.False(scheme.IsRunning(new DateTime(2035, 8, 16, 16, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public void TheProposerCannotApproveAndNobodyApprovesTwice()
    {
        var fund = Percent.Plan(Places.Catalogue, Now).Value.Fund;

        Assert.Equal("fund.same-official", fund.Approve(Percent.OfficialId, Now).Rejections[0].Code);
        Assert.Equal(FundStatus.Proposed, fund.Status);
        Assert.True(fund.Approve(Guid.CreateVersion7(), Now).IsOk);
        Assert.Equal("fund.not-proposed", fund.Approve(Guid.CreateVersion7(), Now).Rejections[0].Code);
    }
}
