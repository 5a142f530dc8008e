using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Support.Cases;

/// <summary>A seller whose parcels of 5 kg for 38 yuan each draw 11 yuan of public money, and cases about them.</summary>
internal sealed class CaseFixture
{
    public const long GoodsFen = 3_800;
    public const long GrantFen = 1_100;

    private readonly MarketApp market;
    private readonly Guid lotId;

    private CaseFixture(MarketApp market, OrderFixture trade, Guid lotId, FundProposal fund) =>
        (this.market, Trade, this.lotId, Fund) = (market, trade, lotId, fund);

    public OrderFixture Trade { get; }

    public FundProposal Fund { get; }

    public Guid LotId => lotId;

    public CaseService Cases => market.Services.GetRequiredService<CaseService>();

    public CaseDecisions Decisions => market.Services.GetRequiredService<CaseDecisions>();

    public static async Task<CaseFixture> OpenAsync(MarketApp market, string county) =>
        await OfAsync(market, await OrderFixture.OpenAsync(market, county));

    public static async Task<CaseFixture> OfAsync(MarketApp market, OrderFixture trade)
    {
        var fund = trade.Proposal(SchemeKind.PerKilogram, 220, 0, 100_000) with { Caps = SchemeCaps.None };
        await trade.OpenFundAsync(fund);
        return new CaseFixture(market, trade, await trade.ListAsync(200_000), fund);
    }

    /// <summary>A parcel that its buyer has, so that its payout is due.</summary>
    public async Task<Guid> SellAsync()
    {
        var orderId = await Trade.BuyAsync(lotId, 5_000);
        await Trade.ShipAsync(orderId);
        await Trade.ReceiveAsync(orderId);
        return (await Trade.Reads.FindAsync(orderId, Trade.Buyer))!.Parcels[0].Parcel.Id;
    }

    public CaseIntent Intent(params Guid[] parcelIds) =>
        new(Guid.CreateVersion7(), Trade.Proposer, parcelIds, HoldsAll: false, "这几单的收货地址都一样");

    public async Task<Guid> LookIntoAsync(params Guid[] parcelIds)
    {
        var opened = await Cases.OpenAsync(Intent(parcelIds));
        Assert.Empty(opened.Rejections);
        return opened.Value;
    }

    /// <summary>One person proposes, another approves.</summary>
    public async Task DecideAsync(Guid caseId, bool takeBack)
    {
        Assert.Empty((await Decisions.ProposeAsync(caseId, takeBack, "看过了", Trade.Proposer)).Rejections);
        Assert.Empty((await Decisions.ApproveAsync(caseId, Trade.Approver)).Rejections);
    }

    public async Task<Payout> PayoutAsync(Guid parcelId)
    {
        await using var db = Trade.Db();
        return await db.Set<Payout>().AsNoTracking().SingleAsync(row => row.Id == parcelId);
    }

    /// <summary>What came into an account and did not go out, by its entries.</summary>
    public async Task<long> BalanceAsync(string accountId)
    {
        await using var db = Trade.Db();
        return (await db.AccountsAsync([accountId])).GetValueOrDefault(accountId)?.BalanceFen ?? 0;
    }

    public Task<long> OwesAsync() => NegatedAsync(AccountIds.Claim(Trade.Farmer));

    private async Task<long> NegatedAsync(string accountId) => -await BalanceAsync(accountId);
}
