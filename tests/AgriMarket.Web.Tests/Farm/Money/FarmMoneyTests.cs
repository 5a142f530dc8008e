using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Farm.Money;
using AgriMarket.Web.Tests.Support;

namespace AgriMarket.Web.Tests.Farm.Money;

public sealed class FarmMoneyTests(MarketApp market) : IClassFixture<MarketApp>
{
    private readonly FarmFixture scene = new(market);

    [Fact]
    public async Task WhatIsPaidForIsOwedAndWhatIsNotIsNot()
    {
        var (farmer, buyer) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync());
        var lotId = await scene.ListAsync(farmer);
        await scene.BuyAsync(buyer, lotId, 5 * Weights.JinGrams);
        await scene.BuyAsync(buyer, lotId, 7 * Weights.JinGrams);
        await scene.OrderAsync(buyer, lotId, 9 * Weights.JinGrams);

        Assert.Equal(new FarmMoney(12 * 200, 0, 0), await scene.Get<FarmMoneyReads>().ReadAsync(farmer.Id));
    }

    [Fact]
    public async Task CannotSeeAnotherFarmersMoney()
    {
        var (owner, stranger) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync(MemberRole.Farmer));
        await scene.BuyAsync(await scene.JoinAsync(), await scene.ListAsync(owner), 5 * Weights.JinGrams);

        Assert.Equal(new FarmMoney(0, 0, 0), await scene.Get<FarmMoneyReads>().ReadAsync(stranger.Id));
        var statement = await scene.Get<StatementReads>().ReadAsync(stranger.Id, StatementPeriod.All, null);
        Assert.Empty(statement.Rows.Items);
        Assert.Equal(new AccountStatementSums(0, 0, 0, 0, 0), statement.Sums);
    }
}
