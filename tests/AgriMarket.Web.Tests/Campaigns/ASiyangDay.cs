using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Stock;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Campaigns;
using AgriMarket.Web.Platform.Storage;
using AgriMarket.Web.Tests.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Campaigns;

/// <summary>
/// In February 2020 the people of Siyang's county town bought close to 30,000 kg of vegetables a day online. Such a day on one
/// campaign: 6,000 households order 5 kg each, many at once, with 2 yuan towards the shipping of every order.
/// </summary>
public sealed class ASiyangDay : IAsyncDisposable
{
    private const string Siyang = "321323";
    private const int Orders = 6_000;
    private const long OrderGrams = 5_000;
    private const long SubsidyFen = 200;
    private const long GrantedFen = 1_200_000;
    private const long DepositFen = 2_000_000;
    private const int CallersAtOnce = 64;

    private readonly MarketApp market = new();

    [Fact]
    public async Task GramsOrdersAndFenAgreeEverywhere()
    {
        var trade = await Trade.OpenAsync(market, Siyang);
        var lotId = await trade.ListAsync(Orders * OrderGrams);
        var campaignId = await PublishAsync(trade, lotId);
        var schemeId = await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, SubsidyFen, 0, DepositFen);

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Orders),
            new ParallelOptions { MaxDegreeOfParallelism = CallersAtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (_, _) => Assert.True((await trade.PayAsync(await trade.OrderAsync(lotId, OrderGrams))).IsOk));

        await using var db = trade.Db();
        await Books.AssertHoldAsync(db);
        await AssertJournalAsync(db, lotId);
        await AssertLedgerAsync(db, schemeId);
        var figures = Assert.Single(await db.FiguresAsync([campaignId]));
        Assert.Equal(new CampaignFigures(campaignId, Orders * OrderGrams, Orders * OrderGrams, Orders, 1, GrantedFen), figures);
        await AssertPageAsync(campaignId);
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    private static async Task AssertJournalAsync(MarketDb db, Guid lotId)
    {
        var lot = await db.Set<Lot>().AsNoTracking().SingleAsync(row => row.Id == lotId);
        Assert.Equal((0, 0, Orders * OrderGrams), (lot.AvailableGrams, lot.HeldGrams, lot.SoldGrams));
        var sold = await db.Set<StockJournalEntry>().AsNoTracking().Where(entry => entry.LotId == lotId && entry.Reason == StockReason.Sold).ToListAsync();
        Assert.Equal((Orders, Orders * OrderGrams), (sold.Select(entry => entry.OrderId).Distinct().Count(), sold.Sum(entry => entry.SoldGrams)));
        Assert.Equal(Orders, await db.Set<Order>().CountAsync(order => order.Status == OrderStatus.Paid));
    }

    private static async Task AssertLedgerAsync(MarketDb db, Guid schemeId)
    {
        var budgetId = AccountIds.Budget(schemeId);
        var budget = await db.Set<Account>().AsNoTracking().SingleAsync(account => account.Id == budgetId);
        Assert.Equal((GrantedFen, 0, DepositFen - GrantedFen), (budget.DebitsPostedFen, budget.DebitsPendingFen, budget.AvailableFen));
        var granted = await db.Set<Transfer>().Where(entry => entry.Reason == LedgerReasons.Grant && entry.Kind == TransferKind.Post).SumAsync(entry => entry.AmountFen);
        Assert.Equal(GrantedFen, granted);
    }

    /// <summary>What the public reads: 30,000 kg, 6,000 orders, 12,000.00 yuan.</summary>
    private async Task AssertPageAsync(Guid campaignId)
    {
        using var client = market.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/campaigns/{campaignId}");
        request.Headers.Add("Cookie", "unit=Kilogram");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("30 吨", page, StringComparison.Ordinal);
        Assert.Contains("6,000", page, StringComparison.Ordinal);
        Assert.Contains("¥12,000.00", page, StringComparison.Ordinal);
    }

    private async Task<Guid> PublishAsync(Trade trade, Guid lotId)
    {
        var today = ChinaTime.Day(market.Clock.GetUtcNow().UtcDateTime);
        var saved = await market.Services.GetRequiredService<CampaignService>().SaveAsync(
            new CampaignDraft(
                Guid.CreateVersion7(), trade.Official, "泗阳县人民政府", "泗阳的菜今天就到", "三万公斤菜等着城里的锅。", Campaign.Covers[0], Siyang,
                today, today.AddDays(7), Orders * OrderGrams, null, [lotId]),
            publish: true);
        Assert.True(saved.IsOk, saved.IsOk ? "" : saved.Rejections[0].Code);
        return saved.Value;
    }
}
