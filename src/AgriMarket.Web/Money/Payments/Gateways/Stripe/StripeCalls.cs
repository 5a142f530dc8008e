using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AgriMarket.Domain.Common;
using Microsoft.Extensions.Options;
using Stripe;

namespace AgriMarket.Web.Money.Payments.Gateways.Stripe;

/// <summary>
/// Calls Stripe, and says what became of a call: an answer, <c>gateway.refused</c> when Stripe says no, or
/// <c>gateway.unreachable</c> when nobody knows whether it was done. A call that can be repeated is, once.
/// </summary>
internal sealed partial class StripeCalls : IDisposable
{
    private const int MaxRetries = 1;

    private readonly HttpClient http;
    private readonly ILogger<StripeCalls> log;

    public StripeCalls(IOptions<PaymentOptions> options, ILogger<StripeCalls> log)
    {
        var stripe = options.Value.Stripe;
        this.log = log;

        // A client of its own: those of the factory log the headers of requests at their lowest level.
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(15) })
        {
            Timeout = TimeSpan.FromSeconds(stripe.TimeoutSeconds),
        };
        Services = new StripeClient(
            new StripeClientOptions
            {
                ApiKey = stripe.SecretKey,
                ApiBase = stripe.ApiBase.TrimEnd('/'),
                HttpClient = new SystemNetHttpClient(http, MaxRetries, enableTelemetry: false),
            }
        ).V1;
    }

    /// <summary>Stripe's interface, in the version that the library is made for.</summary>
    public V1Services Services { get; }

    /// <summary>Makes a call, which may be several requests.</summary>
    public async Task<Result<T>> AskAsync<T>(Func<Task<T>> call, CancellationToken stop, [CallerMemberName] string operation = "")
    {
        try
        {
            return Result<T>.Of(await call());
        }
        catch (StripeException refusal) when (SaysNo(refusal))
        {
            var words = WithoutKeys(refusal.StripeError.Code is { Length: > 0 } code ? $"{code}: {refusal.Message}" : refusal.Message);
            LogRefused(operation, words);
            return new Rejection("gateway.refused", null, words);
        }
        catch (Exception failure)
            when (failure is StripeException or HttpRequestException
                || (failure is OperationCanceledException && !stop.IsCancellationRequested)
            )
        {
            LogUnreachable(operation, WithoutKeys(failure.Message));
            return new Rejection("gateway.unreachable");
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>
    /// A 4xx in Stripe's own form. 409 says that the same key is being worked on and 429 that it is too much at once: neither
    /// is about the request. That a key was used for something else says only that something was done before.
    /// </summary>
    private static bool SaysNo(StripeException failure) =>
        failure.StripeError is { Type: not "idempotency_error" }
        && (int)failure.HttpStatusCode is >= 400 and < 500 and not (StatusCodes.Status409Conflict or StatusCodes.Status429TooManyRequests);

    /// <summary>Stripe names the beginning and the end of a key that it does not know.</summary>
    private static string WithoutKeys(string words) => SingleLine.Of(KeyLike().Replace(words, "***"));

    [GeneratedRegex(@"\b(sk|rk|pk|whsec)_\S+")]
    private static partial Regex KeyLike();

    [LoggerMessage(LogLevel.Warning, "Stripe refused {Operation}: {Reason}")]
    private partial void LogRefused(string operation, string reason);

    [LoggerMessage(LogLevel.Warning, "Nobody knows whether Stripe has done {Operation}: {Reason}")]
    private partial void LogUnreachable(string operation, string reason);
}
