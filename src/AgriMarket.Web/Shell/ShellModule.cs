using System.Text.Encodings.Web;
using System.Text.Unicode;
using AgriMarket.Platform.Api;
using AgriMarket.Web.Shell.Addresses;
using AgriMarket.Web.Shell.Editing;
using AgriMarket.Web.Shell.Help;
using AgriMarket.Web.Shell.Layout;
using AgriMarket.Web.Shell.PageCache;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Localization;
using MudBlazor;
using MudBlazor.Services;

namespace AgriMarket.Web.Shell;

internal static class ShellModule
{
    /// <summary>The page that is shown after an exception.</summary>
    public const string ErrorAddress = "/error";

    /// <summary>The page for a bare status, which stands for <c>{0}</c>.</summary>
    public const string StatusAddress = "/status/{0}";

    public static void AddShell(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TimeProvider, ChinaClock>();
        builder.Services.AddLocalization();
        builder.Services.AddMudServices();
        builder.Services.AddSingleton<MudLocalizer, WidgetWords>();
        builder.Services.AddLocalizationInterceptor(services => new DefaultLocalizationInterceptor(
            services.GetRequiredService<ILoggerFactory>(),
            services.GetRequiredService<MudLocalizer>()
        )
        {
            IgnoreDefaultEnglish = true,
        });
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped(services =>
        {
            var reader = new Reader(services.GetRequiredService<TimeProvider>());
            if (services.GetRequiredService<IHttpContextAccessor>().HttpContext is { } context)
            {
                (reader.Unit, reader.Destination) = (ReaderCookies.Unit(context), ReaderCookies.Destination(context));
            }

            return reader;
        });
        builder.Services.AddScoped<Refusals>();
        builder.Services.AddScoped<IRefusalSentences>(services => services.GetRequiredService<Refusals>());
        builder.Services.AddRefusals<ShellText>("market");
        builder.Services.AddRefusalsForHelp("market.unavailable");
        builder.Services.AddOptions<HelpOptions>().BindConfiguration(HelpOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddNavItem<ShellText>(new(NavPlaces.Me, 90, "Help.Link", ShellAddresses.Help) { Picture = "info" });
        builder.Services.AddRefusals<EditText>("edit");
        // Chinese goes out as it is: the default encoder would turn each character into eight.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddScoped<IComponentActivator, AuthorizingActivator>();
        builder.Services.AddSharedPages();
    }

    /// <summary>
    /// A person reads the language they have chosen, and until then the one that their browser asks for; a program has no cookie and
    /// says what it wants. Chinese for who asks for none of the market's languages.
    /// </summary>
    public static void UseReaderLanguage(this WebApplication app)
    {
        var chosen = new CookieRequestCultureProvider();
        app.UseRequestLocalization(options =>
        {
            options
                .SetDefaultCulture(ReaderLanguages.All[0])
                .AddSupportedCultures(ReaderLanguages.All)
                .AddSupportedUICultures(ReaderLanguages.All);
            options.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(async context =>
                    (context.Request.Path.StartsWithSegments("/api") ? null : await chosen.DetermineProviderCultureResult(context))
                    ?? (ReaderLanguages.Asked(context.Request) is { } asked ? new(asked) : null)
                ),
            ];
        });
    }

    public static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapReaderSettings();
        app.MapRazorComponents<App>()
            .AddAdditionalAssemblies([.. app.Services.GetServices<PageAssembly>().Select(pages => pages.Assembly)])
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .Add(endpoint =>
            {
                // The circuit's own transport: open to all, since what a circuit may show is each page's policy.
                if (
                    endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } route }
                    && route.StartsWith("/_", StringComparison.Ordinal)
                )
                {
                    endpoint.Metadata.Add(new Microsoft.AspNetCore.Authorization.AllowAnonymousAttribute());
                }
            });
    }
}
