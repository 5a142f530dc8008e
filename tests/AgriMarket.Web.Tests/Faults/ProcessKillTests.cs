using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Faults;
using AgriMarket.Web.Trade.Orders;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Faults;

/// <summary>Markets that are killed with SIGKILL while people order, twenty times.</summary>
[Trait("Database", "sqlite")]
[Trait("Run", "long")]
public sealed class ProcessKillTests
{
    /// <summary>Two at a time, since most of a round is the start of a process.</summary>
    private const int Lanes = 2;
    private const int KillsOfALane = 10;
    private const int MostMilliseconds = 250;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task WhatWasAcknowledgedSurvivesAnyKillAndNothingIsHalfThere() =>
        Task.WhenAll(Enumerable.Range(0, Lanes).Select(LiveAndDieAsync));

    private static async Task LiveAndDieAsync(int lane)
    {
        using var process = new MarketProcess();
        await process.PrepareAsync();
        var dice = new Random(20_200_214 + lane);
        for (var kill = 0; kill < KillsOfALane; kill++)
        {
            await process.KillAsync(seed: 1_000 * lane + 10 * kill, TimeSpan.FromMilliseconds(dice.Next(MostMilliseconds)), Cancel);
            await AssertWholeAsync(process, kill);
        }

        await AssertTheHoldsOfTheDeadExpireAsync(process);
    }

    private static async Task AssertWholeAsync(MarketProcess process, int kill)
    {
        await using var db = SqliteFiles.Open(process.DatabaseFile, SqliteOpenMode.ReadWrite);
        var there = await db.Set<Order>()
            .Select(order => new { order.Id, order.Status })
            .ToDictionaryAsync(order => order.Id, order => order.Status, Cancel);
        var promised = process.Promised();

        // An order that waits may have gone further than the market could still say.
        var broken = promised
            .Where(order =>
                !there.TryGetValue(order.Key, out var status) || (order.Value != OrderStatus.AwaitingPayment && order.Value != status)
            )
            .ToList();
        Assert.True(broken.Count == 0, $"After kill {kill}: {string.Join(", ", broken)}");
        Assert.True(promised.Count > kill);
        await InvariantAssert.AssertHoldAsync(db);
    }

    private static async Task AssertTheHoldsOfTheDeadExpireAsync(MarketProcess process)
    {
        await using var market = process.Open();
        var orders = market.Services.GetRequiredService<OrderService>();
        await using var db = OrderFixture.Db(market);
        Assert.True(await db.Set<Order>().AnyAsync(order => order.Status == OrderStatus.AwaitingPayment, Cancel));

        market.Clock.Advance(TimeSpan.FromHours(1));
        while (await orders.ExpireDueAsync(TestContext.Current.CancellationToken) > 0)
        {
            Cancel.ThrowIfCancellationRequested();
        }

        Assert.False(await db.Set<Order>().AnyAsync(order => order.Status == OrderStatus.AwaitingPayment, Cancel));
        Assert.False(
            await db.Set<AgriMarket.Domain.Lots.Hold>().AnyAsync(hold => hold.Status == AgriMarket.Domain.Lots.HoldStatus.Held, Cancel)
        );
        await InvariantAssert.AssertCleanAsync(InvariantAssert.Everything, db);
    }
}
