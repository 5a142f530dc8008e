using Microsoft.Extensions.Options;

namespace AgriMarket.Platform.Security;

/// <summary>
/// Browsers let any page open a socket to any server, cookies and all; only the server can tell whose page it was. The hub and the
/// circuits are therefore closed to pages of others, in every transport. Programs have no origin and no cookies of somebody else's
/// to use, so they pass.
/// </summary>
public static class OriginCheck
{
    private static readonly PathString[] Lines = ["/hubs", "/_blazor"];

    /// <summary>Answers 403 to a page of another origin that is not allowed.</summary>
    public static void UseOriginCheck(this WebApplication app)
    {
        var allowed = app.Services.GetRequiredService<IOptions<EdgeOptions>>().Value.Origins;
        app.Use(
            (context, next) =>
            {
                if (!Array.Exists(Lines, line => context.Request.Path.StartsWithSegments(line)) || IsOurs(context.Request, allowed))
                {
                    return next(context);
                }

                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }
        );
    }

    private static bool IsOurs(HttpRequest request, IReadOnlyList<string> allowed)
    {
        if (request.Headers.Origin is [{ } origin])
        {
            return IsSame(origin, request) || allowed.Contains(origin, StringComparer.OrdinalIgnoreCase);
        }

        // A browser that reads from its own server sends no origin, but says that it is the same.
        return request.Headers.Origin.Count == 0 && request.Headers["Sec-Fetch-Site"].ToString() is ("" or "same-origin" or "none");
    }

    /// <summary>
    /// Whether a page of this origin is the market's own. Who came by https is of an https page. On a plain line a proxy that is not
    /// known here may have taken the https away; the line is as safe as it is, and the host still tells whose page it was.
    /// </summary>
    public static bool IsSame(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
        && (page.Scheme == Uri.UriSchemeHttps || page.Scheme == request.Scheme);
}
