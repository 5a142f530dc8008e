using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace AgriMarket.Web.Shell.Reading;

/// <summary>Form posts that keep a reader's choice of language, look and weight unit, and return to the page.</summary>
internal static class ReaderSettingsEndpoints
{
    private const string Group = "/settings";

    /// <summary>Where a choice is posted to.</summary>
    /// <param name="setting">"language", "theme" or "unit".</param>
    public static string Address(string setting) => $"{Group}/{setting}";

    public static void MapReaderSettings(this WebApplication app)
    {
        var settings = app.MapGroup(Group).AllowAnonymous();
        settings.MapPost(
            "/language",
            (HttpContext context, [FromForm] string to, [FromForm] string? returnTo) =>
            {
                if (ReaderLanguages.All.Contains(to))
                {
                    ReaderCookies.Keep(
                        context,
                        CookieRequestCultureProvider.DefaultCookieName,
                        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(to))
                    );
                }

                return Back(returnTo);
            }
        );
        settings.MapPost(
            "/theme",
            (HttpContext context, [FromForm] string to, [FromForm] string? returnTo) =>
            {
                ReaderCookies.Keep(context, ReaderCookies.ThemeName, to == "dark" ? "dark" : "light");
                return Back(returnTo);
            }
        );
        settings.MapPost(
            "/unit",
            (HttpContext context, [FromForm] WeightUnit to, [FromForm] string? returnTo) =>
            {
                ReaderCookies.Keep(context, ReaderCookies.UnitName, to.ToString());
                return Back(returnTo);
            }
        );
    }

    private static RedirectHttpResult Back(string? returnTo) => TypedResults.LocalRedirect(LocalAddress.Of(returnTo));
}
