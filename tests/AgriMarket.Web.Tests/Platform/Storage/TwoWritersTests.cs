using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Sql;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Platform.Storage;

/// <summary>Two processes write to one PostgreSQL database; it is verified whole when each test ends.</summary>
public sealed class TwoWritersTests(ITestOutputHelper output)
{
    private const long Grams = 1_000;
    private const int Lots = 6;
    private const int CallersAHost = 24;

    /// <summary>What may be refused while others buy the same: all else is a fault.</summary>
    private static readonly string[] Fair =
    [
        "stock.short",
        "fund.exhausted",
        "scheme.day-cap",
        "order.moved",
        "payment.moved",
        "payment.too-late",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A few seconds, or as many as <c>AGRIMARKET_TWO_WRITERS_SECONDS</c> says.</summary>
    private static TimeSpan Length =>
        TimeSpan.FromSeconds(
            int.TryParse(
                Environment.GetEnvironmentVariable("AGRIMARKET_TWO_WRITERS_SECONDS"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var seconds
            )
                ? seconds
                : 5
        );

    [Fact]
    public async Task BothPlacePayRefundAndExpireOnTheSameRowsWithoutDeadlock()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, TwoHosts.WhyPostgres);
        await using var hosts = new TwoHosts();
        var trade = await OrderFixture.OpenAsync(hosts.One.Market, OrderFixture.Leishan);
        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, Fund.MaxDepositFen);
        await trade.OpenFundAsync(
            trade.Proposal(SchemeKind.PercentOfGoods, 0, 1_500, Fund.MaxDepositFen) with
            {
                Caps = SchemeCaps.None with { PerDayFen = 1_000_000_000 },
            }
        );
        Guid[] lotIds = await Task.WhenAll(Enumerable.Range(0, Lots).Select(_ => trade.ListAsync(100_000_000)));

        using var again = new RunAgain();
        var (tally, clock) = (new Tally(), Stopwatch.StartNew());
        await Task.WhenAll(
            hosts.All.SelectMany(
                (_, host) => Enumerable.Range(0, CallersAHost).Select(caller => BuyAsync(hosts, trade, lotIds, host, caller, clock, tally))
            )
        );
        var seconds = clock.Elapsed.TotalSeconds;

