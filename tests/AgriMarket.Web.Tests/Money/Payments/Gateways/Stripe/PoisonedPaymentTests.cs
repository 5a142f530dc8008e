using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.Money.Payments.Worker;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Stripe;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Money.Payments.Gateways.Stripe;

/// <summary>What nobody can book or send, and good money after it that goes through in the same round.</summary>
public sealed class PoisonedPaymentTests(StripeMarket stripeMarket) : StripeFixture(stripeMarket)
{
    private DueWork Due => Market.Services.GetRequiredService<DueWork>();

    [Fact]
    public async Task ASubscriptionOfAnotherSellerOnTheSameAccountHoldsUpNoPayment()
    {
        var (trade, _, orderId) = await OrderedAsync("520602");
        await PageAsync(trade, orderId);
        var page = Stripe.Subscribe();
        Stripe.Pay(SessionOf(orderId).Id);

        await NewsAsync(trade);

        Assert.Equal(OrderStatus.Paid, await trade.StatusAsync(orderId));
        await using var db = trade.Db();
        var gatewayEvent = await db.Set<GatewayEvent>().AsNoTracking().SingleAsync(row => row.ObjectReference == page, Cancel);
        Assert.Equal((GatewayEventStatus.Held, "payment.no-charge"), (gatewayEvent.Status, gatewayEvent.Note));
    }

    [Fact]
    public async Task AnEventWhoseOrderIsGoneHoldsUpNoPaymentAndIsSeen()
    {
        await using var stripe = await FakeStripe.StartAsync();
        await using var market = new MarketApp(Environments.Production, [.. stripe.Settings, ("Logging:Console:LogLevel:Default", "None")]);
        stripe.Clock = market.Clock;

        // The order is taken away as no code of ours would, so its books cannot be whole.
        market.LeavesWhole = new Auditor([]);
        using var client = market.CreateClient();
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var lotId = await trade.ListAsync(50_000);
        Guid[] orders = [await trade.OrderAsync(lotId, 5_000), await trade.OrderAsync(lotId, 5_000)];
        foreach (var orderId in orders)
        {
            await PageAsync(trade, orderId);
            stripe.Pay(stripe.Sessions.Single(session => session.ClientReference == orderId.ToString()).Id);
        }

        await using var db = trade.Db();
        await RemoveAsync(db, orders[0]);
        await stripe.DeliverAsync(client);
        await trade.RoundAsync();

        Assert.Equal(OrderStatus.Paid, await trade.StatusAsync(orders[1]));
        var failure = Assert.Single((await market.Services.GetRequiredService<DueWork>().TroubleAsync()).Failures);
        Assert.Equal((GatewayEventProcessor.Event, nameof(InvalidOperationException)), (failure.Kind, failure.Code));
    }

    [Fact]
    public async Task PayoutsWhoseAccountIsGoneHoldUpNoOther()
    {
        const int Lost = 100;
        await using var market = new MarketApp(Environments.Development, ("Logging:Console:LogLevel:Default", "None"));
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var lotId = await trade.ListAsync(500 * Lost);
        for (var number = 0; number < Lost; number++)
        {
            await DeliverAsync(trade, await trade.BuyAsync(lotId, 500));
        }

        await using var db = trade.Db();
        await BeginAndLoseAsync(market, trade, db);
        var good = await OrderFixture.OpenAsync(market, "520381");
        var orderId = await good.BuyAsync(await good.ListAsync(50_000), 5_000);
        await DeliverAsync(good, orderId);
        await good.OpenAccountAsync(good.Farmer);

        await good.RoundAsync();

        Assert.Equal(
            PayoutStatus.Paid,
            (await db.Set<Payout>().AsNoTracking().SingleAsync(payout => payout.PaymentId == orderId, Cancel)).Status
        );
        var trouble = await market.Services.GetRequiredService<DueWork>().TroubleAsync();
        Assert.Equal(Lost, trouble.Total);
        Assert.All(
            trouble.Failures,
            failure => Assert.Equal((OutgoingPayments.PayingOut, "payout.no-account"), (failure.Kind, failure.Code))
        );
    }

