using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace AgriMarket.Platform.Security;

/// <summary>
/// By https every cookie of the market is called <c>__Host-…</c>: browsers take such a one only with Secure, for this very host, so
/// that neither a neighbour's host nor somebody on a plain line can plant or change it. Done here for all cookies at once, whoever
/// sets them, so that none can be forgotten; inside, each keeps its plain name. By plain http, as on one's own machine, they keep it
/// outside too.
/// </summary>
public static class HostPrefixCookies
{
    public const string Prefix = "__Host-";

    private const string Secure = "; secure";

    /// <summary>Before everything that reads or sets cookies, and after what knows whether the caller came by https.</summary>
    public static void UseHostPrefixCookies(this WebApplication app) =>
        app.Use(
            static (context, next) =>
            {
                if (context.Request.IsHttps)
                {
                    context.Request.Cookies = new Unprefixed(context.Request.Cookies);
                    context.Response.OnStarting(AddPrefixes, context.Response.Headers);
                }

                return next(context);
            }
        );

    private static Task AddPrefixes(object response)
    {
        var headers = (IHeaderDictionary)response;
        if (headers.SetCookie.Count > 0)
        {
            headers.SetCookie = Array.ConvertAll(headers.SetCookie.ToArray(), cookie => Prefix + WithSecure(cookie!));
        }

        return Task.CompletedTask;
    }

    private static string WithSecure(string cookie) =>
        cookie.Contains(Secure, StringComparison.OrdinalIgnoreCase) ? cookie : cookie + Secure;

    /// <summary>The browser's cookies that have the prefix, without it; the others could be anybody's.</summary>
    private sealed class Unprefixed(IRequestCookieCollection sent) : IRequestCookieCollection
    {
        public int Count => Keys.Count;

        public ICollection<string> Keys =>
            [.. sent.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..])];

        public string? this[string key] => sent[Prefix + key];

        public bool ContainsKey(string key) => sent.ContainsKey(Prefix + key);

        public bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => sent.TryGetValue(Prefix + key, out value);

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
            Keys.Select(name => KeyValuePair.Create(name, sent[Prefix + name]!)).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
