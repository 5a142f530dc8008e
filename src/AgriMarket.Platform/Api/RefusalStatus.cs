using AgriMarket.Domain.Common;
using AgriMarket.Platform.Hosting;

namespace AgriMarket.Platform.Api;

/// <summary>
/// The one place where refusals become HTTP statuses. The word after a code's dot decides, whatever the capability:
/// <list type="bullet">
/// <item>401 who you are is not shown, 403 it is and you may not, 404 there is no such thing, or it is not yours;</item>
/// <item>409 the request is right and the market is not as it expects: it may be sent again, as it is or with new figures;</item>
/// <item>422 the request can be read and asks for something wrong: sent again it is refused again;</item>
/// <item>429 too much at once, 503 the market or what it needs is away: the same later, under the same id.</item>
/// </list>
/// What cannot be read at all is 400.
/// </summary>
internal static class RefusalStatus
{
    private static readonly Dictionary<string, int> Exact = new()
    {
        ["busy"] = StatusCodes.Status503ServiceUnavailable,
        ["unavailable"] = StatusCodes.Status503ServiceUnavailable,
        ["outcome-unknown"] = StatusCodes.Status503ServiceUnavailable,
        ["unreachable"] = StatusCodes.Status503ServiceUnavailable,
        ["unknown"] = StatusCodes.Status404NotFound,
        ["not-seller"] = StatusCodes.Status403Forbidden,
        ["not-institution"] = StatusCodes.Status403Forbidden,
        ["sign-in-failed"] = StatusCodes.Status401Unauthorized,
        ["refresh-failed"] = StatusCodes.Status401Unauthorized,
        ["too-often"] = StatusCodes.Status429TooManyRequests,
        ["sign-in-locked"] = StatusCodes.Status429TooManyRequests,
        ["filter"] = StatusCodes.Status400BadRequest,
        ["cursor"] = StatusCodes.Status400BadRequest,
        ["short"] = StatusCodes.Status409Conflict,
        ["changed"] = StatusCodes.Status409Conflict,
        ["moved"] = StatusCodes.Status409Conflict,
        ["duplicate"] = StatusCodes.Status409Conflict,
        ["too-many"] = StatusCodes.Status409Conflict,
        ["answered"] = StatusCodes.Status409Conflict,
        ["exhausted"] = StatusCodes.Status409Conflict,
        ["frozen"] = StatusCodes.Status409Conflict,
        ["off-sale"] = StatusCodes.Status409Conflict,
        ["found-off-sale"] = StatusCodes.Status409Conflict,
        ["under-way"] = StatusCodes.Status409Conflict,
        ["too-late"] = StatusCodes.Status409Conflict,
    };

    /// <summary>Ids and logins that somebody has already, and caps that others have used up.</summary>
    private static readonly string[] ConflictEndings = ["-taken", "-cap"];

    /// <summary>Statuses that a refusal can have.</summary>
    public static readonly IReadOnlyList<int> All = [.. Exact.Values.Append(StatusCodes.Status422UnprocessableEntity).Distinct().Order()];

    public static int Of(Rejection rejection)
    {
        var word = rejection.Code[(rejection.Code.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return Exact.TryGetValue(word, out var status) ? status
            : Array.Exists(ConflictEndings, ending => word.EndsWith(ending, StringComparison.Ordinal)) ? StatusCodes.Status409Conflict
            : StatusCodes.Status422UnprocessableEntity;
    }

    /// <summary>The code of what went wrong before any endpoint could refuse it.</summary>
    public static string CodeOf(int status) =>
        status switch
        {
            StatusCodes.Status401Unauthorized => "api.unauthenticated",
            StatusCodes.Status403Forbidden => "api.forbidden",
            StatusCodes.Status404NotFound => "api.not-found",
            StatusCodes.Status405MethodNotAllowed => "api.method",
            StatusCodes.Status413PayloadTooLarge => "api.too-large",
            StatusCodes.Status415UnsupportedMediaType => "api.media-type",
            StatusCodes.Status429TooManyRequests => "api.too-many",
            StatusCodes.Status503ServiceUnavailable => "market.busy",
            >= StatusCodes.Status500InternalServerError => "api.failed",
            _ => "api.malformed",
        };

    /// <summary>After how many seconds it is worth trying again; null where waiting does not help.</summary>
    public static int? RetryAfterSeconds(int status) =>
        status switch
        {
            StatusCodes.Status503ServiceUnavailable => RetryLater.Seconds,
            StatusCodes.Status429TooManyRequests => 60,
            _ => null,
        };
}
