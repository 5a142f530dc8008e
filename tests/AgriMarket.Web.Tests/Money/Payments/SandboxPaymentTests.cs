using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Admin;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Money.Payments;

/// <summary>What the sandbox's bank can do to a payment, and what becomes of it. The books are verified when the market goes.</summary>
public sealed class SandboxPaymentTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private MarketWriter Writer => market.Services.GetRequiredService<MarketWriter>();

    private PaymentRecorder Recorder => market.Services.GetRequiredService<PaymentRecorder>();

    private PaymentAdmin Admin => market.Services.GetRequiredService<PaymentAdmin>();

    [Fact]
    public async Task WhatIsPaidTwiceGoesBackOnce()
    {
        var (trade, _, orderId) = await OrderedAsync("522634");

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => trade.Bank.FinishAsync(orderId, trade.Buyer, SandboxOutcome.PayTwice)));
        await trade.RoundAsync();

        Assert.Equal(OrderStatus.Paid, await trade.StatusAsync(orderId));
        var refund = Assert.Single(await RefundsAsync(trade, orderId));
        Assert.Equal(
            (PaymentRefundReason.Twice, PaymentRefundStatus.Succeeded, await ToPayAsync(trade, orderId)),
            (refund.Reason, refund.Status, refund.AmountFen)
        );
    }

    [Fact]
    public async Task MoneyThatTheBankReportsLateBuysWhatIsStillThere()
    {
        var (trade, lotId, orderId) = await OrderedAsync("520381");
        Assert.True((await trade.Bank.FinishAsync(orderId, trade.Buyer, SandboxOutcome.PayLate)).IsOk);
        await ExpireAsync(trade);
        Assert.Equal((OrderStatus.Expired, 50_000L), (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).AvailableGrams));

        await ReportAsync(trade);

        Assert.Equal((OrderStatus.Paid, 5_000L), (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).SoldGrams));
    }

    [Fact]
    public async Task MoneyThatTheBankReportsLateGoesBackWhenTheGoodsAreGone()
    {
        var (trade, lotId, orderId) = await OrderedAsync("520328");
        Assert.True((await trade.Bank.FinishAsync(orderId, trade.Buyer, SandboxOutcome.PayLate)).IsOk);
        await ExpireAsync(trade);
        await trade.BuyAsync(lotId, 50_000);

        await ReportAsync(trade);

        Assert.Equal(OrderStatus.Expired, await trade.StatusAsync(orderId));
        Assert.Equal(PaymentRefundReason.Late, Assert.Single(await RefundsAsync(trade, orderId)).Reason);
    }

    [Theory]
    [InlineData("520326", false)]
    [InlineData("520325", true)]
    public async Task BeforeStockIsLetGoTheBankIsAskedAndWhatItHasTakenCounts(string county, bool cancels)
    {
        var (trade, lotId, orderId) = await OrderedAsync(county);
        Assert.True((await trade.Bank.FinishAsync(orderId, trade.Buyer, SandboxOutcome.NeverAnswer)).IsOk);

        if (cancels)
        {
            Assert.Equal("order.moved", (await trade.Orders.CancelAsync(orderId, trade.Buyer)).Rejections[0].Code);
        }
        else
        {
            await ExpireAsync(trade);
        }

        Assert.Equal(
            (OrderStatus.Paid, 5_000L, 0L),
            (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).SoldGrams, (await trade.LotAsync(lotId)).HeldGrams)
        );
    }

    [Fact]
    public async Task ABankThatNeverSaysSoIsAskedAfterAWhile()
    {
        var (trade, _, orderId) = await OrderedAsync("520330");
        Assert.True((await trade.Bank.FinishAsync(orderId, trade.Buyer, SandboxOutcome.NeverAnswer)).IsOk);
        await trade.RoundAsync();
        Assert.Equal(OrderStatus.AwaitingPayment, await trade.StatusAsync(orderId));

        market.Clock.Advance(TimeSpan.FromMinutes(6));
        await trade.RoundAsync();

        Assert.Equal(OrderStatus.Paid, await trade.StatusAsync(orderId));
    }

    [Theory]
    [InlineData("520327", true, AccountIds.Gateway)]
    [InlineData("520329", false, AccountIds.Losses)]
    public async Task ADisputeLeavesTheGoodsSoldSetsTheMoneyAsideAndTellsPeople(string county, bool isWon, string from)
    {
        var (trade, lotId, orderId) = await OrderedAsync(county);
        await trade.OpenAccountAsync(trade.Farmer);

        Assert.True((await trade.Bank.FinishAsync(orderId, trade.Buyer, SandboxOutcome.Dispute)).IsOk);
        await trade.ShipAsync(orderId);
        await trade.ReceiveAsync(orderId);
        await trade.PayOutAsync();

        Assert.Equal(
            (OrderStatus.Received, 5_000L, PayoutStatus.Waiting),
            (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).SoldGrams, await PayoutAsync(trade, orderId))
        );
        Assert.Equal(1, await EntriesAsync(trade, orderId, AccountIds.Disputed, AccountIds.Gateway));
        Assert.True(await IsNotifiedAsync(trade, "PaymentDisputed"));

        Assert.True((await trade.Bank.EndDisputeAsync(orderId, await ToPayAsync(trade, orderId), isWon)).IsOk);
        await trade.PayOutAsync();

        Assert.Equal(
            (1, PayoutStatus.Paid),
            (await EntriesAsync(trade, orderId, from, AccountIds.Disputed), await PayoutAsync(trade, orderId))
        );
        Assert.True(await IsNotifiedAsync(trade, "DisputeEnded"));
    }

    [Theory]
    [InlineData("520402", 1, "cny", HeldFor.TooLittle)]
    [InlineData("520403", 100_000, "usd", HeldFor.Currency)]
    public async Task WhatDoesNotFitWaitsForAPersonAndBuysNothing(string county, long amount, string currency, HeldFor why)
    {
        var (trade, _, orderId) = await OrderedAsync(county);

        Assert.True((await Writer.RunAsync(scope => Recorder.TakeChargeAsync(scope, orderId, $"odd-{orderId}", amount, currency))).IsOk);

        var charge = await ChargeAsync(trade, $"odd-{orderId}");
        Assert.Equal((OrderStatus.AwaitingPayment, ChargeUse.Held, why), (await trade.StatusAsync(orderId), charge.Use, charge.HeldFor));
        Assert.Equal("payment.may-not", (await Admin.DealWithAsync(charge.Reference, "好", trade.Approver)).Rejections[0].Code);
        var administrator = await trade.AdministratorAsync();
        Assert.Equal("payment.note", (await Admin.DealWithAsync(charge.Reference, " ", administrator)).Rejections[0].Code);

        var isYuan = currency == Charge.Yuan;
        var returned = await Admin.ReturnAsync(charge.Reference, "退回付款人", administrator);
        Assert.Equal(isYuan ? null : "payment.not-returnable", returned.IsOk ? null : returned.Rejections[0].Code);
        Assert.True(isYuan || (await Admin.DealWithAsync(charge.Reference, "已在服务商处退回", administrator)).IsOk);
        await trade.RoundAsync();

        Assert.Equal(
            isYuan ? [(PaymentRefundReason.Held, PaymentRefundStatus.Succeeded, amount)] : [],
            (await RefundsAsync(trade, orderId)).Select(refund => (refund.Reason, refund.Status, refund.AmountFen))
        );
        Assert.Equal("payment.not-held", (await Admin.DealWithAsync(charge.Reference, "再说一次", administrator)).Rejections[0].Code);
    }

    [Fact]
    public async Task MoneyForNothingOfOursIsHeldAndCannotGoBackFromHere()
    {
        var (trade, _, _) = await OrderedAsync("520422");

        Assert.True(
            (await Writer.RunAsync(scope => Recorder.TakeChargeAsync(scope, Guid.CreateVersion7(), "odd-nobody", 700, "cny"))).IsOk
        );

        Assert.Equal(HeldFor.UnknownPayment, (await ChargeAsync(trade, "odd-nobody")).HeldFor);
        var administrator = await trade.AdministratorAsync();
        Assert.Equal("payment.not-returnable", (await Admin.ReturnAsync("odd-nobody", "退回", administrator)).Rejections[0].Code);
        Assert.Equal("payment.unknown", (await Admin.ReturnAsync("odd-none", "退回", administrator)).Rejections[0].Code);
    }

    [Fact]
    public async Task WhatIsPaidTooMuchGoesBack()
    {
        var (trade, _, orderId) = await OrderedAsync("520423");
        var toPay = await ToPayAsync(trade, orderId);

        Assert.True((await Writer.RunAsync(scope => Recorder.TakeChargeAsync(scope, orderId, $"much-{orderId}", toPay + 55, "cny"))).IsOk);
        await trade.RoundAsync();

        var refund = Assert.Single(await RefundsAsync(trade, orderId));
        Assert.Equal(
            (OrderStatus.Paid, PaymentRefundReason.Surplus, 55L, PaymentRefundStatus.Succeeded),
            (await trade.StatusAsync(orderId), refund.Reason, refund.AmountFen, refund.Status)
        );
    }

    [Fact]
    public async Task TheSameNewsTwentyTimesAtOnceHasOneEffect()
    {
        var (trade, lotId, orderId) = await OrderedAsync("520424");
        Assert.True((await trade.Bank.FinishAsync(orderId, trade.Buyer, SandboxOutcome.NeverAnswer)).IsOk);
        await using var db = trade.Db();
        var session = await db.Set<PaymentSession>().SingleAsync(row => row.PaymentId == orderId, Cancel);
        var inbox = market.Services.GetRequiredService<GatewayEventInbox>();
        var now = market.Clock.GetUtcNow().UtcDateTime;

        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    inbox.RecordAsync(
                        new GatewayEvent
                        {
                            Id = $"news-{orderId}",
                            Type = "test",
                            About = GatewayObject.Session,
                            ObjectReference = session.Reference!,
                            Version = "1",
                            ReceivedAt = now,
                            NextTryAt = now,
                        }
                    )
                )
        );
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => trade.RoundAsync()));

        Assert.Equal((OrderStatus.Paid, 5_000L), (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).SoldGrams));
        Assert.Equal(
            GatewayEventStatus.Done,
            Assert.Single(await db.Set<GatewayEvent>().AsNoTracking().Where(row => row.Id == $"news-{orderId}").ToListAsync(Cancel)).Status
        );
    }

    [Fact]
    public async Task NewsAboutWhatTheGatewayDoesNotKnowIsTriedAgainAndThenWaitsForAPerson()
    {
        var trade = await OrderFixture.OpenAsync(market, "520425");
        var (id, now) = ($"odd-{Guid.CreateVersion7()}", market.Clock.GetUtcNow().UtcDateTime);
        await market
            .Services.GetRequiredService<GatewayEventInbox>()
            .RecordAsync(
                new GatewayEvent
                {
                    Id = id,
                    Type = "test",
                    About = GatewayObject.Session,
                    ObjectReference = "no such session",
                    Version = "1",
                    ReceivedAt = now,
                    NextTryAt = now,
                }
            );
        for (var tries = 0; tries < Retries.Most; tries++)
        {
            await trade.RoundAsync();
            market.Clock.Advance(TimeSpan.FromHours(13));
        }

        await using var db = trade.Db();
        Assert.Equal(
            GatewayEventStatus.Failed,
            (await db.Set<GatewayEvent>().AsNoTracking().SingleAsync(row => row.Id == id, Cancel)).Status
        );
        var administrator = await trade.AdministratorAsync();
        Assert.Equal("payment.may-not", (await Admin.TryAgainAsync(PaymentOperationKind.Event, id, trade.Approver)).Rejections[0].Code);
        Assert.True((await Admin.TryAgainAsync(PaymentOperationKind.Event, id, administrator)).IsOk);
        Assert.Equal(
            GatewayEventStatus.Received,
            (await db.Set<GatewayEvent>().AsNoTracking().SingleAsync(row => row.Id == id, Cancel)).Status
        );
        Assert.Equal("payment.unknown", (await Admin.TryAgainAsync(PaymentOperationKind.Refund, id, administrator)).Rejections[0].Code);
    }

    private async Task<(OrderFixture Trade, Guid LotId, Guid OrderId)> OrderedAsync(string county)
    {
        var trade = await OrderFixture.OpenAsync(market, county);
        var lotId = await trade.ListAsync(50_000);
        return (trade, lotId, await trade.OrderAsync(lotId, 5_000));
    }

    /// <summary>The time to pay is just over.</summary>
    private async Task ExpireAsync(OrderFixture trade)
    {
        market.Clock.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(5));
        await trade.Orders.ExpireDueAsync(Cancel);
    }

    /// <summary>The bank reports what it has to report by now.</summary>
    private async Task ReportAsync(OrderFixture trade)
    {
        trade.LetTimePass();
        await market.Services.GetRequiredService<SandboxReportJob>().NotifyDueAsync(Cancel);
        await trade.RoundAsync();
    }

    private static async Task<List<PaymentRefund>> RefundsAsync(OrderFixture trade, Guid orderId)
    {
        await using var db = trade.Db();
        return await db.Set<PaymentRefund>().AsNoTracking().Where(refund => refund.PaymentId == orderId).ToListAsync(Cancel);
    }

    private static async Task<Charge> ChargeAsync(OrderFixture trade, string reference)
    {
        await using var db = trade.Db();
        return await db.Set<Charge>().AsNoTracking().SingleAsync(charge => charge.Reference == reference, Cancel);
    }

    private static async Task<PayoutStatus> PayoutAsync(OrderFixture trade, Guid orderId)
    {
        await using var db = trade.Db();
        return await db.Set<Payout>().Where(payout => payout.PaymentId == orderId).Select(payout => payout.Status).SingleAsync(Cancel);
    }

    private static async Task<int> EntriesAsync(OrderFixture trade, Guid orderId, string debit, string credit)
    {
        await using var db = trade.Db();
        return await db.Set<Transfer>()
            .CountAsync(entry => entry.OrderId == orderId && entry.DebitAccountId == debit && entry.CreditAccountId == credit, Cancel);
    }

    private static async Task<bool> IsNotifiedAsync(OrderFixture trade, string kind)
    {
        await using var db = trade.Db();
        return await db.Set<Notification>()
            .AnyAsync(notification => notification.MemberId == trade.Approver && notification.Kind == kind, Cancel);
    }

    private static async Task<long> ToPayAsync(OrderFixture trade, Guid orderId) =>
        (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Order.ToPayFen;
}
