using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Prices;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.ReferencePrices;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Trade.ReferencePrices;

/// <summary>What a kind is worth bounds what public money counts of its price, from the next quote on.</summary>
public sealed class ReferencePriceTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string Potato = "TB001";

    private ReferencePriceService References => market.Services.GetRequiredService<ReferencePriceService>();

    [Fact]
    public async Task WhatIsDearerIsPaidByTheBuyerAlone()
    {
        var trade = await OrderFixture.OpenAsync(market, "520402");
        await trade.OpenFundAsync(SchemeKind.PercentOfGoods, 0, 1_000, 1_000_000);
        var lotId = await trade.ListAsync(500_000);
        Assert.Equal((380L, 3_800L, 0L), await GrantAsync(trade, lotId));

        // 3.80 yuan for 500 g is 7.60 a kilogram; twice 2.00 yuan counts.
        await SetAsync(trade, Potato, 200);

        Assert.Equal((200L, 2_000L, 1_800L), await GrantAsync(trade, lotId));
        var orderId = await trade.BuyAsync(lotId, 5_000);
        Assert.Equal(200, (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Order.FundSubsidyFen);
        await InvariantAssert.AssertHoldAsync(trade.Db());

        await SetAsync(trade, Potato, null);
        Assert.Equal((380L, 3_800L, 0L), await GrantAsync(trade, lotId));
    }

    [Fact]
    public async Task WhereNobodyKnowsWhatAKindIsWorthItsPriceIsNotSubsidised()
    {
        await using var fresh = new MarketApp();
        var trade = await OrderFixture.OpenAsync(fresh, "520402");
        await trade.OpenFundAsync(SchemeKind.PercentOfGoods, 0, 1_000, 1_000_000);
        var lotId = await trade.ListAsync(500_000);
        var references = fresh.Services.GetRequiredService<ReferencePriceService>();
        await references.SetAsync(
            new ReferenceRequest(nameof(ProduceCategory.Tuber), true, null, "不再适用", await trade.NationalOfficialAsync())
        );

        var quote = await trade.Orders.QuoteAsync([new(lotId, 500)], OrderFixture.Home.RegionCode, trade.Buyer);

        Assert.Equal(["scheme.no-reference"], quote.Value.Subsidies.NotGranted.Select(not => not.Why.Code));
        var row = Assert.Single(await fresh.Services.GetRequiredService<ReferencePriceReads>().AllAsync(), row => row.Target == Potato);
        Assert.Equal((1, null), (row.LotsOnSale, row.Price));
    }

    [Fact]
    public async Task OnlyOfficialsSetOneAndOnlyForWhatThereIs()
    {
        var trade = await OrderFixture.OpenAsync(market, "520403");

        var official = await trade.NationalOfficialAsync();

        Assert.Equal("office.not-official", await WhyNotAsync(new(Potato, false, 200, "依据", trade.Farmer)));
        Assert.Equal("price.nationwide", await WhyNotAsync(new(Potato, false, 200, "依据", trade.Proposer)));
        Assert.Equal("price.target-unknown", await WhyNotAsync(new("XX999", false, 200, "依据", official)));
        Assert.Equal("price.target-unknown", await WhyNotAsync(new("Vegetable", false, 200, "依据", official)));
        Assert.Equal("price.target-unknown", await WhyNotAsync(new("1", true, 200, "依据", official)));
        Assert.Equal("price.reason-missing", await WhyNotAsync(new(Potato, false, 200, " ", official)));
        await using var db = trade.Db();
        await db.SetDutiesAsync(official, Duties.ApproveMoney);
        Assert.Equal("office.duty-propose-money", await WhyNotAsync(new(Potato, false, 200, "依据", official)));
    }

    [Fact]
    public async Task SalesOfEnoughSellersSayWhatAKindIsWorth()
    {
        await using var fresh = new MarketApp();
        var trade = await OrderFixture.OpenAsync(fresh, "520422");
        var references = fresh.Services.GetRequiredService<ReferencePriceService>();
        var prices = fresh.Services.GetRequiredService<ReferencePriceCache>();
        for (var seller = 0; seller < SalesReference.MinSellers; seller++)
        {
            Assert.Equal(0, await references.RefreshSalesAsync(TestContext.Current.CancellationToken));
            var lotId = await trade.ListAsync(50_000, await NewFarmerAsync(trade));
            for (var order = 0; order < 4; order++)
            {
                await trade.BuyAsync(lotId, 500);
            }
        }

        Assert.Equal(1, await references.RefreshSalesAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await references.RefreshSalesAsync(TestContext.Current.CancellationToken));

        await using var db = trade.Db();
        var known = await prices.GetAsync(db, fresh.Clock.GetUtcNow().UtcDateTime);
        Assert.Equal(new ReferencePrice(760, ReferenceSource.Sales), known.Find(Potato, nameof(ProduceCategory.Tuber), 7));
        Assert.Equal(
            "price.reference-far",
            (await references.SetAsync(new(Potato, false, 3_801, "依据", await trade.NationalOfficialAsync()))).Rejections[0].Code
        );
    }

    private static async Task<Guid> NewFarmerAsync(OrderFixture trade)
    {
        var id = Guid.CreateVersion7();
        await using var db = trade.Db();
        db.Add(
            new Web.People.Members.Member
            {
                Id = id,
                UserName = id.ToString(),
                NormalizedUserName = id.ToString(),
                DisplayName = "某人",
                JoinedAt = DateTime.UnixEpoch,
            }
        );
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return id;
    }

    private async Task SetAsync(OrderFixture trade, string target, long? fenPerKg) =>
        Assert.Empty(
            (
                await References.SetAsync(
                    new ReferenceRequest(target, false, fenPerKg, "县价格监测点", await trade.NationalOfficialAsync())
                )
            ).Rejections
        );

    private async Task<string> WhyNotAsync(ReferenceRequest request) => (await References.SetAsync(request)).Rejections[0].Code;

    private static async Task<(long AmountFen, long BaseFen, long UncountedFen)> GrantAsync(OrderFixture trade, Guid lotId)
    {
        var quote = await trade.Orders.QuoteAsync([new(lotId, 5_000)], OrderFixture.Home.RegionCode, trade.Buyer);
        var grant = Assert.Single(quote.Value.Subsidies.Grants);
        return (grant.AmountFen, grant.BaseFen, grant.UncountedFen);
    }
}