    [Fact]
    public async Task AGatewayThatIsAwayIsAskedOnceARoundAndNothingIsCounted()
    {
        const int Orders = 12;
        var trade = await OrderFixture.OpenAsync(Market, "520603");
        var lotId = await trade.ListAsync(50_000);
        for (var number = 0; number < Orders; number++)
        {
            var orderId = await trade.OrderAsync(lotId, 500);
            await PayAsync(trade, orderId);
            Stripe.Break(StripeFault.Fails, "POST", "/refunds", times: 1_000);
            Assert.True((await trade.CancelLineAsync(orderId, lotId, 500)).IsOk);
        }

        var before = Stripe.Calls.Count;
        await trade.RoundAsync();

        // As many as are asked side by side, each repeated once by the client, and the market's own round may come beside the test's.
        Assert.InRange(Stripe.Calls.Count - before, 0, 4 * OutgoingPayments.SideBySide);
        await using var db = trade.Db();
        Assert.All(
            await db.Set<PaymentRefund>().AsNoTracking().Where(refund => refund.Status == PaymentRefundStatus.Waiting).ToListAsync(Cancel),
            refund => Assert.Equal((0, 1), (refund.Tries, refund.Attempt))
        );
        Assert.DoesNotContain((await Due.TroubleAsync()).Failures, failure => failure.Kind == OutgoingPayments.Refunding);

        Stripe.Mend();
        Market.Clock.Advance(TimeSpan.FromMinutes(1));
        await trade.RoundAsync();
        Assert.False(await db.Set<PaymentRefund>().AnyAsync(refund => refund.Status == PaymentRefundStatus.Waiting, Cancel));
    }

    private static async Task DeliverAsync(OrderFixture trade, Guid orderId)
    {
        await trade.ShipAsync(orderId);
        await trade.ReceiveAsync(orderId);
    }

    /// <summary>Every payout of the farmer is being sent when the account it goes to is lost.</summary>
    private static async Task BeginAndLoseAsync(MarketApp market, OrderFixture trade, MarketDb db)
    {
        var now = market.Clock.GetUtcNow().UtcDateTime;
        var (writer, payouts) = (market.Services.GetRequiredService<MarketWriter>(), market.Services.GetRequiredService<PayoutRecorder>());
        var account = new PayoutAccount
        {
            MemberId = trade.Farmer,
            Gateway = PaymentOptions.Sandbox,
            Reference = "gone",
            Status = PayoutAccountStatus.Ready,
            CheckedAt = now,
        };
        var due = await db.Set<Payout>().Where(payout => payout.FarmerId == trade.Farmer).Select(payout => payout.Id).ToListAsync(Cancel);

        // In one command: the market's own rounds never see the account.
        var lost = await writer.RunAsync(async scope =>
        {
            scope.Db.Add(account);
            await scope.Db.SaveChangesAsync(Cancel);
            foreach (var id in due)
            {
                Assert.NotNull((await payouts.BeginAsync(scope, id, PaymentOptions.Sandbox)).Value.AccountReference);
            }

            await scope.Db.Set<PayoutAccount>().Where(row => row.MemberId == trade.Farmer).ExecuteDeleteAsync(Cancel);
            return (Result<Done>)Done.Instance;
        });
        Assert.True(lost.IsOk);
    }

    private static async Task RemoveAsync(MarketDb db, Guid orderId)
    {
        await db.Set<AgriMarket.Domain.Lots.Hold>().Where(hold => hold.OrderId == orderId).ExecuteDeleteAsync(Cancel);
        await db.Set<OrderLine>().Where(line => line.OrderId == orderId).ExecuteDeleteAsync(Cancel);
        await db.Set<Parcel>().Where(parcel => parcel.OrderId == orderId).ExecuteDeleteAsync(Cancel);
        Assert.Equal(1, await db.Set<Order>().Where(order => order.Id == orderId).ExecuteDeleteAsync(Cancel));
    }
}
