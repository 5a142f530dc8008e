using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Ledger;
using AgriMarket.Web.Payments;
using AgriMarket.Web.Platform.Storage;
using AgriMarket.Web.Tests.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Payments.Stripe;

/// <summary>
/// Whole purchases through the real client of Stripe, and what can go wrong with them on the way. When a market goes its books
/// are verified; here also the money that Stripe has is held against them.
/// </summary>
public sealed class StripeJourneys(StripeMarket stripeMarket) : IClassFixture<StripeMarket>
{
    private const string Site = "https://market.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FakeStripe Stripe => stripeMarket.Stripe;

    private MarketApp Market => stripeMarket.App;

    private PayoutAccounts Accounts => Market.Services.GetRequiredService<PayoutAccounts>();

    [Fact]
    public async Task FromTheOrderToThePayoutAndBack()
    {
        var (trade, lotId, _) = await OrderedAsync("522634");
        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 10_000);
        var orderId = await trade.OrderAsync(lotId, 5_000);
        // What the fund pays for never came from a payer.
        Stripe.TopUp(10_000);
        var before = Stripe.Balance;

        var page = await PageAsync(trade, orderId);
        Stripe.Pay(SessionOf(orderId).Id);
        await NewsAsync(trade);
        Assert.StartsWith("http", page, StringComparison.Ordinal);
        Assert.Equal((OrderStatus.Paid, 5_000L), (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).SoldGrams));

        await trade.ShipAsync(orderId);
        await trade.ReceiveAsync(orderId);
        await OpenAccountAsync(trade);
        await trade.PayOutAsync();
        Assert.Equal(3_800, Assert.Single(Stripe.Transfers, transfer => transfer.Group == orderId.ToString()).Amount);

        Assert.True((await trade.Refunds.RefundAsync(Guid.CreateVersion7(), orderId, trade.Farmer, [new(lotId, 500)], "坏了")).IsOk);
        await trade.RoundAsync();
        await NewsAsync(trade);

        Assert.Equal(PaymentRefundStatus.Succeeded, (await RefundAsync(trade, orderId)).Status);
        Assert.Equal(380, Assert.Single(Stripe.Transfers, transfer => transfer.Group == orderId.ToString()).Reversals.Sum(reversal => reversal.Amount));
        Assert.Equal(await BalanceAsync(trade, orderId), Stripe.Balance - before);
    }

    [Fact]
    public async Task WhenTheLineBreaksAfterStripeHasOpenedThePageThereIsOnePage()
    {
        var (trade, _, orderId) = await OrderedAsync("520381");
        Stripe.Break(StripeFault.BreaksAfter, "POST", "/sessions", times: 2);

        Assert.Equal("gateway.unreachable", (await trade.Payments.OpenPageAsync(orderId, trade.Buyer, Site, "zh")).Rejections[0].Code);
        var page = await PageAsync(trade, orderId);

        Assert.Equal(page, await PageAsync(trade, orderId));
        Assert.Single(Stripe.Sessions, session => session.ClientReference == orderId.ToString());
    }

    [Theory]
    [InlineData("520328", true)]
    [InlineData("520326", false)]
    public async Task TheBuyerAndTheNewsMayComeInAnyOrder(string county, bool buyerFirst)
    {
        var (trade, _, orderId) = await OrderedAsync(county);
        await PageAsync(trade, orderId);
        Stripe.Pay(SessionOf(orderId).Id);

        Func<Task>[] ways = [() => trade.Payments.AskAsync(orderId, trade.Buyer), () => NewsAsync(trade)];
        foreach (var way in buyerFirst ? ways : ways.Reverse())
        {
            await way();
            Assert.Equal(OrderStatus.Paid, await trade.StatusAsync(orderId));
        }

        Assert.Equal(1, await ChargesAsync(trade, orderId));
    }

    [Fact]
    public async Task TheSameNewsTwentyTimesAtOnceIsOnePayment()
    {
        var (trade, lotId, orderId) = await OrderedAsync("520325");
        await PageAsync(trade, orderId);
        Stripe.Pay(SessionOf(orderId).Id);
        var news = Stripe.Events.Last(one => one.ObjectId == SessionOf(orderId).Id);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Stripe.SendAsync(stripeMarket.Client, news)));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => trade.RoundAsync()));

        Assert.Equal((OrderStatus.Paid, 5_000L, 1), (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).SoldGrams, await ChargesAsync(trade, orderId)));
    }

    [Fact]
    public async Task NewsThatNeverComesIsAskedFor()
    {
        var (trade, _, orderId) = await OrderedAsync("520330");
        await PageAsync(trade, orderId);
        Stripe.Pay(SessionOf(orderId).Id);

        Market.Clock.Advance(TimeSpan.FromMinutes(6));
        await trade.RoundAsync();

        Assert.Equal(OrderStatus.Paid, await trade.StatusAsync(orderId));
    }

    [Fact]
    public async Task StockIsLetGoOnlyOnceThePageIsClosed()
    {
        var (trade, lotId, orderId) = await OrderedAsync("520327");
        await PageAsync(trade, orderId);
        RunOut();
        Stripe.Break(StripeFault.Fails, "POST", "/expire", times: 50);

        await trade.Orders.ExpireDueAsync(Cancel);
        Stripe.Mend();
        Assert.Equal((OrderStatus.AwaitingPayment, 5_000L), (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).HeldGrams));

        Market.Clock.Advance(TimeSpan.FromMinutes(1));
        await trade.Orders.ExpireDueAsync(Cancel);
        Assert.Equal((OrderStatus.Expired, 0L, "expired"), (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).HeldGrams, SessionOf(orderId).Status));
    }

    [Theory]
    [InlineData("520329", true)]
    [InlineData("520402", false)]
    public async Task WhoPaysAtTheLastMomentHasPaid(string county, bool cancels)
    {
        var (trade, lotId, orderId) = await OrderedAsync(county);
        await PageAsync(trade, orderId);
        Stripe.Pay(SessionOf(orderId).Id);

        if (cancels)
        {
            Assert.Equal("order.moved", (await trade.Orders.CancelAsync(orderId, trade.Buyer)).Rejections[0].Code);
        }
        else
        {
            RunOut();
            await trade.Orders.ExpireDueAsync(Cancel);
        }

        Assert.Equal((OrderStatus.Paid, 5_000L), (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).SoldGrams));
    }

    [Fact]
    public async Task ABuyerWhoGivesUpCannotPayAnyMore()
    {
        var (trade, _, orderId) = await OrderedAsync("520403");
        await PageAsync(trade, orderId);

        Assert.True((await trade.Orders.CancelAsync(orderId, trade.Buyer)).IsOk);

        Assert.Equal(("expired", OrderStatus.Cancelled), (SessionOf(orderId).Status, await trade.StatusAsync(orderId)));
        Assert.Equal("payment.moved", (await trade.Payments.OpenPageAsync(orderId, trade.Buyer, Site, "en")).Rejections[0].Code);
    }

    [Theory]
    [InlineData("520422", false, OrderStatus.Paid)]
    [InlineData("520423", true, OrderStatus.Expired)]
    public async Task MoneyThatTakesDaysBuysWhatIsStillThereThen(string county, bool isGone, OrderStatus expected)
    {
        var (trade, lotId, orderId) = await OrderedAsync(county);
        await PageAsync(trade, orderId);
        Stripe.PayLater(SessionOf(orderId).Id);
        RunOut();
        await trade.Orders.ExpireDueAsync(Cancel);
        Assert.Equal(OrderStatus.Expired, await trade.StatusAsync(orderId));
        if (isGone)
        {
            await trade.AdjustAsync(lotId, Domain.Stock.AdjustmentKind.Damaged, 50_000);
        }

        Stripe.Arrive(SessionOf(orderId).Id);
        await NewsAsync(trade);

        Assert.Equal(expected, await trade.StatusAsync(orderId));
        Assert.Equal(isGone ? 1 : 0, Stripe.Refunds.Count(refund => refund.Intent == SessionOf(orderId).Intent));
    }

    [Fact]
    public async Task APartOfAPartlyShippedOrderGoesBackExactly()
    {
        var (trade, lotId, _) = await OrderedAsync("520424");
        var other = await trade.ListAsync(50_000, trade.Stranger);
        var orderId = (await trade.Orders.PlaceAsync(new OrderIntent(Guid.CreateVersion7(), trade.Buyer, [new(lotId, 5_000), new(other, 2_000)], Trade.Home, null))).Value;
        await PayAsync(trade, orderId);
        var parcel = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Order.Parcels.Single(parcel => parcel.FarmerId == trade.Farmer);
        Assert.True((await trade.Orders.ShipAsync(parcel.Id, trade.Farmer, "顺丰", "SF1")).IsOk);

        Assert.True((await trade.CancelLineAsync(orderId, other, 2_000)).IsOk);
        await trade.RoundAsync();

        var refund = await RefundAsync(trade, orderId);
        Assert.Equal((PaymentRefundStatus.Succeeded, OrderStatus.Shipped), (refund.Status, await trade.StatusAsync(orderId)));
        Assert.Equal(refund.AmountFen, Assert.Single(Stripe.Refunds, one => one.Intent == SessionOf(orderId).Intent).Amount);
    }

    [Fact]
    public async Task WhenTheLineBreaksAfterStripeHasSentMoneyBackItGoesBackOnce()
    {
        var (trade, lotId, orderId) = await PaidAsync("520425");
        Stripe.Break(StripeFault.BreaksAfter, "POST", "/refunds", times: 2);
        Assert.True((await trade.CancelLineAsync(orderId, lotId, 1_000)).IsOk);
        await trade.RoundAsync();
        Assert.Equal((PaymentRefundStatus.Waiting, 1), ((await RefundAsync(trade, orderId)).Status, (await RefundAsync(trade, orderId)).Tries));

        Market.Clock.Advance(TimeSpan.FromHours(30));
        await trade.RoundAsync();

        Assert.Equal(PaymentRefundStatus.Succeeded, (await RefundAsync(trade, orderId)).Status);
        Assert.Single(Stripe.Refunds, one => one.Intent == SessionOf(orderId).Intent);
    }

    [Fact]
    public async Task ARefundThatFailsIsTriedAnewAlsoAfterItHadSucceeded()
    {
        var (trade, lotId, orderId) = await PaidAsync("520502");
        Stripe.BeginRefunds("pending");
        Assert.True((await trade.CancelLineAsync(orderId, lotId, 1_000)).IsOk);
        await trade.RoundAsync();
        Assert.Equal((PaymentRefundStatus.UnderWay, 760L), ((await RefundAsync(trade, orderId)).Status, await RestingAsync(trade, orderId)));

        Stripe.BeginRefunds("succeeded");
        Stripe.EndRefund(RefundsOf(orderId)[0].Id, "failed", "expired_or_canceled_card");
        await NewsAsync(trade);
        Assert.Equal((2, "expired_or_canceled_card"), ((await RefundAsync(trade, orderId)).Attempt, (await RefundAsync(trade, orderId)).Failure));
        Market.Clock.Advance(TimeSpan.FromMinutes(5));
        await trade.RoundAsync();
        Assert.Equal((PaymentRefundStatus.Succeeded, 0L), ((await RefundAsync(trade, orderId)).Status, await RestingAsync(trade, orderId)));

        Stripe.EndRefund(RefundsOf(orderId)[1].Id, "failed", "unknown");
        await NewsAsync(trade);
        Assert.Equal((PaymentRefundStatus.Waiting, 3, 760L), ((await RefundAsync(trade, orderId)).Status, (await RefundAsync(trade, orderId)).Attempt, await RestingAsync(trade, orderId)));
        Market.Clock.Advance(TimeSpan.FromMinutes(30));
        await trade.RoundAsync();
        Assert.Equal((PaymentRefundStatus.Succeeded, 3), ((await RefundAsync(trade, orderId)).Status, RefundsOf(orderId).Count));
    }

    [Fact]
    public async Task APayoutThatStripeHasSentWithoutAnAnswerIsSentOnce()
    {
        var (trade, _, orderId) = await PaidAsync("520521");
        await trade.ShipAsync(orderId);
        await trade.ReceiveAsync(orderId);
        await OpenAccountAsync(trade);
        Stripe.Break(StripeFault.BreaksAfter, "POST", "/transfers", times: 2);
        await trade.PayOutAsync();
        Market.Clock.Advance(TimeSpan.FromHours(30));
        await trade.PayOutAsync();

        Assert.Single(Stripe.Transfers, transfer => transfer.Group == orderId.ToString());
        await using var db = trade.Db();
        Assert.Equal(PayoutStatus.Paid, (await db.Set<Payout>().SingleAsync(payout => payout.PaymentId == orderId, Cancel)).Status);
    }

    [Fact]
    public async Task AFarmerIsPaidOnceStripeKnowsEnoughOfHim()
    {
        var (trade, _, orderId) = await PaidAsync("520527");
        await trade.ShipAsync(orderId);
        await trade.ReceiveAsync(orderId);
        Assert.StartsWith("http", (await Accounts.OpenAsync(trade.Farmer, Site + "/farm/money/account")).Value, StringComparison.Ordinal);
        await trade.PayOutAsync();
        Assert.DoesNotContain(Stripe.Transfers, transfer => transfer.Group == orderId.ToString());

        Stripe.FillIn((await Accounts.FindAsync(trade.Farmer))!.Reference);
        Stripe.TopUp(100_000);
        await NewsAsync(trade);

        Assert.Equal(PayoutAccountStatus.Ready, (await Accounts.FindAsync(trade.Farmer))!.Status);
        Assert.Single(Stripe.Transfers, transfer => transfer.Group == orderId.ToString());
    }

    [Fact]
    public async Task ABankThatOnlyAsksTakesNoMoney()
    {
        var (trade, _, orderId) = await PaidAsync("520526");
        var dispute = Stripe.OpenDispute(SessionOf(orderId).Intent!.Id, SessionOf(orderId).Amount, status: "warning_needs_response");
        await NewsAsync(trade);
        Assert.Equal((DisputeStatus.Open, await BalanceAsync(trade, orderId)), (await DisputeAsync(trade, dispute), SessionOf(orderId).Amount));

        Stripe.MoveDispute(dispute, "needs_response");
        await NewsAsync(trade);
        Assert.Equal((DisputeStatus.Open, 0L), (await DisputeAsync(trade, dispute), await BalanceAsync(trade, orderId)));
    }

    [Theory]
    [InlineData("520523", "won", DisputeStatus.Won)]
    [InlineData("520524", "lost", DisputeStatus.Lost)]
    public async Task ADisputeIsFollowedToItsEnd(string county, string end, DisputeStatus status)
    {
        var (trade, lotId, orderId) = await PaidAsync(county);
        var dispute = Stripe.OpenDispute(SessionOf(orderId).Intent!.Id, SessionOf(orderId).Amount);
        await NewsAsync(trade);
        Assert.Equal((OrderStatus.Paid, 5_000L, DisputeStatus.Open), (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).SoldGrams, await DisputeAsync(trade, dispute)));

        Stripe.MoveDispute(dispute, end);
        await NewsAsync(trade);
        Assert.Equal(status, await DisputeAsync(trade, dispute));
    }

    [Fact]
    public async Task NewsAboutAnOrderOfNobodyIsHeldWithItsMoney()
    {
        var (trade, _, _) = await OrderedAsync("520525");
        var gateway = Market.Services.GetRequiredService<IPaymentGateway>();
        var strange = new PaymentSession
        {
            Id = Guid.CreateVersion7(), PaymentId = Guid.CreateVersion7(), AmountFen = 700, ReturnAddress = Site, Language = "zh",
            CreatedAt = Market.Clock.GetUtcNow().UtcDateTime, ExpiresAt = Market.Clock.GetUtcNow().UtcDateTime.AddHours(1),
        };
        var page = (await gateway.OpenSessionAsync(strange, Cancel)).Value.Reference;
        var intent = Stripe.Pay(page);

        await NewsAsync(trade);

        await using var db = trade.Db();
        Assert.Equal((ChargeUse.Held, HeldFor.UnknownPayment), await db.Set<Charge>().Where(charge => charge.Reference == intent).Select(charge => ValueTuple.Create(charge.Use, charge.HeldFor!.Value)).SingleAsync(Cancel));
    }

    private async Task<(Trade Trade, Guid LotId, Guid OrderId)> OrderedAsync(string county)
    {
        var trade = await Trade.OpenAsync(Market, county);
        var lotId = await trade.ListAsync(50_000);
        return (trade, lotId, await trade.OrderAsync(lotId, 5_000));
    }

    private async Task<(Trade Trade, Guid LotId, Guid OrderId)> PaidAsync(string county)
    {
        var (trade, lotId, orderId) = await OrderedAsync(county);
        await PayAsync(trade, orderId);
        return (trade, lotId, orderId);
    }

    private async Task PayAsync(Trade trade, Guid orderId)
    {
        await PageAsync(trade, orderId);
        Stripe.Pay(SessionOf(orderId).Id);
        await NewsAsync(trade);
        Assert.Equal(OrderStatus.Paid, await trade.StatusAsync(orderId));
    }

    private static async Task<string> PageAsync(Trade trade, Guid orderId)
    {
        var opened = await trade.Payments.OpenPageAsync(orderId, trade.Buyer, Site, "zh");
        Assert.Empty(opened.Rejections);
        return opened.Value;
    }

    /// <summary>Stripe tells all that has happened, and the market looks into it.</summary>
    private async Task NewsAsync(Trade trade)
    {
        await Stripe.DeliverAsync(stripeMarket.Client);
        await trade.RoundAsync();
    }

    /// <summary>The time to pay is over.</summary>
    private void RunOut() => Market.Clock.Advance(TimeSpan.FromMinutes(16));

    private async Task OpenAccountAsync(Trade trade)
    {
        Assert.True((await Accounts.OpenAsync(trade.Farmer, Site + "/farm/money/account")).IsOk);
        Stripe.FillIn((await Accounts.FindAsync(trade.Farmer))!.Reference);
        await Accounts.AskAsync(trade.Farmer);
    }

    private StripeSession SessionOf(Guid orderId) => Stripe.Sessions.Last(session => session.ClientReference == orderId.ToString());

    private IReadOnlyList<StripeRefund> RefundsOf(Guid orderId) => [.. Stripe.Refunds.Where(refund => refund.Intent == SessionOf(orderId).Intent)];

    private static async Task<PaymentRefund> RefundAsync(Trade trade, Guid orderId)
    {
        await using var db = trade.Db();
        return await db.Set<PaymentRefund>().AsNoTracking().SingleAsync(refund => refund.PaymentId == orderId, Cancel);
    }

    private static async Task<int> ChargesAsync(Trade trade, Guid orderId)
    {
        await using var db = trade.Db();
        return await db.Set<Charge>().CountAsync(charge => charge.PaymentId == orderId, Cancel);
    }

    private static async Task<DisputeStatus> DisputeAsync(Trade trade, string reference)
    {
        await using var db = trade.Db();
        return await db.Set<Dispute>().Where(dispute => dispute.Reference == reference).Select(dispute => dispute.Status).SingleAsync(Cancel);
    }

    /// <summary>What of an order's money lies among the refunds.</summary>
    private static Task<long> RestingAsync(Trade trade, Guid orderId) => SumAsync(trade, orderId, AccountIds.Refunds, +1);

    /// <summary>What Stripe must have of an order by the books.</summary>
    private static Task<long> BalanceAsync(Trade trade, Guid orderId) => SumAsync(trade, orderId, AccountIds.Gateway, -1);

    private static async Task<long> SumAsync(Trade trade, Guid orderId, string account, int sign)
    {
        await using var db = trade.Db();
        var entries = await db.Set<Transfer>().AsNoTracking().Where(entry => entry.OrderId == orderId && entry.Kind != TransferKind.Pending && entry.Kind != TransferKind.Void && entry.Kind != TransferKind.Expire).ToListAsync(Cancel);
        return sign * (entries.Where(entry => entry.CreditAccountId == account).Sum(entry => entry.AmountFen) - entries.Where(entry => entry.DebitAccountId == account).Sum(entry => entry.AmountFen));
    }
}
