using System.Diagnostics;
using System.Net;
using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.Campaigns;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Aid.Campaigns;

/// <summary>
/// What happened in February 2020, in one day: 30 tonnes of a county's vegetables sold in 6,000 orders of 5 kg, each with 2.00
/// yuan towards its shipping. Every gram and every fen agrees wherever it is written.
/// </summary>
[Trait("Run", "long")]
public sealed class SiyangDayTests(MarketApp market, ITestOutputHelper output) : IClassFixture<MarketApp>
{
    private const string Xiji = "640422";
    private const long OrderGrams = 5 * Weights.KilogramGrams;
    private const long GrantFen = 200;
    private const long DepositFen = 5_000_000;
    private const int Lots = 10;

    /// <summary>A fifth of the day on a server, whose every commit is a write to the disk of its own.</summary>
    private static readonly int Orders = TestDatabase.IsPostgres ? 1_200 : 6_000;
    private static readonly long TotalGrams = Orders * OrderGrams;
    private static readonly long GrantedFen = Orders * GrantFen;

    /// <summary>Buyers at the same time, so that the writer has batches to make.</summary>
    private const int Callers = 64;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StockLedgerAndCampaignAgreeToTheGramAndTheFen()
    {
        var trade = await OrderFixture.OpenAsync(market, Xiji);
        // One farmer stands for the whole county here, whose day is more than one household may be paid for.
        var fund = trade.Proposal(SchemeKind.ShippingPerOrder, GrantFen, 0, DepositFen) with
        {
            Caps = SchemeCaps.None,
        };
        var schemeId = (await trade.OpenFundAsync(fund)).SchemeId;
        var lots = new List<Guid>();
        for (var i = 0; i < Lots; i++)
        {
            lots.Add(await trade.ListAsync(TotalGrams / Lots));
        }

        var campaignId = await PublishAsync(trade, schemeId, lots);

        await SellAsync(trade, lots);

        await AssertStockAsync(trade, lots);
        await AssertMoneyAsync(trade, schemeId);
        await using var db = trade.Db();
        var figures = Assert.Single(await db.FiguresAsync([campaignId]));
        Assert.Equal(new CampaignFigures(campaignId, TotalGrams, TotalGrams, Orders, 1, GrantedFen), figures);
        await AssertPageAsync(campaignId);
        await InvariantAssert.AssertHoldAsync(db);
    }

    private async Task SellAsync(OrderFixture trade, List<Guid> lots)
    {
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Orders),
            new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = Cancel },
            async (place, _) =>
            {
                var orderId = await trade.OrderAsync(lots[place % Lots], OrderGrams);
                Assert.True((await trade.PayAsync(orderId)).IsOk);
            }
        );
        var elapsed = Stopwatch.GetElapsedTime(started);
        output.WriteLine($"{Orders} orders placed and paid in {elapsed.TotalSeconds:0.0} s, {Orders / elapsed.TotalSeconds:0} a second.");
    }

    private async Task<Guid> PublishAsync(OrderFixture trade, Guid schemeId, List<Guid> lots)
    {
        await using var db = trade.Db();
        var fundId = (await db.Set<Scheme>().SingleAsync(scheme => scheme.Id == schemeId, Cancel)).FundId;
        var today = ChinaTime.Day(MarketApp.Start.UtcDateTime);
        var saved = await market
            .Services.GetRequiredService<CampaignService>()
            .SaveAsync(
                new CampaignDraft(
                    Guid.CreateVersion7(),
                    trade.Proposer,
                    "",
                    "三十吨芹菜",
                    "菜在地里。",
                    "field",
                    Xiji,
                    today,
                    today.AddDays(7),
                    TotalGrams,
                    fundId,
                    lots
                ),
                publish: true
            );
        Assert.True(saved.IsOk, saved.IsOk ? "" : saved.Rejections[0].Code);
        return saved.Value;
    }

    private static async Task AssertStockAsync(OrderFixture trade, List<Guid> lotIds)
    {
        await using var db = trade.Db();
        var lots = await db.Set<Lot>().Where(lot => lotIds.Contains(lot.Id)).ToListAsync(Cancel);
        var journal = db.Set<StockJournalEntry>().Where(entry => lotIds.Contains(entry.LotId));

        Assert.Equal(
            (TotalGrams, 0, 0),
            (lots.Sum(lot => lot.SoldGrams), lots.Sum(lot => lot.AvailableGrams), lots.Sum(lot => lot.HeldGrams))
        );
        Assert.Equal(
            (TotalGrams, Orders),
            (
                await journal.SumAsync(entry => entry.SoldGrams, Cancel),
                await journal.CountAsync(entry => entry.Reason == StockReason.Sold, Cancel)
            )
        );
        Assert.Equal(Orders, await db.Set<Order>().CountAsync(order => order.Status == OrderStatus.Paid, Cancel));
    }

    private static async Task AssertMoneyAsync(OrderFixture trade, Guid schemeId)
    {
        await using var db = trade.Db();
        var grants = db.Set<Grant>().Where(grant => grant.SchemeId == schemeId);
        var posted = db.Set<Transfer>().Where(entry => entry.Reason == LedgerReasons.Grant && entry.Kind == TransferKind.Post);
        var budget = await db.Set<Account>().SingleAsync(account => account.Id == AccountIds.Budget(schemeId), Cancel);

        Assert.Equal((GrantedFen, Orders), (await grants.SumAsync(grant => grant.AmountFen, Cancel), await grants.CountAsync(Cancel)));
        Assert.Equal((GrantedFen, Orders), (await posted.SumAsync(entry => entry.AmountFen, Cancel), await posted.CountAsync(Cancel)));
        Assert.Equal((GrantedFen, 0, DepositFen - GrantedFen), (budget.DebitsPostedFen, budget.DebitsPendingFen, budget.AvailableFen));
    }

    /// <summary>
    /// The page that everybody reads says the same; of the whole day 60,000 斤, 6,000 orders, 12,000.00 yuan paid and 38,000.00 left.
    /// </summary>
    private async Task AssertPageAsync(Guid campaignId)
    {
        using var client = market.CreateClient();
        var page = WebUtility.HtmlDecode(await client.GetStringAsync($"/campaigns/{campaignId}", Cancel));

        Assert.Matches(TestDatabase.IsPostgres ? "data-live=\"sold\"[^>]*>12,000 斤<" : "data-live=\"sold\"[^>]*>60,000 斤<", page);
        Assert.Matches(TestDatabase.IsPostgres ? "data-live=\"orders\"[^>]*>1,200<" : "data-live=\"orders\"[^>]*>6,000<", page);
        Assert.Matches(TestDatabase.IsPostgres ? "data-live=\"granted\"[^>]*>¥2,400.00<" : "data-live=\"granted\"[^>]*>¥12,000.00<", page);
        Assert.Contains(TestDatabase.IsPostgres ? "¥47,600.00" : "¥38,000.00", page, StringComparison.Ordinal);
    }
}
