using System.Diagnostics;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Faults;

/// <summary>What the machine may do to a market: keep its database locked, have no room left, have a clock that jumps.</summary>
[Trait("Database", "sqlite")]
public sealed class MachineFaultTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OrdersWaitWhileAnotherProgramKeepsTheDatabaseLocked()
    {
        await using var market = new MarketApp();
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lot = await trade.ListAsync(100_000);
        Task<Guid>[] orders;
        await using (var other = new SqliteConnection($"{market.ConnectionString};Pooling=False"))
        {
            await other.OpenAsync(Cancel);
            await using var locked = other.BeginTransaction(deferred: false);
            var began = Stopwatch.GetTimestamp();
            orders = [.. Enumerable.Range(0, 20).Select(_ => Task.Run(() => trade.OrderAsync(lot, 500), Cancel))];
            while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(10))
            {
                // Whoever reads meanwhile sees whole books.
                await using var db = trade.Db();
                await InvariantAssert.AssertHoldAsync(db);
                await Task.Delay(500, Cancel);
            }

            Assert.DoesNotContain(orders, order => order.IsCompleted);
            await locked.RollbackAsync(Cancel);
        }

        Assert.Equal(20, (await Task.WhenAll(orders)).Distinct().Count());
        Assert.Equal(90_000, (await trade.LotAsync(lot)).AvailableGrams);
        await trade.OrderAsync(lot, 500);
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task AFullDiskBreaksNothingAndTheMarketGoesOnOnceThereIsRoom()
    {
        var disk = Directory.CreateTempSubdirectory("agrimarket-disk-").FullName;
        Assert.SkipUnless(Environment.UserName == "root", "Only root can mount a small disk to fill.");
        Assert.SkipUnless(
            await MountAsync("mount", "-t", "tmpfs", "-o", "size=64m", "agrimarket", disk),
            "This machine lets nobody mount a small disk to fill."
        );
        try
        {
            await using var market = new MarketApp(
                Environments.Development,
                ("Storage:ConnectionString", $"Data Source={Path.Combine(disk, "market.db")}")
            );
            var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
            await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 10_000_000);
            var lot = await trade.ListAsync(100_000_000);
            var before = await trade.OrderAsync(lot, 500);
            var filler = Path.Combine(disk, "filler");
            Fill(filler);

            var acknowledged = await OrderUntilItFailsAsync(trade, lot);
            await InvariantAssert.AssertHoldAsync(trade.Db());
            File.Delete(filler);
            acknowledged.Add(await trade.OrderAsync(lot, 500));

            await using var db = trade.Db();
            var there = await db.Set<Order>().Select(order => order.Id).ToListAsync(Cancel);
            Assert.Empty(acknowledged.Append(before).Except(there));
            await InvariantAssert.AssertHoldAsync(db);
        }
        finally
        {
            // Lazily: the pool may still have the files open, and goes with the process.
            await MountAsync("umount", "--lazy", disk);
            Directory.Delete(disk);
        }
    }

    [Fact]
    public async Task AClockThatJumpsByHoursBreaksNothing()
    {
        await using var market = new MarketApp();
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 100_000);
        var lot = await trade.ListAsync(1_000_000);
        var dice = new Random(2020);
        var orders = new List<Guid>();
        for (var i = 0; i < 40; i++)
        {
            market.Clock.AdjustTime(MarketApp.Start + TimeSpan.FromMinutes(dice.Next(-5 * 60, 5 * 60)));
            orders.Add(await trade.OrderAsync(lot, 500));
            var earlier = orders[dice.Next(orders.Count)];
            _ = dice.Next(3) switch
            {
                0 => (await trade.PayAsync(earlier)).IsOk,
                1 => (await trade.Orders.CancelAsync(earlier, trade.Buyer)).IsOk,
                _ => await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken) > 0,
            };
            await InvariantAssert.AssertHoldAsync(trade.Db());
        }

        market.Clock.AdjustTime(MarketApp.Start + TimeSpan.FromHours(6));
        await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);
        Assert.All(await Task.WhenAll(orders.Select(trade.StatusAsync)), status => Assert.NotEqual(OrderStatus.AwaitingPayment, status));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    /// <summary>Orders into a full disk. What was refused is not stored; what was acknowledged is.</summary>
    private static async Task<List<Guid>> OrderUntilItFailsAsync(OrderFixture trade, Guid lot)
    {
        var acknowledged = new List<Guid>();
        var refusals = 0;
        for (var i = 0; i < 500 && refusals < 5; i++)
        {
            var placed = await trade.Orders.PlaceAsync(trade.Intent(lot, 500));
            if (placed.IsOk)
            {
                acknowledged.Add(placed.Value);
            }
            else
            {
                Assert.Equal("market.unavailable", placed.Rejections[0].Code);
                refusals++;
            }
        }

        Assert.Equal(5, refusals);
        return acknowledged;
    }

    private static void Fill(string path)
    {
        using var filler = File.Create(path);
        var chunk = new byte[4_096];
        try
        {
            while (true)
            {
                filler.Write(chunk);
                filler.Flush();
            }
        }
        catch (IOException)
        {
            // That was the last of the room.
        }
    }

    private static async Task<bool> MountAsync(string program, params IEnumerable<string> words)
    {
        using var mount = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true })!;
        await mount.WaitForExitAsync(Cancel);
        return mount.ExitCode == 0;
    }
}
