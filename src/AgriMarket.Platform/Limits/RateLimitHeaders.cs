using System.Globalization;

namespace AgriMarket.Platform.Limits;

/// <summary>The headers of the IETF's draft "RateLimit header fields for HTTP" (draft-ietf-httpapi-ratelimit-headers).</summary>
internal static class RateLimitHeaders
{
    /// <summary>Writes how much one caller may ask for, and how much of it is left.</summary>
    /// <param name="left">Calls that may be made now; null where nothing limits them, and nothing is written.</param>
    /// <param name="wait">After how long more may be made.</param>
    public static void Write(HttpResponse response, Caller caller, long? left, CallLimitOptions options, TimeSpan? wait = null)
    {
        var (burst, perMinute) =
            options.MemberBurst > 0 && caller.Member is not null
                ? (options.MemberBurst, options.MemberPerMinute)
                : (options.AddressBurst, options.AddressPerMinute);
        if (left is null || burst == 0)
        {
            return;
        }

        var name = caller.Limit.ToLowerInvariant();
        var window = Math.Max(1, 60L * burst / perMinute);
        response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={burst};w={window}");
        response.Headers["RateLimit"] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"{name}\";r={Math.Min(left.Value, burst)}{(wait is { } time ? $";t={Math.Ceiling(time.TotalSeconds)}" : "")}"
        );
    }
}
