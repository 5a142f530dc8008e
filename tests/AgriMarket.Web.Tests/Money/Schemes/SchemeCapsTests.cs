using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Schemes;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Money.Schemes;

/// <summary>Caps that count over orders hold however many are placed at once, and refund what an order let go had used.</summary>
public sealed class SchemeCapsTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const int AtOnce = 64;

    public static readonly TheoryData<string, SchemeCaps, SchemeConditions, int> Caps = new()
    {
        {
            "520102",
            new() { PerDayFen = 700 },
            SchemeConditions.None,
            3
        },
        {
            "520103",
            new() { PerBuyerFen = 1_000 },
            SchemeConditions.None,
            5
        },
        {
            "520111",
            new() { PerBuyerDayFen = 599 },
            SchemeConditions.None,
            2
        },
        {
            "520112",
            SchemeCaps.None,
            new() { FirstOrderOnly = true },
            1
        },
    };

    [Theory]
    [MemberData(nameof(Caps))]
    public async Task ACapHoldsForManyOrdersOfOneBuyerAtOnce(string county, SchemeCaps caps, SchemeConditions conditions, int granted)
    {
        var trade = await OrderFixture.OpenAsync(market, county);
        await OpenAsync(trade, caps, conditions);
        var lotId = await trade.ListAsync(500 * AtOnce);

        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => trade.Orders.PlaceAsync(trade.Intent(lotId, 500))));

        Assert.All(answers, answer => Assert.Empty(answer.Rejections));
        Assert.Equal(granted, await GrantsAsync(trade));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Theory]
    [InlineData("520113", false)]
    [InlineData("520115", true)]
    public async Task WhatAnOrderLetGoHadUsedIsThereForTheNextOnce(string county, bool expires)
    {
        var trade = await OrderFixture.OpenAsync(market, county);
        var scheme = await OpenAsync(
            trade,
            new()
            {
                PerDayFen = 200,
                PerBuyerFen = 200,
                PerBuyerDayFen = 200,
            },
            new() { FirstOrderOnly = true }
        );
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.OrderAsync(lotId, 500);
        var used = await UsedAsync(trade, scheme);

        // The day, and for the buyer, their mobile and their door: in all, a day, and one first order.
        Assert.Equal((10, 7), (used.Count, used.Count(amount => amount == 200)));

        if (expires)
        {
            trade.LetTimePass();
            while (
                (
                    await Task.WhenAll(
                        Enumerable.Range(0, 4).Select(_ => trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken))
                    )
                ).Any(ended => ended > 0)
            )
            {
                // Until the other tests' orders are ended too.
            }
        }
        else
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => trade.Orders.CancelAsync(orderId, trade.Buyer)));
        }

        Assert.All(await UsedAsync(trade, scheme), amount => Assert.Equal(0, amount));
        await InvariantAssert.AssertHoldAsync(trade.Db());
        Assert.Equal(200, (await trade.Reads.FindAsync(await trade.OrderAsync(lotId, 500), trade.Buyer))!.Order.ShippingSubsidyFen);
        Assert.Equal(0, (await trade.Reads.FindAsync(await trade.OrderAsync(lotId, 500), trade.Buyer))!.Order.ShippingSubsidyFen);
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task TheNextDayInChinaIsAnotherDay()
    {
        await using var tomorrow = new MarketApp();
        var trade = await OrderFixture.OpenAsync(tomorrow, "520121");
        await OpenAsync(trade, new() { PerBuyerDayFen = 200 }, SchemeConditions.None);
        var lotId = await trade.ListAsync(50_000);
        await trade.PayAsync(await trade.OrderAsync(lotId, 500));
        Assert.Equal(["scheme.buyer-day-cap"], await WhyNotAsync(trade, lotId));

        tomorrow.Clock.Advance(TimeSpan.FromHours(14));

        Assert.Empty(await WhyNotAsync(trade, lotId));
    }

    [Fact]
    public async Task AnotherBuyerHasHisOwnCap()
    {
        var trade = await OrderFixture.OpenAsync(market, "520122");
        await OpenAsync(trade, new() { PerBuyerFen = 200 }, new() { FirstOrderOnly = true });
        var lotId = await trade.ListAsync(50_000);
        await trade.OrderAsync(lotId, 500);

        var placed = await trade.Orders.PlaceAsync(trade.Intent(lotId, 500) with { BuyerId = trade.Stranger });

        Assert.Equal(200, (await trade.Reads.FindAsync(placed.Value, trade.Stranger))!.Order.ShippingSubsidyFen);
    }

    [Fact]
    public async Task AProcessThatDecidedOnOldFactsIsStoppedByTheStatementItself()
    {
        var trade = await OrderFixture.OpenAsync(market, "520123");
        var schemeId = await OpenAsync(trade, new() { PerDayFen = 500 }, SchemeConditions.None);
        var use = new SchemeUse(schemeId, new CountedCap("day:2035-01-01", 500, "scheme.day-cap"), 200);
        var writer = market.Services.GetRequiredService<MarketWriter>();

        // Nobody looks at what has been used: every one of them believes that it fits.
        var answers = await Task.WhenAll(
            Enumerable.Range(0, AtOnce).Select(_ => writer.RunAsync(scope => SchemeUsage.TakeAsync(scope, [use])))
        );

        Assert.Equal(2, answers.Count(answer => answer.IsOk));
        Assert.All(
            answers.Where(answer => !answer.IsOk),
            answer =>
                Assert.Equal(
                    ("scheme.day-cap", 500L, 100L),
                    (answer.Rejections[0].Code, answer.Rejections[0].Args[0], answer.Rejections[0].Args[1])
                )
        );
        Assert.Equal([400L], await UsedAsync(trade, schemeId));

        // No order stands behind these.
        await using var db = trade.Db();
        await db.Set<SchemeUsageRow>().Where(row => row.SchemeId == schemeId).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<Guid> OpenAsync(OrderFixture trade, SchemeCaps caps, SchemeConditions conditions) =>
        (
            await trade.OpenFundAsync(
                trade.Proposal(SchemeKind.ShippingPerOrder, 200, 0, 1_000_000) with
                {
                    Caps = caps,
                    Conditions = conditions,
                }
            )
        ).SchemeId;

    private static async Task<int> GrantsAsync(OrderFixture trade)
    {
        await using var db = trade.Db();
        return await db.Set<Order>()
            .Where(order => order.BuyerId == trade.Buyer)
            .SelectMany(order => order.Grants)
            .CountAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<List<long>> UsedAsync(OrderFixture trade, Guid schemeId)
    {
        await using var db = trade.Db();
        return await db.Set<SchemeUsageRow>()
            .Where(row => row.SchemeId == schemeId)
            .Select(row => row.Used)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IEnumerable<string>> WhyNotAsync(OrderFixture trade, Guid lotId)
    {
        Result<Quote> quote = await trade.Orders.QuoteAsync([new WantedLine(lotId, 500)], OrderFixture.Home.RegionCode, trade.Buyer);
        return quote.Value.Subsidies.NotGranted.Where(not => not.Scheme.CountyCodes.Contains(trade.County)).Select(not => not.Why.Code);
    }
}
