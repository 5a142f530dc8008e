using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Support.Stripe;

/// <summary>
/// Stripe on a free port of this machine, as far as the market uses it: the same addresses, forms, idempotency keys, errors and
/// signed webhooks, over real HTTP. A test starts it, gives the market its <see cref="Settings"/> and the market's clock to
/// <see cref="Clock"/>, plays payers, banks and farmers, and has <see cref="DeliverAsync"/> tell the market what happened:
/// <code>
/// await using var stripe = await FakeStripe.StartAsync();
/// await using var market = new MarketApp(Environments.Development, stripe.Settings);
/// stripe.Clock = market.Clock;
/// ... the buyer is sent to a payment page ...
/// stripe.Pay(stripe.Sessions.Single().Id);
/// await stripe.DeliverAsync(market.CreateClient());
/// </code>
/// </summary>
internal sealed class FakeStripe : IAsyncDisposable
{
    public const string SecretKey = "sk_test_FakeStripeSecretKey0123456789";
    public const string WebhookSecret = "whsec_FakeStripeWebhookSecret0123456789";

    private readonly Lock gate = new();
    private readonly StripeState books;
    private readonly StripeRoutes routes;
    private readonly StripeKeys keys = new();
    private readonly StripeFaults faults = new();
    private readonly List<StripeCall> calls = [];
    private readonly HashSet<string> delivered = [];
    private readonly WebApplication server;

    private FakeStripe()
    {
        books = new(() => Clock.GetUtcNow());
        routes = new(books);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server = builder.Build();
        server.Run(AnswerAsync);
    }

    /// <summary>Where it listens, for <c>Payments:Stripe:ApiBase</c>.</summary>
    public string Address => server.Urls.Single();

    /// <summary>What a market needs to use it.</summary>
    public IEnumerable<(string Name, string Value)> Settings =>
        [
            ("Payments:Provider", "stripe"),
            ("Payments:Stripe:SecretKey", SecretKey),
            ("Payments:Stripe:WebhookSecret", WebhookSecret),
            ("Payments:Stripe:ApiBase", Address),
        ];

    /// <summary>Stripe's clock: pages expire by it and webhooks are signed with its time.</summary>
    public TimeProvider Clock { get; set; } = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(MarketApp.Start);

    /// <summary>Every call that came, also those that went wrong.</summary>
    public IReadOnlyList<StripeCall> Calls => Locked(() => calls.ToList());

    public IReadOnlyList<StripeSession> Sessions => Locked(() => books.Sessions);

    public IReadOnlyList<StripeIntent> Intents => Locked(() => books.Intents);

    public IReadOnlyList<StripeRefund> Refunds => Locked(() => books.Refunds);

    public IReadOnlyList<StripeDispute> Disputes => Locked(() => books.Disputes);

    public IReadOnlyList<StripeAccount> Accounts => Locked(() => books.Accounts);

    public IReadOnlyList<StripeTransfer> Transfers => Locked(() => books.Transfers);

    /// <summary>All that has happened, the oldest first.</summary>
    public IReadOnlyList<StripeEvent> Events => Locked(() => books.Events.ToList());

    /// <summary>The market's money here: what payers paid and it put in, less refunds, disputes and transfers.</summary>
    public long Balance => Locked(() => books.Balance);

    public static async Task<FakeStripe> StartAsync()
    {
        var stripe = new FakeStripe();
        await stripe.server.StartAsync(TestContext.Current.CancellationToken);
        return stripe;
    }

    /// <summary>Has the next calls go wrong, first added first, a call one fault.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="pathPart">A part of the path, such as <c>/refunds</c>.</param>
    public void Break(StripeFault fault, string method, string pathPart, int times = 1) =>
        Locked(() => faults.Add(fault, method, pathPart, times));

    /// <summary>From now on all goes well again.</summary>
    public void Mend() => Locked(faults.Clear);

    /// <summary>The market's operator puts own money in: what funds pay for never came from payers.</summary>
    public void TopUp(long amount) => Locked(() => books.ToppedUp += amount);

    /// <summary>The payer pays on an open page.</summary>
    /// <returns>The payment intent's id.</returns>
    public string Pay(string sessionId) => Locked(() => books.Pay(sessionId, "succeeded").Id);

    /// <summary>Somebody pays for a subscription with another seller on this account.</summary>
    /// <returns>The page's id.</returns>
    public string Subscribe() => Locked(() => books.Subscribe().Id);

    /// <summary>The payer is done with the page, and the money takes its time.</summary>
    /// <returns>The payment intent's id.</returns>
    public string PayLater(string sessionId) => Locked(() => books.Pay(sessionId, "processing").Id);

    /// <summary>Money that took its time has come.</summary>
    public void Arrive(string sessionId) => Locked(() => books.EndPaying(sessionId, hasCome: true));

    /// <summary>Money that took its time will not come.</summary>
    public void FailToArrive(string sessionId) => Locked(() => books.EndPaying(sessionId, hasCome: false));