        foreach (var (what, counts) in tally.Counts.OrderBy(row => row.Key, StringComparer.Ordinal))
        {
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what}: {counts[0] / seconds:F1} and {counts[1] / seconds:F1} a second ({counts[0]} and {counts[1]})"
                )
            );
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"commands run again: {again.Stop()}"));
        foreach (var what in new[] { "placed", "paid", "paid by both", "refunded", "cancelled", "expired" })
        {
            Assert.All(tally.Counts[what], count => Assert.True(count > 0, $"{what} by both: {count}"));
        }

        await using (var db = trade.Db())
        {
            Assert.Equal(tally.Sum("placed"), await db.Set<Order>().CountAsync(Cancel));
            Assert.Equal(tally.Sum("refunded"), await db.Set<Refund>().CountAsync(Cancel));
            var lots = await db.Set<Lot>().AsNoTracking().ToListAsync(Cancel);
            Assert.Equal(tally.SoldGrams, lots.Sum(lot => lot.SoldGrams));
            Assert.Equal(0, lots.Sum(lot => lot.HeldGrams));
            Assert.Equal(lots.Sum(lot => lot.Version), await db.Set<StockJournalEntry>().CountAsync(Cancel));
        }

        Assert.Empty(hosts.Trouble);
        Assert.Equal(0, await hosts.DeadlocksAsync());
    }

    [Fact]
    public async Task TheLastOfALotIsSoldOnceAndOnlyWhoCameTooLateIsRefused()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, TwoHosts.WhyPostgres);
        await using var hosts = new TwoHosts();
        var trade = await OrderFixture.OpenAsync(hosts.One.Market, OrderFixture.Leishan);
        var (scarce, plenty) = (await trade.ListAsync(Grams), await trade.ListAsync(100 * Grams));
        await trade.OrderAsync(plenty, Grams);

        // One batch of the first host has all to itself what the other takes before the batch is written.
        var (before, during) = (new Gate(), new Gate());
        var held = hosts.One.Writer.RunAsync(before.PassAsync, Guid.CreateVersion7());
        await before.Begun;
        var late = hosts.One.Orders.PlaceAsync(trade.Intent(scarce, Grams));
        var other = hosts.One.Orders.PlaceAsync(trade.Intent(plenty, Grams));
        var last = hosts.One.Writer.RunAsync(during.PassAsync, Guid.CreateVersion7());
        before.Open();
        await during.Begun;
        var first = await hosts.Other.Orders.PlaceAsync(trade.Intent(scarce, Grams));
        Assert.False(late.IsCompleted || other.IsCompleted);
        during.Open();

        Assert.True((await held).IsOk && (await last).IsOk && first.IsOk && (await other).IsOk);
        var refusal = Assert.Single((await late).Rejections);
        Assert.Equal("stock.short", refusal.Code);
        Assert.Equal((0, Grams), ((await trade.LotAsync(scarce)).AvailableGrams, (await trade.LotAsync(scarce)).HeldGrams));
        Assert.Equal(2 * Grams, (await trade.LotAsync(plenty)).HeldGrams);
        Assert.Equal(2, during.Passed);
        Assert.Empty(hosts.Trouble);
    }

    [Fact]
    public async Task TheLastOfABudgetIsGrantedOnce()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, TwoHosts.WhyPostgres);
        await using var hosts = new TwoHosts();
        var trade = await OrderFixture.OpenAsync(hosts.One.Market, OrderFixture.Leishan);
        var lotId = await trade.ListAsync(100 * Grams);
        var schemeId = await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, depositFen: 500);
        await trade.OrderAsync(lotId, Grams);

        var (before, during) = (new Gate(), new Gate());
        var held = hosts.One.Writer.RunAsync(before.PassAsync, Guid.CreateVersion7());
        await before.Begun;
        var mine = hosts.One.Orders.PlaceAsync(trade.Intent(lotId, Grams));
        var last = hosts.One.Writer.RunAsync(during.PassAsync, Guid.CreateVersion7());
        before.Open();
        await during.Begun;
        var theirs = await hosts.Other.Orders.PlaceAsync(trade.Intent(lotId, Grams));
        during.Open();

        // Both are placed. What is left then is less than a grant, and a grant is given whole or not at all.
        Assert.True((await held).IsOk && (await last).IsOk && theirs.IsOk && (await mine).IsOk);
        Assert.Equal(100, await trade.BudgetAsync(schemeId));
        await using var db = trade.Db();
        var granted = await db.Set<Grant>().OrderBy(grant => grant.OrderId).Select(grant => grant.OrderId).ToListAsync(Cancel);
        Assert.Equal(2, granted.Count);
        Assert.Contains(theirs.Value, granted);
        Assert.Equal(2, during.Passed);
        Assert.Empty(hosts.Trouble);
    }

    /// <summary>One caller of a host orders again and again, and each order ends in one of five ways.</summary>
    private static async Task BuyAsync(
        TwoHosts hosts,
        OrderFixture trade,
        Guid[] lotIds,
        int host,
        int caller,
        Stopwatch clock,
        Tally tally
    )
    {
        var (here, there) = (hosts.All[host], hosts.All[1 - host]);
        for (var turn = caller; clock.Elapsed < Length; turn++)
        {
            // In this order or the other, so that no two callers lock the same lots in the same order by chance.
            Guid[] wanted = [lotIds[turn % Lots], lotIds[(turn + 1 + caller % (Lots - 1)) % Lots]];
            var intent = trade.Intent(wanted[0], Grams) with { Lines = [.. wanted.Select(lotId => new WantedLine(lotId, Grams))] };
            if (!tally.Add(host, "placed", await here.Orders.PlaceAsync(intent)))
            {
                continue;
            }

            switch (turn % 5)
            {
                case 0:
                    if (tally.Add(host, "paid", await PayAsync(here, intent)))
                    {
                        tally.Sold(2 * Grams);
                        var refunded = await here.Refunds.CancelAsync(
                            Guid.CreateVersion7(),
                            intent.Id,
                            intent.BuyerId,
                            [intent.Lines[turn % 2]]
                        );
                        tally.Sold(tally.Add(host, "refunded", refunded) ? -Grams : 0);
                    }

                    break;
                case 1:
                    var both = await Task.WhenAll(PayAsync(here, intent), PayAsync(there, intent));
                    Assert.All(both, paid => tally.Add(host, "paid by both", paid));
                    tally.Sold(2 * Grams);
                    break;
                case 2:
                    tally.Add(host, "cancelled", await here.Orders.CancelAsync(intent.Id, intent.BuyerId));
                    break;
                case 3:
                    await trade.RunOutAsync(intent.Id);
                    tally.Add(host, "expired", await here.Orders.ExpireAsync(intent.Id));
                    break;
                default:
                    tally.Add(host, "paid", await PayAsync(there, intent));
                    tally.Sold(2 * Grams);
                    break;
            }
        }
    }

    private static Task<Result<Done>> PayAsync(TwoHosts.Host host, OrderIntent intent) =>
        host.Bank.FinishAsync(intent.Id, intent.BuyerId, SandboxOutcome.Succeed);

    /// <summary>What has been done, by both hosts.</summary>
    private sealed class Tally
    {
        private long soldGrams;

        public ConcurrentDictionary<string, int[]> Counts { get; } = new(StringComparer.Ordinal);

        public long SoldGrams => Interlocked.Read(ref soldGrams);

        public int Sum(string what) => Counts[what].Sum();

        public void Sold(long grams) => Interlocked.Add(ref soldGrams, grams);

        /// <returns>Whether it was done.</returns>
        public bool Add<T>(int host, string what, Result<T> answer)
        {
            if (!answer.IsOk)
            {
                Assert.Contains(answer.Rejections[0].Code, Fair);
                what = $"{what}: {answer.Rejections[0].Code}";
            }

            Interlocked.Increment(ref Counts.GetOrAdd(what, _ => new int[2])[host]);
            return answer.IsOk;
        }
    }

    /// <summary>A command that waits inside its batch the first time, and counts how often it ran.</summary>
    private sealed class Gate
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => begun.Task;

        public int Passed { get; private set; }

        public async Task<Result<Done>> PassAsync(AgriMarket.Platform.Storage.Writer.WriteScope scope)
        {
            Passed++;
            begun.TrySetResult();
            await open.Task;
            return Done.Instance;
        }

        public void Open() => open.SetResult();
    }

    /// <summary>Counts the commands that were taken back and run again.</summary>
    private sealed class RunAgain : IDisposable
    {
        private readonly MeterListener listener = new();
        private long count;

        public RunAgain()
        {
            listener.InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == SqlStatements.Meter && instrument.Name == "agrimarket.storage.commands_run_again")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<long>((_, measured, _, _) => Interlocked.Add(ref count, measured));
            listener.Start();
        }

        public long Stop()
        {
            Dispose();
            return Interlocked.Read(ref count);
        }

        public void Dispose() => listener.Dispose();
    }
}
