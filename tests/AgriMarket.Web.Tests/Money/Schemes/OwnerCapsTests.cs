using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Money.Schemes;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Money.Schemes;

/// <summary>What one household or seller can draw of a scheme is bounded, whoever buys, and honest sellers notice nothing of it.</summary>
public sealed class OwnerCapsTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const int AtOnce = 64;

    [Fact]
    public async Task AnInventedBuyerDrawsNoMoreThanAHouseholdMayADay()
    {
        var trade = await OrderFixture.OpenAsync(market, "520502");
        var scheme = await trade.OpenFundAsync(SchemeKind.PercentOfGoods, 0, 1_500, 50_000_000);
        // A million yuan's worth of goods, which drew 150,000 yuan before: now none of it, since no household is paid so much.
        var lotId = await ListAsync(trade, trade.Farmer, "", 1_000_000, 50_000);

        await trade.BuyAsync(lotId, 1_000_000);
        Assert.Equal(50_000_000, await trade.BudgetAsync(scheme));

        // And in small orders, side by side: a thousand yuan, what a household may be paid a day.
        lotId = await ListAsync(trade, trade.Farmer, "", 1_000_000, 50_000);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => trade.OrderAsync(lotId, 500)));
        Assert.Equal(50_000_000 - 13 * 7_500, await trade.BudgetAsync(scheme));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task WhatAnOrderLetGoHadUsedIsThereForTheNext()
    {
        var trade = await OrderFixture.OpenAsync(market, "520521");
        var scheme = await OpenAsync(
            trade,
            new()
            {
                PerLotFen = 200,
                PerHouseholdFen = 200,
                PerHouseholdDayFen = 200,
                PerSellerFen = 200,
            }
        );
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.OrderAsync(lotId, 500);
        Assert.Equal([200L, 200], await UsedAsync(trade, scheme));
        Assert.Equal(0, (await trade.Reads.FindAsync(await trade.OrderAsync(lotId, 500), trade.Buyer))!.Order.ShippingSubsidyFen);

        await trade.Orders.CancelAsync(orderId, trade.Buyer);

        Assert.Equal([0L, 0], await UsedAsync(trade, scheme));
        Assert.Equal(200, (await trade.Reads.FindAsync(await trade.OrderAsync(lotId, 500), trade.Buyer))!.Order.ShippingSubsidyFen);
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task AnOrderPaidTooLateKeepsItsGrantOnlyWhileItsHouseholdHasRoom()
    {
        var trade = await OrderFixture.OpenAsync(market, "520527");
        await OpenAsync(trade, new() { PerHouseholdFen = 200 });
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.OrderAsync(lotId, 500);
        await trade.RunOutAsync(orderId);
        await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);
        await trade.BuyAsync(lotId, 500);

        await trade.PayAsync(orderId);

        Assert.NotEqual(Domain.Orders.OrderStatus.Paid, await trade.StatusAsync(orderId));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task FortyHouseholdsOfOneCooperativeEachHaveTheirShare()
    {
        var trade = await OrderFixture.OpenAsync(market, "520523");
        var scheme = await OpenAsync(trade, SchemeCaps.Usual with { PerHouseholdDayFen = 200 });
        await using (var db = trade.Db())
        {
            await db.Set<RoleApplication>()
                .Where(row => row.MemberId == trade.Farmer)
                .ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            db.AddConfirmed(trade.Farmer, MemberRole.Cooperative, "合作社", trade.County, market.Clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        for (var household = 0; household < 40; household++)
        {
            await trade.OrderAsync(await ListAsync(trade, trade.Farmer, $"第{household}户", 5_000, 380), 500);
        }

        Assert.Equal(10_000_000 - 40 * 200, await trade.BudgetAsync(scheme));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task AFarmerWhoAlsoBuysIsSubsidisedAsEverybody()
    {
        var trade = await OrderFixture.OpenAsync(market, "520524");
        var scheme = await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 10_000);
        var neighbour = await trade.ListAsync(5_000, trade.Stranger);

        Assert.True((await trade.Orders.PlaceAsync(trade.Intent(neighbour, 500) with { BuyerId = trade.Farmer })).IsOk);

        Assert.Equal(9_800, await trade.BudgetAsync(scheme));
    }

    [Fact]
    public async Task ACanteenWithFortyOrdersADayIsSubsidisedForAll()
    {
        var trade = await OrderFixture.OpenAsync(market, "520525");
        var scheme = await trade.OpenFundAsync(SchemeKind.PercentOfGoods, 0, 1_500, 10_000_000);
        var lotId = await trade.ListAsync(2_000_000);

        for (var order = 0; order < 40; order++)
        {
            // 15 kg of potatoes for 114.00 yuan.
            await trade.BuyAsync(lotId, 15_000);
        }

        Assert.Equal(10_000_000 - 40 * 1_710, await trade.BudgetAsync(scheme));
    }

    private static async Task<Guid> ListAsync(OrderFixture trade, Guid sellerId, string household, long grams, long unitPriceFen)
    {
        var listed = await trade.Lots.ListAsync(
            trade.Offer(grams) with
            {
                FarmerId = sellerId,
                Household = household,
                UnitPriceFen = unitPriceFen,
            }
        );
        Assert.Empty(listed.Rejections);
        return listed.Value;
    }

    private static async Task<Guid> OpenAsync(OrderFixture trade, SchemeCaps caps) =>
        (await trade.OpenFundAsync(trade.Proposal(SchemeKind.ShippingPerOrder, 200, 0, 10_000_000) with { Caps = caps })).SchemeId;

    private static async Task<List<long>> UsedAsync(OrderFixture trade, Guid schemeId)
    {
        await using var db = trade.Db();
        return await db.Set<OwnerUsageRow>()
            .Where(row => row.SchemeId == schemeId)
            .Select(row => row.UsedFen)
            .ToListAsync(TestContext.Current.CancellationToken);
    }
}
