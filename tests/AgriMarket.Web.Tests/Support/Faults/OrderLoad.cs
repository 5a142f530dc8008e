using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Tests.Support.Faults;
using AgriMarket.Web.Trade.Orders;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: HostingStartup(typeof(LoadStartup))]

namespace AgriMarket.Web.Tests.Support.Faults;

/// <summary>
/// Puts <see cref="OrderLoad"/> into a market process. The framework runs it in a process that names this assembly among its hosting
/// startups: the real program, with somebody inside who orders.
/// </summary>
public sealed class LoadStartup : IHostingStartup
{
    public void Configure(IWebHostBuilder builder)
    {
        // The framework also calls this for the markets inside the tests' own process.
        if (Environment.GetEnvironmentVariable(OrderLoad.Acknowledged) is { } acknowledged)
        {
            builder.ConfigureServices(services =>
            {
                services.AddSingleton<TimeProvider>(
                    new LaterClock(TimeSpan.FromTicks(long.Parse(Setting(OrderLoad.LaterBy), CultureInfo.InvariantCulture)))
                );
                services.AddHostedService(market => new OrderLoad(
                    market,
                    Guid.Parse(Setting(OrderLoad.Buyer)),
                    acknowledged,
                    int.Parse(Setting(OrderLoad.Seed), CultureInfo.InvariantCulture)
                ));
            });
        }
    }

    private static string Setting(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set.");

    /// <summary>Runs as the real one does, years ahead: in the time of the tests, whose lots are on sale then.</summary>
    private sealed class LaterClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}

/// <summary>
/// Orders, pays and gives up, from several tasks, until the process ends; what the market has acknowledged is in a file at once.
/// </summary>
internal sealed class OrderLoad(IServiceProvider market, Guid buyerId, string acknowledged, int seed) : BackgroundService
{
    public const string LaterBy = "FAULTS_LATER_BY";
    public const string Buyer = "FAULTS_BUYER";
    public const string Acknowledged = "FAULTS_ACKNOWLEDGED";
    public const string Seed = "FAULTS_SEED";
    private const int Tasks = 8;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        OrderFixture.LiftLimitsOfUnpaidOrders(market);
        var open = new TaskCompletionSource();
        market.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(open.SetResult);
        await open.Task.WaitAsync(stoppingToken);
        await using var db = await market.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync(stoppingToken);
        var lots = await db.Set<Lot>().Select(lot => lot.Id).ToListAsync(stoppingToken);
        await using var file = new FileStream(acknowledged, FileMode.Append, FileAccess.Write, FileShare.Read);
        await Task.WhenAll(
            Enumerable
                .Range(0, Tasks)
                .Select(i => Task.Run(() => OrderAsync(lots, new Random(seed + i), file, stoppingToken), stoppingToken))
        );
    }

    private async Task OrderAsync(List<Guid> lots, Random dice, FileStream file, CancellationToken stop)
    {
        var (orders, bank) = (market.GetRequiredService<OrderService>(), market.GetRequiredService<SandboxBank>());
        while (!stop.IsCancellationRequested)
        {
            WantedLine[] lines = [.. dice.GetItems(lots.ToArray(), 2).Distinct().Select(lot => new WantedLine(lot, 500 * dice.Next(1, 5)))];
            var placed = await orders.PlaceAsync(new OrderIntent(Guid.CreateVersion7(), buyerId, lines, OrderFixture.Home, null));
            if (!placed.IsOk)
            {
                continue;
            }

            Note(file, OrderStatus.AwaitingPayment, placed.Value);
            switch (dice.Next(3))
            {
                case 0 when (await bank.FinishAsync(placed.Value, buyerId, SandboxOutcome.Succeed)).IsOk:
                    Note(file, OrderStatus.Paid, placed.Value);
                    break;
                case 1 when (await orders.CancelAsync(placed.Value, buyerId)).IsOk:
                    Note(file, OrderStatus.Cancelled, placed.Value);
                    break;
            }
        }
    }

    /// <summary>In the hands of the operating system, so that a kill takes nothing of it away.</summary>
    private static void Note(FileStream file, OrderStatus status, Guid orderId)
    {
        lock (file)
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes($"{status} {orderId}\n"));
            file.Flush();
        }
    }
}
