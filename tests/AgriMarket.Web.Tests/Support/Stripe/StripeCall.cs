using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace AgriMarket.Web.Tests.Support.Stripe;

/// <summary>One request as Stripe reads it: parameters with brackets, from the form or from the query.</summary>
/// <param name="Key">The idempotency key; null for none.</param>
/// <param name="Version">The version of the interface that the caller speaks.</param>
internal sealed record StripeCall(
    string Method,
    string Path,
    string? Authorization,
    string? Key,
    string? Version,
    IReadOnlyDictionary<string, string> Parameters
)
{
    /// <summary>The parts of the path after <c>/v1/</c>.</summary>
    public string[] Segments { get; } = Path.Split('/')[2..];

    /// <summary>What has to be the same when a key is used again.</summary>
    public string Fingerprint =>
        $"{Path}?"
        + string.Join('&', Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    /// <summary>A parameter; null when it was not sent.</summary>
    public string? this[string name] => Parameters.GetValueOrDefault(name);

    public static async Task<StripeCall> ReadAsync(HttpRequest request)
    {
        var values = request.HasFormContentType
            ? await request.ReadFormAsync()
            : (IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>>)request.Query;
        return new(
            request.Method,
            request.Path.Value!,
            request.Headers.Authorization,
            request.Headers["Idempotency-Key"],
            request.Headers["Stripe-Version"],
            values.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())
        );
    }

    /// <summary>A parameter that must be there.</summary>
    public string Text(string name) =>
        this[name] is { Length: > 0 } text
            ? text
            : throw StripeRefusal.Parameter("parameter_missing", name, $"Missing required param: {name}.");

    /// <summary>A positive whole number that must be there.</summary>
    public long Number(string name) =>
        long.TryParse(Text(name), CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw StripeRefusal.Parameter("parameter_invalid_integer", name, $"Invalid integer: {Text(name)}");

    public string Address(string name) =>
        Uri.TryCreate(Text(name), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? Text(name)
            : throw StripeRefusal.Parameter("url_invalid", name, "Not a valid URL");

    /// <summary>What stands in brackets after a name: <c>metadata[order_id]</c>.</summary>
    public Dictionary<string, string> In(string name) =>
        Parameters
            .Where(pair => pair.Key.StartsWith($"{name}[", StringComparison.Ordinal) && pair.Key.EndsWith(']'))
            .ToDictionary(pair => pair.Key[(name.Length + 1)..^1], pair => pair.Value);

    /// <summary>Refuses parameters that the interface does not have.</summary>
    public void Knows(params string[] names)
    {
        if (Parameters.Keys.FirstOrDefault(sent => !names.Contains(sent.Split('[')[0])) is { } stranger)
        {
            throw StripeRefusal.Parameter("parameter_unknown", stranger, $"Received unknown parameter: {stranger}");
        }
    }
}

/// <summary>An answer other than 200.</summary>
/// <param name="isKept">Whether it is answered again to the same idempotency key: what never began is not.</param>
internal sealed class StripeRefusal(int status, string type, string? code, string message, string? parameter = null, bool isKept = true)
    : Exception(message)
{
    public int Status => status;

    public string Type => type;

    public string? Code => code;

    public string? Where => parameter;

    public bool IsKept => isKept;

    public static StripeRefusal Of(string code, string message) => new(400, "invalid_request_error", code, message);

    public static StripeRefusal Parameter(string code, string name, string message) =>
        new(400, "invalid_request_error", code, message, name, isKept: false);

    public static StripeRefusal Missing(string kind, string id) =>
        new(404, "invalid_request_error", "resource_missing", $"No such {kind}: '{id}'", "id", isKept: false);
}
