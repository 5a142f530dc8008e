using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Ledger;
using AgriMarket.Web.Tests.Lots;

namespace AgriMarket.Web.Tests.Ledger;

public sealed class FarmMoneyTests(MarketApp market) : IClassFixture<MarketApp>
{
    private readonly FarmScene scene = new(market);

    [Fact]
    public async Task TheEntriesAddUpToTheBalanceAndToTheGoodsSold()
    {
        var (farmer, buyer) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync());
        var lotId = await scene.ListAsync(farmer);
        await scene.BuyAsync(buyer, lotId, 5 * Weights.JinGrams);
        await scene.BuyAsync(buyer, lotId, 7 * Weights.JinGrams);
        await scene.OrderAsync(buyer, lotId, 9 * Weights.JinGrams);

        var money = await scene.Get<FarmMoneyReads>().ReadAsync(farmer.Id, null);

        Assert.Equal(12 * 200, money.BalanceFen);
        Assert.Equal(money.BalanceFen, money.Entries.Items.Sum(entry => entry.AmountFen));
        Assert.All(money.Entries.Items, entry => Assert.Equal(FarmScene.Potato, Assert.Single(entry.Goods).ProduceCode));
    }

    [Fact]
    public async Task CannotSeeAnotherFarmersMoney()
    {
        var (owner, stranger) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync(MemberRole.Farmer));
        await scene.BuyAsync(await scene.JoinAsync(), await scene.ListAsync(owner), 5 * Weights.JinGrams);

        var money = await scene.Get<FarmMoneyReads>().ReadAsync(stranger.Id, null);

        Assert.Equal(0, money.BalanceFen);
        Assert.Empty(money.Entries.Items);
    }
}
