using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AgriMarket.Web.Tests.Support.Stripe;

/// <summary>Something that happened at Stripe, as it tells it to the market.</summary>
/// <param name="ObjectId">What it is about.</param>
/// <param name="Payload">The body of the webhook, with the object as it was then.</param>
internal sealed record StripeEvent(string Id, string Type, string ObjectId, string Payload)
{
    public const string WebhookPath = "/api/v1/payments/stripe/webhook";
    public const string SignatureHeader = "Stripe-Signature";

    /// <summary>An older version of the interface than that of the library: a market's webhook may stay at one for years.</summary>
    public const string Version = "2024-06-20";

    public static StripeEvent Of(string type, StripeObject about, long now)
    {
        var id = $"evt_{Guid.NewGuid():N}";
        return new(id, type, about.Id, Body(id, type, about.Json(), now).ToJsonString());
    }

    /// <summary>The body of a webhook, for tests to bend.</summary>
    public static JsonObject Body(string id, string type, JsonObject about, long now) =>
        new()
        {
            ["id"] = id,
            ["object"] = "event",
            ["api_version"] = Version,
            ["created"] = now,
            ["data"] = new JsonObject { ["object"] = about },
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
            ["type"] = type,
        };

    /// <summary>
    /// The signature as https://docs.stripe.com/webhooks describes it: HMAC-SHA256 of the time, a dot and the body, with the
    /// secret of the webhook.
    /// </summary>
    public static string Sign(string payload, string secret, DateTimeOffset at) =>
        Sign(payload, secret, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>The same with a time that may be none.</summary>
    public static string Sign(string payload, string secret, string time)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{payload}"));
        return $"t={time},v1={Convert.ToHexStringLower(hash)}";
    }

    /// <summary>Posts a body to the market's webhook; without a signature when that is null.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient market, string payload, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, WebhookPath)
        {
            Content = new StringContent(payload, Encoding.UTF8, "application/json"),
        };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation(SignatureHeader, signature);
        }

        return await market.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
