using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Stripe;
using Stripe.Checkout;
using Charge = AgriMarket.Domain.Payments.Charge;
using Payout = AgriMarket.Domain.Payments.Payout;

namespace AgriMarket.Web.Money.Payments.Gateways.Stripe;

/// <summary>
/// Takes money by Stripe's payment pages (Checkout), sends it back by refunds, and sends it to farmers by transfers to
/// connected accounts (Connect). Stripe keeps an idempotency key for a day only, and what nobody answered may be asked for
/// again later than that: what moves money out and is not asked for the first time is looked for among what was done, by the ids
/// that we write beside it.
/// </summary>
internal sealed class StripeGateway(
    StripeCalls calls,
    IOptions<PaymentOptions> options,
    IStringLocalizer<PaymentText> T,
    TimeProvider clock
) : IPaymentGateway
{
    private const string PayoutKey = "payout_key";
    private const string ReversalId = "reversal_id";
    private const long LongestPage = 100;

    /// <summary>
    /// Stripe takes no page that closes within 30 minutes. Five more, so that asking again still can; the market closes pages
    /// itself when its hold ends.
    /// </summary>
    private static readonly TimeSpan ShortestPage = TimeSpan.FromMinutes(35);

    public string Name => PaymentOptions.StripeName;

    public Task<Result<GatewaySession>> OpenSessionAsync(PaymentSession session, CancellationToken stop = default) =>
        calls.AskAsync(
            async () =>
                (await calls.Services.Checkout.Sessions.CreateAsync(PageOf(session), Once("session", session.Id), stop)).ToGateway(),
            stop
        );

    public Task<Result<GatewaySession>> ReadSessionAsync(string reference, CancellationToken stop = default) =>
        calls.AskAsync(
            async () =>
                (
                    await calls.Services.Checkout.Sessions.GetAsync(
                        reference,
                        new() { Expand = ["payment_intent"] },
                        cancellationToken: stop
                    )
                ).ToGateway(),
            stop
        );

    public async Task<Result<GatewaySession>> CloseSessionAsync(string reference, CancellationToken stop = default)
    {
        var closed = await calls.AskAsync(
            async () => (await calls.Services.Checkout.Sessions.ExpireAsync(reference, cancellationToken: stop)).ToGateway(),
            stop
        );

        // Stripe closes only what is open.
        return !closed.IsOk && closed.Rejections[0].Code == "gateway.refused" ? await ReadSessionAsync(reference, stop) : closed;
    }

    public Task<Result<GatewayRefund>> RefundAsync(PaymentRefund refund, CancellationToken stop = default) =>
        calls.AskAsync(
            async () =>
            {
                if (MayBeDone(refund.CreatedAt, refund.NextTryAt))
                {
                    var known = calls.Services.Refunds.ListAutoPagingAsync(
                        new() { PaymentIntent = refund.ChargeReference, Limit = LongestPage },
                        cancellationToken: stop
                    );
                    await foreach (var done in known)
                    {
                        if (done.ToGateway() is var before && before.RefundId == refund.Id && before.Attempt == refund.Attempt)
                        {
                            return before;
                        }
                    }
                }

                var made = await calls.Services.Refunds.CreateAsync(
                    new()
                    {
                        PaymentIntent = refund.ChargeReference,
                        Amount = refund.AmountFen,
                        Metadata = new()
                        {
                            [StripeAnswers.RefundId] = refund.Id.ToString(),
                            [StripeAnswers.Attempt] = refund.Attempt.ToString(CultureInfo.InvariantCulture),
                        },
                    },
                    Once("refund", refund.Key),
                    stop
                );
                return made.ToGateway();
            },
            stop
        );

    public Task<Result<GatewayRefund>> ReadRefundAsync(string reference, CancellationToken stop = default) =>
        calls.AskAsync(async () => (await calls.Services.Refunds.GetAsync(reference, cancellationToken: stop)).ToGateway(), stop);

    public Task<Result<GatewayDispute>> ReadDisputeAsync(string reference, CancellationToken stop = default) =>
        calls.AskAsync(async () => (await calls.Services.Disputes.GetAsync(reference, cancellationToken: stop)).ToGateway(), stop);

    /// <summary>
    /// An account whose owner deals with Stripe on Stripe's own pages, and for whose losses and fees the market answers; the
    /// kind that Stripe called Express.
    /// </summary>
    public Task<Result<GatewayAccount>> OpenAccountAsync(Guid memberId, CancellationToken stop = default) =>
        calls.AskAsync(
            async () =>
            {
                var opened = await calls.Services.Accounts.CreateAsync(
                    new()
                    {
                        Controller = new()
                        {
                            Fees = new() { Payer = "application" },
                            Losses = new() { Payments = "application" },
                            StripeDashboard = new() { Type = "express" },
                        },
                        Capabilities = new() { Transfers = new() { Requested = true } },
                        Metadata = new() { ["member_id"] = memberId.ToString() },
                    },
                    Once("account", memberId),
                    stop
                );
                return opened.ToGateway();
            },
            stop
        );

    public Task<Result<GatewayAccount>> ReadAccountAsync(string reference, CancellationToken stop = default) =>
        calls.AskAsync(async () => (await calls.Services.Accounts.GetAsync(reference, cancellationToken: stop)).ToGateway(), stop);

    public Task<Result<string>> AccountPageAsync(string reference, string returnAddress, CancellationToken stop = default) =>
        calls.AskAsync(
            async () =>
            {
                var page = await calls.Services.AccountLinks.CreateAsync(
                    new()
                    {
                        Account = reference,
                        Type = "account_onboarding",
                        ReturnUrl = returnAddress,
                        RefreshUrl = returnAddress,
                    },
                    cancellationToken: stop
                );
                return page.Url;
            },
            stop
        );

    public Task<Result<string>> PayOutAsync(Payout payout, string accountReference, CancellationToken stop = default) =>
        calls.AskAsync(
            async () =>
            {
                var (key, order) = (payout.TransferId.ToString()!, payout.PaymentId.ToString());
                if (MayBeDone(payout.SentAt!.Value, payout.NextTryAt))
                {
                    await foreach (
                        var done in calls.Services.Transfers.ListAutoPagingAsync(
                            new() { TransferGroup = order, Limit = LongestPage },
                            cancellationToken: stop
                        )
                    )
                    {
                        if (done.Word(PayoutKey) == key)
                        {
                            return done.Id;
                        }
                    }
                }

                var made = await calls.Services.Transfers.CreateAsync(
                    new()
                    {
                        Amount = payout.AmountFen,
                        Currency = Charge.Yuan,
                        Destination = accountReference,
                        TransferGroup = order,
                        Metadata = new() { ["payout_id"] = payout.Id.ToString(), [PayoutKey] = key },
                    },
                    Once("payout", key),
                    stop
                );
                return made.Id;
            },
            stop
        );

    public Task<Result<string>> TakeBackAsync(PayoutReversal reversal, string payoutReference, CancellationToken stop = default) =>
        calls.AskAsync(
            async () =>
            {
                var key = reversal.Id.ToString();
                if (MayBeDone(reversal.CreatedAt, reversal.NextTryAt))
                {
                    await foreach (
                        var done in calls.Services.Transfers.Reversals.ListAutoPagingAsync(
                            payoutReference,
                            new() { Limit = LongestPage },
                            cancellationToken: stop
                        )
                    )
                    {
                        if (done.Word(ReversalId) == key)
                        {
                            return done.Id;
                        }
                    }
                }

                var made = await calls.Services.Transfers.Reversals.CreateAsync(
                    payoutReference,
                    new()
                    {
                        Amount = reversal.AmountFen,
                        Metadata = new() { [ReversalId] = key },
                    },
                    Once("reversal", key),
                    stop
                );
                return made.Id;
            },
            stop
        );

    private bool MayBeDone(DateTime since, DateTime nextTryAt) => Retries.MayBeDone(since, nextTryAt, clock.GetUtcNow().UtcDateTime);

    private static RequestOptions Once(string kind, object key) => new() { IdempotencyKey = $"{kind}-{key}" };

    /// <summary>The same for the same session, whenever it is asked for: a key is good for one form only.</summary>
    private SessionCreateOptions PageOf(PaymentSession session)
    {
        var earliest = session.CreatedAt + ShortestPage;
        var (order, methods) = (session.PaymentId.ToString(), options.Value.Stripe.MethodNames);
        return new()
        {
            Mode = "payment",
            Locale = session.Language,
            ClientReferenceId = order,
            Metadata = MetadataOf(session),
            PaymentIntentData = new() { Metadata = MetadataOf(session), TransferGroup = order },
            AllowedPaymentMethodTypes = [.. methods],
            PaymentMethodOptions = methods.Contains("wechat_pay") ? new() { WechatPay = new() { Client = "web" } } : null,
            LineItems =
            [
                new()
                {
                    Quantity = 1,
                    PriceData = new()
                    {
                        Currency = Charge.Yuan,
                        UnitAmount = session.AmountFen,
                        ProductData = new() { Name = ItemOf(session) },
                    },
                },
            ],
            SuccessUrl = $"{session.ReturnAddress}/pay/{order}/back",
            CancelUrl = $"{session.ReturnAddress}/orders/{order}",
            ExpiresAt = session.ExpiresAt > earliest ? session.ExpiresAt : earliest,
        };
    }

    private static Dictionary<string, string> MetadataOf(PaymentSession session) =>
        new() { ["order_id"] = session.PaymentId.ToString(), ["session_id"] = session.Id.ToString() };

    /// <summary>What payers read that they pay for, in the language of the page, with the number as the market shows it.</summary>
    private string ItemOf(PaymentSession session)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(session.Language);
            return string.Format(
                CultureInfo.InvariantCulture,
                T["Gateway.Item"].Value,
                session.PaymentId.ToString("N")[^8..].ToUpperInvariant()
            );
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
