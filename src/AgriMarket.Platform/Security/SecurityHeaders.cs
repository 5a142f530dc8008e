using Microsoft.AspNetCore.StaticAssets;

namespace AgriMarket.Platform.Security;

/// <summary>Headers that every answer carries, and the one that keeps private answers out of every cache.</summary>
public static class SecurityHeaders
{
    /// <summary>
    /// Scripts only from files of our own. MudBlazor writes its theme and positions as inline styles, hence style-src. 'self' takes in
    /// our own web sockets. frame-ancestors is the market's one answer to framing: nobody frames it.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string NoStore = "no-store";

    /// <summary>Written as the answer starts, because an error page begins by clearing every header.</summary>
    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(Write, context);
                return next(context);
            }
        );

    private static Task Write(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "geolocation=(), microphone=(), payment=()";
        if (IsPrivate(context) && !headers.CacheControl.ToString().Contains(NoStore, StringComparison.OrdinalIgnoreCase))
        {
            headers.CacheControl = NoStore;
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Whether an answer may say something about whoever asked: they showed a cookie or a token, or get a cookie. Files are the same
    /// for all and are kept. Nobody has to remember to mark a page.
    /// </summary>
    private static bool IsPrivate(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null
        && (
            context.Request.Headers.Cookie.Count > 0
            || context.Request.Headers.Authorization.Count > 0
            || context.Response.Headers.SetCookie.Count > 0
        );
}
