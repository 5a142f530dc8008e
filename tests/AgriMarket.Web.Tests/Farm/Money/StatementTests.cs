using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Farm.Money;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Farm.Money;

/// <summary>A farmer's statement agrees with the books to the fen, whatever became of an order.</summary>
public sealed class StatementTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const long Jin = 500;
    private const long PriceFen = 380;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private StatementReads Statements => market.Services.GetRequiredService<StatementReads>();

    [Fact]
    public async Task AnOrderGoesThroughItsStages()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var orderId = await trade.BuyAsync(await trade.ListAsync(100 * Jin), 5 * Jin);
        Assert.Equal(PayStage.ToShip, (await RowAsync(trade)).Stage);

        await trade.ShipAsync(orderId);
        var sent = await RowAsync(trade);
        Assert.Equal(PayStage.WithBuyer, sent.Stage);
        Assert.True(sent.DueAt > market.Clock.GetUtcNow().UtcDateTime);

        await ReceiveAsync(trade, orderId);
        await trade.PayOutAsync();
        Assert.Equal(PayStage.NoAccount, (await RowAsync(trade)).Stage);

        await trade.OpenAccountAsync(trade.Farmer);
        await trade.RoundAsync();
        var paid = await RowAsync(trade);
        Assert.Equal((PayStage.Paid, 5 * PriceFen, 5 * PriceFen), (paid.Stage, paid.GoodsFen, paid.PaidOutFen));
        Assert.Equal(
            (orderId, Order.NumberOf(orderId), "杨大山", false),
            (paid.OrderId, paid.OrderNumber, Assert.Single(paid.Households), paid.IsForOthers)
        );
        Assert.Equal(new AccountStatementGoods("TB001", 5 * Jin), Assert.Single(paid.Goods));
        Assert.Equal(new FarmMoney(0, 0, 5 * PriceFen), await market.Services.GetRequiredService<FarmMoneyReads>().ReadAsync(trade.Farmer));
        await AssertAsTheBooksAsync(trade.Farmer, StatementPeriod.All);
    }

    [Fact]
    public async Task WhatIsGivenBackBeforeThePayoutComesOffAndAfterItIsTakenBack()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lotId = await trade.ListAsync(100 * Jin);
        await trade.OpenAccountAsync(trade.Farmer);
        var orderId = await trade.BuyAsync(lotId, 10 * Jin);
        Assert.True((await trade.CancelLineAsync(orderId, lotId, 2 * Jin)).IsOk);
        await trade.ShipAsync(orderId);
        Assert.True((await RefundAsync(trade, orderId, lotId, 1 * Jin)).IsOk);
        await ReceiveAsync(trade, orderId);
        await trade.PayOutAsync();

        var row = await RowAsync(trade);
        Assert.Equal((10 * PriceFen, 3 * PriceFen, 7 * PriceFen, 0), (row.GoodsFen, row.RefundedFen, row.PaidOutFen, row.ReversedFen));

        Assert.True((await RefundAsync(trade, orderId, lotId, 4 * Jin)).IsOk);
        await trade.RoundAsync();
        row = await RowAsync(trade);
        Assert.Equal(
            (10 * PriceFen, 7 * PriceFen, 7 * PriceFen, 4 * PriceFen, 0),
            (row.GoodsFen, row.RefundedFen, row.PaidOutFen, row.ReversedFen, row.ToReverseFen)
        );
        Assert.Equal(new FarmMoney(0, 0, 3 * PriceFen), await market.Services.GetRequiredService<FarmMoneyReads>().ReadAsync(trade.Farmer));
        await AssertAsTheBooksAsync(trade.Farmer, StatementPeriod.All);
    }

    [Fact]
    public async Task AMonthHasWhatMovedInItAndTheNextBeginsWhereItEnded()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lotId = await trade.ListAsync(100 * Jin, days: 60);
        await trade.OpenAccountAsync(trade.Farmer);
        var sold = StatementPeriod.Of(trade.Today);
        var orderId = await trade.BuyAsync(lotId, 10 * Jin);
        market.Clock.Advance(TimeSpan.FromDays(31));
        var paidOut = StatementPeriod.Of(trade.Today);
        await trade.ShipAsync(orderId);
        var later = await trade.BuyAsync(lotId, 3 * Jin);
        Assert.True((await RefundAsync(trade, orderId, lotId, 2 * Jin)).IsOk);
        await ReceiveAsync(trade, orderId);
        await trade.PayOutAsync();

        var (first, second) = (
            await Statements.ReadAsync(trade.Farmer, sold, null),
            await Statements.ReadAsync(trade.Farmer, paidOut, null)
        );

        Assert.NotEqual(sold, paidOut);
        Assert.Equal(new AccountStatementSums(0, 10 * PriceFen, 0, 0, 0), first.Sums);
        Assert.Equal(new AccountStatementSums(10 * PriceFen, 3 * PriceFen, 2 * PriceFen, 8 * PriceFen, 0), second.Sums);
        Assert.Equal(
            (orderId, 10 * PriceFen, 0, 0),
            Assert.Single(first.Rows.Items.Select(row => (row.OrderId, row.GoodsFen, row.RefundedFen, row.PaidOutFen)))
        );
        Assert.Equal(
            [(later, 3 * PriceFen, 0, 0), (orderId, 0, 2 * PriceFen, 8 * PriceFen)],
            second.Rows.Items.Select(row => (row.OrderId, row.GoodsFen, row.RefundedFen, row.PaidOutFen))
        );
        Assert.Equal(PayStage.Paid, first.Rows.Items[0].Stage);
        await AssertAsTheBooksAsync(trade.Farmer, sold);
        await AssertAsTheBooksAsync(trade.Farmer, paidOut);
        Assert.Equal(first.Sums.AfterFen, second.Sums.BeforeFen);
        Assert.Empty((await Statements.ReadAsync(trade.Farmer, StatementPeriod.Of(trade.Today.AddMonths(1)), null)).Rows.Items);
    }

    [Fact]
    public async Task WhatIsStillToBeTakenBackIsSaid()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        await trade.OpenAccountAsync(trade.Farmer);
        var orderId = await trade.BuyAsync(await trade.ListAsync(100 * Jin), 5 * Jin);
        await trade.ShipAsync(orderId);
        await ReceiveAsync(trade, orderId);
        await trade.PayOutAsync();
        // As it stands while the gateway does not answer.
        await using var db = trade.Db();
        var now = market.Clock.GetUtcNow().UtcDateTime;
        var reversal = new PayoutReversal
        {
            Id = Guid.CreateVersion7(),
            PayoutId = (await RowAsync(trade)).ParcelId,
            AmountFen = 2 * PriceFen,
            CreatedAt = now,
            NextTryAt = now.AddYears(1),
        };
        db.Add(reversal);
        await db.SaveChangesAsync(Cancel);

        var row = await RowAsync(trade);
        db.Remove(reversal);
        await db.SaveChangesAsync(Cancel);

        Assert.Equal((PayStage.Paid, 2 * PriceFen, 0), (row.Stage, row.ToReverseFen, row.ReversedFen));
    }

    [Fact]
    public async Task ADisputedOrderSaysWhyItIsNotPaid()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var orderId = await trade.OrderAsync(await trade.ListAsync(100 * Jin), 5 * Jin);
        Assert.True((await trade.Bank.FinishAsync(orderId, trade.Buyer, SandboxOutcome.Dispute)).IsOk);
        await trade.OpenAccountAsync(trade.Farmer);
        await trade.ShipAsync(orderId);
        await ReceiveAsync(trade, orderId);
        await trade.PayOutAsync();

        var row = await RowAsync(trade);
        Assert.Equal((PayStage.Disputed, 5 * PriceFen, 0), (row.Stage, row.GoodsFen, row.PaidOutFen));
        await AssertAsTheBooksAsync(trade.Farmer, StatementPeriod.All);
    }

    [Fact]
    public async Task TwoParcelsOfOneOrderAreTwoRows()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var here = await trade.ListAsync(100 * Jin);
        await trade.ConfirmFarmerAsync(trade.Farmer, "522633");
        var there = (
            await trade.Lots.ListAsync(trade.Offer(100 * Jin) with { OriginCode = "522633", Household = "吴老", UnitPriceFen = 111 })
        ).Value;
        var intent = trade.Intent(here, 5 * Jin) with { Lines = [new WantedLine(here, 5 * Jin), new WantedLine(there, 2 * Jin)] };
        var orderId = (await trade.Orders.PlaceAsync(intent)).Value;
        Assert.True((await trade.PayAsync(orderId)).IsOk);
        Assert.True((await trade.CannotSendAsync(orderId, there, 2 * Jin)).IsOk);

        var rows = (await Statements.ReadAsync(trade.Farmer, StatementPeriod.All, null)).Rows.Items;

        Assert.Equal(
            [("吴老", 222, 222, PayStage.Nothing), ("杨大山", 5 * PriceFen, 0, PayStage.ToShip)],
            rows.Select(row => (Assert.Single(row.Households), row.GoodsFen, row.RefundedFen, row.Stage)).OrderBy(row => row.GoodsFen)
        );
        Assert.True(rows.Single(row => row.RefundedFen > 0).IsForOthers);
        await AssertAsTheBooksAsync(trade.Farmer, StatementPeriod.All);
    }

    [Fact]
    public async Task LongStatementsHavePagesAndFilesALimit()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lotId = await trade.ListAsync(100 * Jin);
        for (var orders = 0; orders < 3; orders++)
        {
            await trade.BuyAsync(lotId, Jin);
        }

        var last = await Statements.ReadAsync(trade.Farmer, StatementPeriod.All, 7, 2);
        Assert.Equal(
            (1, 2, 2, 3, 3 * PriceFen),
            (last.Rows.Items.Count, last.Rows.Number, last.Rows.Pages, last.Rows.Count, last.Sums.GoodsFen)
        );
        Assert.Equal("ledger.too-long", (await Statements.ReadAllAsync(trade.Farmer, StatementPeriod.All, maxRows: 2)).Rejections[0].Code);
        Assert.Equal(3, (await Statements.ReadAllAsync(trade.Farmer, StatementPeriod.All, maxRows: 3)).Value.Rows.Items.Count);
    }

    [Theory]
    [InlineData("2020-02", "2020-01-31T16:00:00Z", "2020-02-29T16:00:00Z")]
    [InlineData("2035-12", "2035-11-30T16:00:00Z", "2035-12-31T16:00:00Z")]
    public void AMonthIsChinas(string text, string from, string before)
    {
        var time = StatementPeriod.Read(text)!.Value;

        Assert.Equal(
            (
                text,
                DateTime.Parse(from, null, System.Globalization.DateTimeStyles.AdjustToUniversal),
                DateTime.Parse(before, null, System.Globalization.DateTimeStyles.AdjustToUniversal)
            ),
            (time.Text, time.From, time.Before)
        );
        Assert.True(time.Holds(time.From) && !time.Holds(time.Before) && !time.Holds(null));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2020-13")]
    [InlineData("2020-2")]
    [InlineData("9999-12")]
    [InlineData("0001-01")]
    public void WhatIsNoMonthIsNone(string? text) => Assert.Null(StatementPeriod.Read(text));

    /// <summary>The rows of a time add up to the entries of the farmer's account in it, each kind to the fen, and so do the sums.</summary>
    private async Task AssertAsTheBooksAsync(Guid farmerId, StatementPeriod time)
    {
        var statement = (await Statements.ReadAllAsync(farmerId, time)).Value;
        var accountId = AccountIds.Farmer(farmerId);
        await using var db = OrderFixture.Db(market);
        var entries = (
            await db.Set<Transfer>()
                .Where(entry => entry.CreditAccountId == accountId || entry.DebitAccountId == accountId)
                .ToListAsync(Cancel)
        )
            .Where(entry => entry.Kind is TransferKind.Direct or TransferKind.Post)
            .ToList();
        var within = entries.Where(entry => entry.At >= time.From && entry.At < time.Before).ToList();
        long Credits(string reason) =>
            within.Where(entry => entry.CreditAccountId == accountId && entry.Reason == reason).Sum(entry => entry.AmountFen);
        long Debits(string reason) =>
            within.Where(entry => entry.DebitAccountId == accountId && entry.Reason == reason).Sum(entry => entry.AmountFen);
        var rows = statement.Rows.Items;

        Assert.Equal(
            (Credits("goods"), Debits("refund"), Debits("payout"), Credits("payout")),
            (
                rows.Sum(row => row.GoodsFen),
                rows.Sum(row => row.RefundedFen),
                rows.Sum(row => row.PaidOutFen),
                rows.Sum(row => row.ReversedFen)
            )
        );
        var before = entries
            .Where(entry => entry.At < time.From)
            .Sum(entry => entry.CreditAccountId == accountId ? entry.AmountFen : -entry.AmountFen);
        Assert.Equal(
            new AccountStatementSums(before, Credits("goods"), Debits("refund"), Debits("payout"), Credits("payout")),
            statement.Sums
        );
        Assert.Equal(
            before + within.Sum(entry => entry.CreditAccountId == accountId ? entry.AmountFen : -entry.AmountFen),
            statement.Sums.AfterFen
        );
        if (time == StatementPeriod.All)
        {
            Assert.Equal(
                (await db.Set<Account>().SingleAsync(account => account.Id == accountId, Cancel)).BalanceFen,
                statement.Sums.AfterFen
            );
        }
    }

    private async Task<AccountStatementRow> RowAsync(OrderFixture trade) =>
        Assert.Single((await Statements.ReadAsync(trade.Farmer, StatementPeriod.All, null)).Rows.Items);

    private static Task<AgriMarket.Domain.Common.Result<Refund>> RefundAsync(OrderFixture trade, Guid orderId, Guid lotId, long grams) =>
        trade.RefundShippedAsync(orderId, trade.Farmer, [new WantedLine(lotId, grams)], "烂了");

    private static async Task ReceiveAsync(OrderFixture trade, Guid orderId) =>
        Assert.True(
            (await trade.Orders.ReceiveAsync((await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels[0].Parcel.Id, trade.Buyer)).IsOk
        );
}
