using System.Text.Json.Nodes;

namespace AgriMarket.Web.Tests.Support.Stripe;

/// <summary>An answer as it goes over the line.</summary>
internal sealed record StripeResponse(int Status, string Body)
{
    public static StripeResponse Of(JsonObject json) => new(200, json.ToJsonString());

    public static StripeResponse Of(StripeRefusal refusal) =>
        Error(refusal.Status, refusal.Type, refusal.Code, refusal.Message, refusal.Where);

    public static StripeResponse Error(int status, string type, string? code, string message, string? where = null) =>
        new(
            status,
            new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["type"] = type,
                    ["code"] = code,
                    ["message"] = message,
                    ["param"] = where,
                },
            }.ToJsonString()
        );
}

/// <summary>
/// The idempotency keys that are known, with what was answered to them. As Stripe has it: the same key answers the same again,
/// failures too unless nothing was begun; with other parameters it is refused; after a day it is forgotten.
/// </summary>
internal sealed class StripeKeys
{
    private const long KeptSeconds = 24 * 60 * 60;

    private readonly Dictionary<string, (string Fingerprint, long At, StripeResponse Answer)> known = [];

    /// <summary>Does the work of a call, unless its key says that it was done.</summary>
    public StripeResponse Once(StripeCall call, long now, Func<StripeCall, JsonObject> work)
    {
        if (call is not { Method: "POST", Key: { } key })
        {
            return Work(call, work).Answer;
        }

        if (known.TryGetValue(key, out var before) && now - before.At < KeptSeconds)
        {
            return before.Fingerprint == call.Fingerprint
                ? before.Answer
                : StripeResponse.Error(
                    400,
                    "idempotency_error",
                    null,
                    "Keys for idempotent requests can only be used with the same parameters they were first used with. Try "
                        + $"using a key other than '{key}'."
                );
        }

        var (answer, isKept) = Work(call, work);
        if (isKept)
        {
            known[key] = (call.Fingerprint, now, answer);
        }

        return answer;
    }

    private static (StripeResponse Answer, bool IsKept) Work(StripeCall call, Func<StripeCall, JsonObject> work)
    {
        try
        {
            return (StripeResponse.Of(work(call)), true);
        }
        catch (StripeRefusal refusal)
        {
            return (StripeResponse.Of(refusal), refusal.IsKept);
        }
    }
}
