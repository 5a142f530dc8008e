using System.Reflection;
using AgriMarket.Web.Shell.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;

namespace AgriMarket.Web.Shell.PageCache;

/// <summary>
/// Working pages are always loaded whole. When a document has had a circuit before, enhanced navigation drops what a page hands
/// from its first rendering to its circuit (<c>[PersistentState]</c>: the cart's id, the reader's unit), so that whoever went from
/// the cart to the checkout found it empty: https://github.com/dotnet/aspnetcore/issues/63895, not mended in .NET 10. Static pages
/// keep enhanced navigation. It also brings no scripts with it, and static pages have none of MudBlazor's files.
/// </summary>
internal static class FullPageLoads
{
    private const string EnhancedRequest = "blazor-enhanced-nav=on";

    /// <summary>Answers an enhanced navigation to a working page by sending the browser there in the ordinary way.</summary>
    public static void UseWholeWorkingPages(this WebApplication app) =>
        app.Use(
            static (context, next) =>
            {
                if (!HttpMethods.IsGet(context.Request.Method) || !IsEnhanced(context.Request) || !IsWorkingPage(context.GetEndpoint()))
                {
                    return next(context);
                }

                // What Blazor's own script reads to leave the page by itself.
                context.Response.ContentType = "text/html";
                context.Response.Headers["blazor-enhanced-nav"] = "allow";
                context.Response.Headers["blazor-enhanced-nav-redirect-location"] =
                    $"{context.Request.PathBase}{context.Request.Path}{context.Request.QueryString}";
                return Task.CompletedTask;
            }
        );

    internal static bool IsEnhanced(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains(EnhancedRequest, StringComparison.Ordinal);

    /// <summary>Whether a page has a circuit, or a part of it has.</summary>
    internal static bool IsWorkingPage(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type is { } page
        && (page.IsDefined(typeof(RenderModeAttribute)) || page.IsDefined(typeof(HasWorkingPartAttribute)));
}
