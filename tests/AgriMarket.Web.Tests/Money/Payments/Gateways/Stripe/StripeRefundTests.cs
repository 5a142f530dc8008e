using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Stripe;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Money.Payments.Gateways.Stripe;

/// <summary>
/// Refunds, payouts and disputes through Stripe, and what can go wrong with them. When a market goes its books are verified.
/// </summary>
public sealed class StripeRefundTests(StripeMarket stripeMarket) : StripeFixture(stripeMarket)
{
    [Fact]
    public async Task APartOfAPartlyShippedOrderGoesBackExactly()
    {
        var (trade, lotId, _) = await OrderedAsync("520424");
        var other = await trade.ListAsync(50_000, trade.Stranger);
        var orderId = (
            await trade.Orders.PlaceAsync(
                new OrderIntent(Guid.CreateVersion7(), trade.Buyer, [new(lotId, 5_000), new(other, 2_000)], OrderFixture.Home, null)
            )
        ).Value;
        await PayAsync(trade, orderId);
        var parcel = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Order.Parcels.Single(parcel => parcel.FarmerId == trade.Farmer);
        Assert.True((await trade.Orders.ShipAsync(parcel.Id, trade.Farmer, "顺丰", OrderFixture.NumberOf(parcel.Id))).IsOk);

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
        Assert.Equal(
            (PaymentRefundStatus.Waiting, 0),
            ((await RefundAsync(trade, orderId)).Status, (await RefundAsync(trade, orderId)).Tries)
        );

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
        Assert.Equal(
            (PaymentRefundStatus.UnderWay, 760L),
            ((await RefundAsync(trade, orderId)).Status, await RestingAsync(trade, orderId))
        );

        Stripe.BeginRefunds("succeeded");
        Stripe.EndRefund(RefundsOf(orderId)[0].Id, "failed", "expired_or_canceled_card");
        await NewsAsync(trade);
        Assert.Equal(
            (2, "expired_or_canceled_card"),
            ((await RefundAsync(trade, orderId)).Attempt, (await RefundAsync(trade, orderId)).Failure)
        );
        Market.Clock.Advance(TimeSpan.FromMinutes(5));
        await trade.RoundAsync();
        Assert.Equal((PaymentRefundStatus.Succeeded, 0L), ((await RefundAsync(trade, orderId)).Status, await RestingAsync(trade, orderId)));

        Stripe.EndRefund(RefundsOf(orderId)[1].Id, "failed", "unknown");
        await NewsAsync(trade);
        Assert.Equal(
            (PaymentRefundStatus.Waiting, 3, 760L),
            ((await RefundAsync(trade, orderId)).Status, (await RefundAsync(trade, orderId)).Attempt, await RestingAsync(trade, orderId))
        );
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
        Assert.Equal(
            (DisputeStatus.Open, await BalanceAsync(trade, orderId)),
            (await DisputeAsync(trade, dispute), SessionOf(orderId).Amount)
        );

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
        Assert.Equal(
            (OrderStatus.Paid, 5_000L, DisputeStatus.Open),
            (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).SoldGrams, await DisputeAsync(trade, dispute))
        );

        Stripe.MoveDispute(dispute, end);
        await NewsAsync(trade);
        Assert.Equal(status, await DisputeAsync(trade, dispute));
    }
}
