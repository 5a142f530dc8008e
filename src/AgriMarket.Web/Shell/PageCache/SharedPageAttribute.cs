using System.Globalization;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Shell.Layout;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.OutputCaching;

namespace AgriMarket.Web.Shell.PageCache;

/// <summary>
/// On a public page that shows the same to every reader with the same language, look, weight unit and place: see
/// <see cref="SharedPages"/>. Such a page has no circuit and begins no cookie on being read.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SharedPageAttribute : Attribute, IOutputCachePolicy
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        context.EnableOutputCaching = SharedPages.IsBeingShared(http);
        context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = KeptFor;
        var (services, by) = (http.RequestServices, context.CacheVaryByRules);
        by.QueryKeys = "*";
        by.VaryByValues["language"] = CultureInfo.CurrentUICulture.Name;
        by.VaryByValues["theme"] = ReaderCookies.Theme(http) ?? "";
        by.VaryByValues["destination"] = ReaderCookies.Destination(http) ?? "";
        by.VaryByValues["unit"] = ReaderCookies.Unit(http).ToString();
        by.VaryByValues["compressed"] = SharedPages.IsBeingCompressed(http).ToString();
        by.VaryByValues["enhanced"] = FullPageLoads.IsEnhanced(http.Request).ToString();
        // What is committed while a page is made makes it an old one. By the market's own clock, which the cache does not know.
        by.VaryByValues["moment"] = string.Create(
            CultureInfo.InvariantCulture,
            $"{services.GetRequiredService<MarketWriter>().Commits} "
                + $"{services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds()}"
        );
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage = response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0;
        return ValueTask.CompletedTask;
    }
}