    /// <summary>How refunds begin from now on: <c>succeeded</c>, <c>pending</c>, <c>requires_action</c> or <c>failed</c>.</summary>
    public void BeginRefunds(string status) => Locked(() => books.RefundsBegin = status);

    /// <summary>What becomes of a refund, also of one that had succeeded: <c>succeeded</c>, <c>failed</c> or <c>canceled</c>.</summary>
    public void EndRefund(string refundId, string status, string? reason = null) => Locked(() => books.EndRefund(refundId, status, reason));

    /// <summary>A payer has his bank take the money back; with <c>warning_needs_response</c> the bank only asks.</summary>
    /// <returns>The dispute's id.</returns>
    public string OpenDispute(string intentId, long amount, string reason = "fraudulent", string status = "needs_response") =>
        Locked(() => books.Dispute(intentId, amount, reason, status).Id);

    public void MoveDispute(string disputeId, string status) => Locked(() => books.MoveDispute(disputeId, status));

    /// <summary>A member has told all that Stripe wants to know: money can be sent to the account.</summary>
    public void FillIn(string accountId) =>
        Locked(() => books.MoveAccount(accountId, isSubmitted: true, canBePaid: true, disabledReason: null));

    /// <summary>A member has told all, and it is being looked at.</summary>
    public void FillInForReview(string accountId) =>
        Locked(() =>
            books.MoveAccount(accountId, isSubmitted: true, canBePaid: false, disabledReason: "requirements.pending_verification")
        );

    /// <summary>Stripe stops an account.</summary>
    public void Stop(string accountId, string reason = "rejected.fraud") =>
        Locked(() => books.MoveAccount(accountId, isSubmitted: true, canBePaid: false, reason));

    /// <summary>Tells the market what it has not yet taken, one after the other; an event is taken when it is answered with 200.</summary>
    public async Task DeliverAsync(HttpClient market)
    {
        foreach (var sent in Events.Where(sent => Locked(() => !delivered.Contains(sent.Id))))
        {
            await SendAsync(market, sent);
        }
    }

    /// <summary>Tells the market one event, whether or not it has been told before.</summary>
    public async Task<HttpStatusCode> SendAsync(HttpClient market, StripeEvent sent)
    {
        using var answer = await StripeEvent.PostAsync(market, sent.Payload, Sign(sent.Payload));
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            Locked(() => delivered.Add(sent.Id));
        }

        return answer.StatusCode;
    }

    /// <summary>The signature of a body now.</summary>
    public string Sign(string payload) => StripeEvent.Sign(payload, WebhookSecret, Clock.GetUtcNow());

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var call = await StripeCall.ReadAsync(http.Request);
        var fault = Locked(() =>
        {
            calls.Add(call);
            return faults.Take(call);
        });
        switch (fault)
        {
            case StripeFault.BreaksBefore:
                http.Abort();
                return;
            case StripeFault.Fails:
                await WriteAsync(http, StripeResponse.Error(500, "api_error", null, "An unknown error occurred."));
                return;
            case StripeFault.BadGateway:
                await WriteAsync(http, new(502, "<html><body>Bad gateway</body></html>"));
                return;
            case StripeFault.IsBusy:
                await WriteAsync(http, StripeResponse.Error(429, "invalid_request_error", "rate_limit", "Request rate limit exceeded."));
                return;
            case StripeFault.KeyInUse:
                await WriteAsync(
                    http,
                    StripeResponse.Error(
                        409,
                        "idempotency_error",
                        "idempotency_key_in_use",
                        "There is currently another in-progress request using this Idempotent Key."
                    )
                );
                return;
        }

        var answer = Locked(() => call.Authorization == $"Bearer {SecretKey}" ? keys.Once(call, books.Now, routes.Answer) : WrongKey(call));
        switch (fault)
        {
            case StripeFault.BreaksAfter:
                http.Abort();
                return;
            case StripeFault.AnswersTooLate:
                await CallerGivesUpAsync(http);
                return;
            case StripeFault.Garbles:
                await WriteAsync(http, new(200, "<html>"));
                return;
        }

        await WriteAsync(http, answer);
    }

    /// <summary>As Stripe says it, with a part of the key.</summary>
    private static StripeResponse WrongKey(StripeCall call)
    {
        var key = call.Authorization?.Split(' ')[^1] ?? "";
        return StripeResponse.Error(
            401,
            "invalid_request_error",
            null,
            $"Invalid API Key provided: {key[..Math.Min(key.Length, 8)]}*********{key[Math.Max(0, key.Length - 4)..]}"
        );
    }

    private static async Task CallerGivesUpAsync(HttpContext http)
    {
        var givenUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = http.RequestAborted.Register(givenUp.SetResult);
        await givenUp.Task;
    }

    private static Task WriteAsync(HttpContext http, StripeResponse answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(answer.Body, http.RequestAborted);
    }

    private T Locked<T>(Func<T> work)
    {
        lock (gate)
        {
            return work();
        }
    }

    private void Locked(Action work)
    {
        lock (gate)
        {
            work();
        }
    }
}
