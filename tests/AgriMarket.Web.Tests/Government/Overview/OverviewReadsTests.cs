using AgriMarket.Web.Government.Overview;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Government.Overview;

public sealed class OverviewReadsTests
{
    [Fact]
    public async Task TodayStandsBesideYesterday()
    {
        await using var market = new MarketApp();
        var trade = await OrderFixture.OpenAsync(market, "522634");
        await trade.OpenFundAsync(AgriMarket.Domain.Subsidies.SchemeKind.ShippingPerOrder, 200, 0, 100_000);
        var lot = await trade.ListAsync(10_000);
        await trade.PayAsync(await trade.OrderAsync(lot, 2_000));
        market.Clock.Advance(TimeSpan.FromDays(1));
        await trade.PayAsync(await trade.OrderAsync(lot, 500));
        await trade.ListAsync(4_000);

        var board = await market.Services.GetRequiredService<OverviewReads>().BoardAsync(trade.Proposer);

        var proposal = trade.Proposal(AgriMarket.Domain.Subsidies.SchemeKind.ShippingPerOrder, 200, 0, 100_000);
        Assert.True((await market.Services.GetRequiredService<FundService>().ProposeAsync(proposal)).IsOk);
        Assert.Empty(board.Todos);
        var approver = await market.Services.GetRequiredService<OverviewReads>().BoardAsync(trade.Approver);
        Assert.Equal(("Todo.Funds", 1), (Assert.Single(approver.Todos).Key, approver.Todos[0].Count));
        Assert.Empty((await market.Services.GetRequiredService<OverviewReads>().BoardAsync(trade.Proposer)).Todos);
        Assert.Equal((2, 0), (board.NeedHelp.Count, (await ElsewhereAsync(market)).NeedHelp.Count));
        Assert.Equal(OverviewReads.Days, board.Days.Count);
        Assert.Equal((500, 1, 380, 200), (board.Today.Grams, board.Today.Orders, board.Today.GoodsFen, board.Today.GrantedFen));
        Assert.Equal(
            (2_000, 1, 1_520, 200),
            (board.DayBefore.Grams, board.DayBefore.Orders, board.DayBefore.GoodsFen, board.DayBefore.GrantedFen)
        );
        Assert.Equal((2, 1), (board.Now.Lots, board.Yesterday.Lots));
    }

    [Fact]
    public async Task WhatWasAddedUpBeforeIsNotAddedTwice()
    {
        await using var market = new MarketApp();
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var lot = await trade.ListAsync(10_000);
        var reads = market.Services.GetRequiredService<OverviewReads>();
        for (var order = 1; order <= 4; order++)
        {
            await trade.PayAsync(await trade.OrderAsync(lot, 500));
            // Paid just now, half a minute ago, and longer ago than it takes to settle.
            foreach (var wait in new[] { 0, 30, 60 })
            {
                market.Clock.Advance(TimeSpan.FromSeconds(wait));
                var today = (await reads.BoardAsync(Guid.Empty)).Today;
                Assert.Equal((500 * order, order, 380 * order), (today.Grams, today.Orders, today.GoodsFen));
            }
        }
    }

    [Fact]
    public async Task NoMoreDaysAreRememberedThanAreOnTheBoard()
    {
        await using var market = new MarketApp();
        var reads = market.Services.GetRequiredService<OverviewReads>();
        for (var day = 0; day < 3; day++)
        {
            await reads.BoardAsync(Guid.Empty);
            Assert.Equal(OverviewReads.Days, reads.DaysKept);
            market.Clock.Advance(TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public async Task WhatEndsSoonIsCountedAsItWasYesterday()
    {
        await using var market = new MarketApp();
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var lot = await trade.ListAsync(10_000);
        // It keeps for 30 days, the last three of which are for the way: yesterday it had three days left to sell.
        market.Clock.Advance(TimeSpan.FromDays(26));
        await trade.PayAsync(await trade.OrderAsync(lot, 500));

        var board = await market.Services.GetRequiredService<OverviewReads>().BoardAsync(Guid.Empty);

        Assert.Equal((9_500, 10_000), (board.Now.EndingGrams, board.Yesterday.EndingGrams));
    }

    /// <summary>What an official of another province sees.</summary>
    private static async Task<OverviewFigures> ElsewhereAsync(MarketApp market)
    {
        var trade = await OrderFixture.OpenAsync(market, "640422");
        return await market.Services.GetRequiredService<OverviewReads>().BoardAsync(trade.Proposer);
    }
}
