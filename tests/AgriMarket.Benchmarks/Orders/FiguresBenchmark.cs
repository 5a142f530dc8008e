using System.Diagnostics;
using AgriMarket.Benchmarks.Support;
using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Aid.Campaigns;
using AgriMarket.Web.Farm.Money;
using AgriMarket.Web.Money.Funds;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Money.Payments.Incoming;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Benchmarks.Orders;

/// <summary>
/// Reading figures of a long history: a campaign of 100,000 paid orders, the pages of a fund with 200,000 entries and of a farmer,
/// beside what adding them up from the rows takes (the floor, which a page without running figures could at best reach).
/// </summary>
internal static class FiguresBenchmark
{
    private const int Orders = 100_000;
    private const int Lots = 100;
    private const int Callers = 64;
    private const int Times = 9;

    public static async Task RunAsync(Report report)
    {
        await using var market = await BenchMarket.OpenAsync(Lots);
        var campaignId = await PublishAsync(market);
        await Load.RunAsync(Callers, Orders, i => market.PlaceAsync(i, lines: 1));
        using var statements = new StatementCount();
        var paid = await PayAsync(market);
        report.Add(new("paying", "orders", paid.PerSecond, "orders/s"));
        report.Add(new("paying", "statements an order", statements.Stop() / (double)Orders, ""));

        await using var db = market.Db();
        Guid[] campaignIds = [campaignId];
        report.Add(
            new(
                $"campaign of {Orders:#,0} orders",
                "figures",
                await TimeAsync(() => db.FiguresAsync(campaignIds)),
                "ms",
                await TimeAsync(() => AddUpCampaignAsync(db, campaignId))
            )
        );

        var fund = await db.Set<Fund>().AsNoTracking().FirstAsync();
        var scheme = await db.Set<Scheme>().AsNoTracking().FirstAsync(row => row.FundId == fund.Id);
        string[] accountIds = [AccountIds.Fund(fund.Id), AccountIds.Budget(scheme.Id)];
        var entries = await EntriesOf(db, accountIds).CountAsync();
        var funds = market.Services.GetRequiredService<FundReads>();
        var addUp = await TimeAsync(() => AddUpFundAsync(db, accountIds));
        var name = $"fund of {entries:#,0} entries";
        report.Add(new(name, "page", await TimeAsync(() => funds.BooksAsync(fund.Id, fund.ProposedBy)), "ms", addUp));
        report.Add(new(name, "use by day", await TimeAsync(() => funds.UseByDayAsync(fund.Id, fund.ProposedBy)), "ms", addUp));
        report.Add(new(name, "all funds", await TimeAsync(() => funds.PublicAsync()), "ms", addUp));

        var farmerId = await db.Set<Parcel>().Select(parcel => parcel.FarmerId).FirstAsync();
        var money = market.Services.GetRequiredService<FarmMoneyReads>();
        report.Add(new("farmer", "money", await TimeAsync(() => money.ReadAsync(farmerId)), "ms"));
        var statement = market.Services.GetRequiredService<StatementReads>();
        report.Add(new("farmer", "statement", await TimeAsync(() => statement.ReadAsync(farmerId, StatementPeriod.All, 1)), "ms"));
    }

    private static async Task<Guid> PublishAsync(BenchMarket market)
    {
        await using var db = market.Db();
        var official = await db.Set<Fund>().Select(fund => fund.ProposedBy).FirstAsync();
        var today = ChinaTime.Day(DateTime.UtcNow);
        var lot = await db.Set<AgriMarket.Domain.Lots.Lot>().AsNoTracking().FirstAsync();
        var saved = await market
            .Services.GetRequiredService<CampaignService>()
            .SaveAsync(
                new CampaignDraft(
                    Guid.CreateVersion7(),
                    official,
                    "",
                    "县里的土豆",
                    "今年丰收。",
                    "field",
                    lot.OriginCode,
                    today,
                    today.AddDays(20),
                    1_000_000_000,
                    null,
                    market.LotIds
                ),
                publish: true
            );
        return saved.IsOk ? saved.Value : throw new InvalidOperationException($"The campaign was refused: {saved.Rejections[0].Code}.");
    }

    private static async Task<LoadResult> PayAsync(BenchMarket market)
    {
        await using var db = market.Db();
        var orders = await db.Set<Order>().Select(order => new { order.Id, order.ToPayFen }).ToListAsync();
        var (writer, payments) = (
            market.Services.GetRequiredService<MarketWriter>(),
            market.Services.GetRequiredService<PaymentRecorder>()
        );
        return await Load.RunAsync(
            Callers,
            orders.Count,
            async i =>
            {
                var order = orders[i];
                var paid = await writer.RunAsync(scope =>
                    payments.TakeChargeAsync(scope, order.Id, $"charge-{order.Id:N}", order.ToPayFen, "cny")
                );
                if (!paid.IsOk)
                {
                    throw new InvalidOperationException($"A payment was refused: {paid.Rejections[0].Code}.");
                }
            }
        );
    }

    /// <summary>The middle one of several times, in milliseconds.</summary>
    private static async Task<double> TimeAsync(Func<Task> read)
    {
        await read();
        var times = new double[Times];
        for (var i = 0; i < Times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await read();
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Times / 2];
    }

    private static async Task AddUpCampaignAsync(MarketDb db, Guid campaignId)
    {
        var lines =
            from line in db.Set<OrderLine>()
            join order in db.Set<Order>() on line.OrderId equals order.Id
            where line.CampaignId == campaignId && line.Grams > line.RefundedGrams && order.Status == OrderStatus.Paid
            select line;
        await lines
            .GroupBy(_ => 1)
            .Select(all => new
            {
                Grams = all.Sum(line => line.Grams - line.RefundedGrams),
                GrantedFen = all.Sum(line => line.GrantedFen - line.GrantReturnedFen),
                Orders = all.Select(line => line.OrderId).Distinct().Count(),
            })
            .SingleAsync();
        await lines.Select(line => new { line.FarmerId, line.Household }).Distinct().CountAsync();
    }

    private static async Task AddUpFundAsync(MarketDb db, string[] accountIds)
    {
        await EntriesOf(db, accountIds).CountAsync();
        await EntriesOf(db, accountIds)
            .Where(entry => !db.Set<Transfer>().Any(correction => correction.CorrectsId == entry.Id))
            .GroupBy(entry => new { entry.Kind, entry.Reason })
            .Select(group => new { group.Key, Fen = group.Sum(entry => entry.AmountFen) })
            .ToListAsync();
    }

    private static IQueryable<Transfer> EntriesOf(MarketDb db, string[] accountIds) =>
        db.Set<Transfer>().Where(entry => accountIds.Contains(entry.DebitAccountId) || accountIds.Contains(entry.CreditAccountId));
}
