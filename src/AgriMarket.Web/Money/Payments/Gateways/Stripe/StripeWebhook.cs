using System.Buffers;
using System.Text;
using System.Text.Json;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Stripe;

namespace AgriMarket.Web.Money.Payments.Gateways.Stripe;

/// <summary>
/// Takes in Stripe's received. The signature says that it is Stripe's; of the rest only ids and words are read, since what is true
/// is read at Stripe afterwards (0012). It answers 200 as soon as the received is durable, 400 to what is not Stripe's or cannot be
/// read, 413 to what is too large, 429 when the market cannot take it now: Stripe sends it again, for days.
/// </summary>
internal sealed class StripeWebhook(IOptions<PaymentOptions> options, TimeProvider clock, GatewayEventInbox inbox)
{
    public const string SignatureHeader = "Stripe-Signature";

    /// <summary>Far more than any event that the market follows.</summary>
    public const int MaxBodyBytes = 256 * 1024;

    /// <summary>How old a signature may be, and how far ahead its clock.</summary>
    public const int ToleranceSeconds = 300;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public async Task<StatusCodeHttpResult> TakeAsync(HttpRequest request)
    {
        var signature = request.Headers[SignatureHeader].ToString();
        if (signature.Length == 0)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (await ReadAsync(request) is not { } body)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var now = clock.GetUtcNow();
        if (
            !options.Value.Stripe.WebhookSecrets.Any(secret => IsSigned(body, signature, secret, now))
            || Parse(body, now.UtcDateTime) is not { } received
        )
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        var recorded = await inbox.RecordAsync(received);
        return TypedResults.StatusCode(recorded.IsOk ? StatusCodes.Status200OK : StatusCodes.Status429TooManyRequests);
    }

    /// <summary>The body; null when it is too large.</summary>
    private static async Task<string?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxBodyBytes)
        {
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(MaxBodyBytes + 1);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(
                buffer.AsMemory(0, MaxBodyBytes + 1),
                MaxBodyBytes + 1,
                throwOnEndOfStream: false,
                request.HttpContext.RequestAborted
            );
            return length > MaxBodyBytes ? null : Encoding.UTF8.GetString(buffer, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsSigned(string body, string signature, string secret, DateTimeOffset now)
    {
        try
        {
            EventUtility.ValidateSignature(body, signature, secret, ToleranceSeconds, now.ToUnixTimeSeconds());
            return true;
        }
        catch (Exception wrong) when (wrong is StripeException or FormatException or OverflowException)
        {
            // The library does not expect a time that is no number, or one after 2038.
            return false;
        }
    }

    /// <summary>The event; null when it is none.</summary>
    private static GatewayEvent? Parse(string body, DateTime now)
    {
        StripeEventBody? received;
        try
        {
            received = JsonSerializer.Deserialize<StripeEventBody>(body, Json);
        }
        catch (JsonException)
        {
            return null;
        }

        if (
            received is null
            || !IsWord(received.Id, GatewayEvent.IdMaxLength)
            || !IsWord(received.Type, 100)
            || !IsWord(received.ApiVersion, 40)
        )
        {
            return null;
        }

        // What the market does not follow need not have an id, as a balance has none.
        var about = ObjectOf(received.Type);
        var reference = received.Data.Object.Id ?? "";
        if (!IsWord(reference, GatewayEvent.IdMaxLength) && (about != GatewayObject.Other || reference.Length > 0))
        {
            return null;
        }

        return new GatewayEvent
        {
            Id = received.Id,
            Type = received.Type,
            About = about,
            ObjectReference = reference,
            Version = received.ApiVersion,
            ReceivedAt = now,
            NextTryAt = now,
        };
    }

    private static GatewayObject ObjectOf(string type) =>
        type switch
        {
            _ when type.StartsWith("checkout.session.", StringComparison.Ordinal) => GatewayObject.Session,
            _ when type.StartsWith("refund.", StringComparison.Ordinal) || type == "charge.refund.updated" => GatewayObject.Refund,
            _ when type.StartsWith("charge.dispute.", StringComparison.Ordinal) => GatewayObject.Dispute,
            "account.updated" => GatewayObject.PayoutAccount,
            _ => GatewayObject.Other,
        };

    /// <summary>As Stripe's ids and names are, and as every database can keep them.</summary>
    private static bool IsWord(string text, int maxLength) =>
        text.Length > 0 && text.Length <= maxLength && text.All(sign => sign is > ' ' and <= '~');

    private sealed record StripeEventBody(string Id, string Type, string ApiVersion, StripeEventBodyData Data);

    private sealed record StripeEventBodyData(StripeEventBodyObject Object);

    private sealed record StripeEventBodyObject(string? Id = null);
}
