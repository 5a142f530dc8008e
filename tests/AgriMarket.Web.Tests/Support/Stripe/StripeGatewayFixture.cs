using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Gateways.Stripe;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Tests.Support.Stripe;

/// <summary>The market's gateway with the real Stripe client, and the fake Stripe at the other end of its line.</summary>
internal sealed class StripeGatewayFixture : IAsyncDisposable
{
    public const long OrderFen = 12_345;
    public const string Market = "https://market.example";

    private readonly StripeCalls calls;

    private StripeGatewayFixture(FakeStripe stripe, Action<StripeOptions> change, ILogger<StripeCalls> log)
    {
        Stripe = stripe;
        var payments = new PaymentOptions { Provider = PaymentOptions.StripeName };
        (payments.Stripe.SecretKey, payments.Stripe.ApiBase, payments.Stripe.TimeoutSeconds) = (FakeStripe.SecretKey, stripe.Address, 1);
        change(payments.Stripe);
        var options = Options.Create(payments);
        calls = new(options, log);
        var texts = new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance);
        Gateway = new StripeGateway(calls, options, new StringLocalizer<PaymentText>(texts), stripe.Clock);
    }

    public FakeStripe Stripe { get; }

    public IPaymentGateway Gateway { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTime Now => Stripe.Clock.GetUtcNow().UtcDateTime;

    public static async Task<StripeGatewayFixture> OpenAsync(Action<StripeOptions>? change = null, ILogger<StripeCalls>? log = null) =>
        new(await FakeStripe.StartAsync(), change ?? (_ => { }), log ?? NullLogger<StripeCalls>.Instance);

    /// <summary>A visit to the payment page, not yet opened.</summary>
    public PaymentSession Visit(string language = "zh", int minutes = 60) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PaymentId = Guid.CreateVersion7(),
            AmountFen = OrderFen,
            ReturnAddress = Market,
            Language = language,
            CreatedAt = Now,
            ExpiresAt = Now.AddMinutes(minutes),
        };

    /// <summary>An open page.</summary>
    public async Task<GatewaySession> PageAsync() => Must(await Gateway.OpenSessionAsync(Visit(), Cancel));

    /// <summary>Money that has come; its charge reference.</summary>
    public async Task<string> PaidAsync() => Stripe.Pay((await PageAsync()).Reference);

    /// <summary>An account to which money can be sent.</summary>
    public async Task<string> ReadyAccountAsync()
    {
        var account = Must(await Gateway.OpenAccountAsync(Guid.CreateVersion7(), Cancel));
        Stripe.FillIn(account.Reference);
        return account.Reference;
    }

    public PaymentRefund Refund(string charge, long fen = 1_000) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PaymentId = Guid.CreateVersion7(),
            ChargeReference = charge,
            AmountFen = fen,
            Reason = PaymentRefundReason.Order,
            CreatedAt = Now,
            NextTryAt = Now,
        };

    /// <summary>A payout that is being sent.</summary>
    public Payout Payout(long fen = 1_000)
    {
        var payout = new Payout
        {
            Id = Guid.CreateVersion7(),
            PaymentId = Guid.CreateVersion7(),
            FarmerId = Guid.CreateVersion7(),
            Household = "杨家",
            AmountFen = fen,
            CreatedAt = Now,
            NextTryAt = Now,
        };
        payout.Send(payout.FarmerId, Guid.CreateVersion7(), Now);
        return payout;
    }

    public PayoutReversal Reversal(Payout payout, long fen = 400) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PayoutId = payout.Id,
            AmountFen = fen,
            CreatedAt = Now,
            NextTryAt = Now,
        };

    /// <summary>The value of an answer that must not be a refusal.</summary>
    public static T Must<T>(Result<T> result)
    {
        Assert.True(result.IsOk, string.Join(' ', result.Rejections));
        return result.Value;
    }

    public static void Refused(string words, IReadOnlyList<Rejection> rejections)
    {
        var rejection = Assert.Single(rejections);
        Assert.Equal("gateway.refused", rejection.Code);
        Assert.Contains(words, (string)Assert.Single(rejection.Args), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        calls.Dispose();
        await Stripe.DisposeAsync();
    }
}
