using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Payments.Outgoing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Support.Stripe;

/// <summary>People who trade in a market that takes money through Stripe, and what Stripe has of them.</summary>
public abstract class StripeFixture(StripeMarket stripeMarket) : IClassFixture<StripeMarket>
{
    protected const string Site = "https://market.example";

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected HttpClient Client => stripeMarket.Client;

    private protected FakeStripe Stripe => stripeMarket.Stripe;

    private protected MarketApp Market => stripeMarket.App;

    protected PayoutAccounts Accounts => Market.Services.GetRequiredService<PayoutAccounts>();

    private protected async Task<(OrderFixture Trade, Guid LotId, Guid OrderId)> OrderedAsync(string county)
    {
        var trade = await OrderFixture.OpenAsync(Market, county);
        var lotId = await trade.ListAsync(50_000);
        return (trade, lotId, await trade.OrderAsync(lotId, 5_000));
    }

    private protected async Task<(OrderFixture Trade, Guid LotId, Guid OrderId)> PaidAsync(string county)
    {
        var (trade, lotId, orderId) = await OrderedAsync(county);
        await PayAsync(trade, orderId);
        return (trade, lotId, orderId);
    }

    private protected async Task PayAsync(OrderFixture trade, Guid orderId)
    {
        await PageAsync(trade, orderId);
        Stripe.Pay(SessionOf(orderId).Id);
        await NewsAsync(trade);
        Assert.Equal(OrderStatus.Paid, await trade.StatusAsync(orderId));
    }

    private protected static async Task<string> PageAsync(OrderFixture trade, Guid orderId)
    {
        var opened = await trade.Payments.OpenPageAsync(orderId, trade.Buyer, Site, "zh");
        Assert.Empty(opened.Rejections);
        return opened.Value;
    }

    /// <summary>Stripe tells all that has happened, and the market looks into it.</summary>
    private protected async Task NewsAsync(OrderFixture trade)
    {
        await Stripe.DeliverAsync(Client);
        await trade.RoundAsync();
    }

    /// <summary>The time to pay is over.</summary>
    private protected void RunOut() => Market.Clock.Advance(TimeSpan.FromMinutes(16));

    private protected async Task OpenAccountAsync(OrderFixture trade)
    {
        Assert.True((await Accounts.OpenAsync(trade.Farmer, Site + "/farm/money/account")).IsOk);
        Stripe.FillIn((await Accounts.FindAsync(trade.Farmer))!.Reference);
        await Accounts.AskAsync(trade.Farmer);
    }

    private protected StripeSession SessionOf(Guid orderId) =>
        Stripe.Sessions.Last(session => session.ClientReference == orderId.ToString());

    private protected IReadOnlyList<StripeRefund> RefundsOf(Guid orderId) =>
        [.. Stripe.Refunds.Where(refund => refund.Intent == SessionOf(orderId).Intent)];

    private protected static async Task<PaymentRefund> RefundAsync(OrderFixture trade, Guid orderId)
    {
        await using var db = trade.Db();
        return await db.Set<PaymentRefund>().AsNoTracking().SingleAsync(refund => refund.PaymentId == orderId, Cancel);
    }

    private protected static async Task<int> ChargesAsync(OrderFixture trade, Guid orderId)
    {
        await using var db = trade.Db();
        return await db.Set<Charge>().CountAsync(charge => charge.PaymentId == orderId, Cancel);
    }

    private protected static async Task<DisputeStatus> DisputeAsync(OrderFixture trade, string reference)
    {
        await using var db = trade.Db();
        return await db.Set<Dispute>()
            .Where(dispute => dispute.Reference == reference)
            .Select(dispute => dispute.Status)
            .SingleAsync(Cancel);
    }

    /// <summary>What of an order's money lies among the refunds.</summary>
    private protected static Task<long> RestingAsync(OrderFixture trade, Guid orderId) => SumAsync(trade, orderId, AccountIds.Refunds, +1);

    /// <summary>What Stripe must have of an order by the books.</summary>
    private protected static Task<long> BalanceAsync(OrderFixture trade, Guid orderId) => SumAsync(trade, orderId, AccountIds.Gateway, -1);

    private protected static async Task<long> SumAsync(OrderFixture trade, Guid orderId, string account, int sign)
    {
        await using var db = trade.Db();
        var entries = await db.Set<Transfer>()
            .AsNoTracking()
            .Where(entry =>
                entry.OrderId == orderId
                && entry.Kind != TransferKind.Pending
                && entry.Kind != TransferKind.Void
                && entry.Kind != TransferKind.Expire
            )
            .ToListAsync(Cancel);
        return sign
            * (
                entries.Where(entry => entry.CreditAccountId == account).Sum(entry => entry.AmountFen)
                - entries.Where(entry => entry.DebitAccountId == account).Sum(entry => entry.AmountFen)
            );
    }
}
