using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;

namespace AgriMarket.Web.Shell.Reading;

/// <summary>The reader's choices that live in cookies of their browser: how it looks and in what they weigh.</summary>
internal static class ReaderCookies
{
    public const string ThemeName = "theme";
    public const string UnitName = "unit";
    public const string DestinationName = "destination";

    /// <summary>light or dark as chosen; null to follow the device.</summary>
    public static string? Theme(HttpContext context) =>
        context.Request.Cookies[ThemeName] is "light" or "dark" ? context.Request.Cookies[ThemeName] : null;

    /// <summary>As chosen; else in 公斤 and 吨 for those who think in tonnes, and in 斤 for everybody else.</summary>
    public static WeightUnit Unit(HttpContext context) =>
        Enum.TryParse<WeightUnit>(context.Request.Cookies[UnitName], out var chosen) && Enum.IsDefined(chosen) ? chosen
        : context.User.IsInRole(nameof(MemberRole.Official)) || context.User.IsInRole(nameof(MemberRole.Institution)) ? WeightUnit.Kilogram
        : WeightUnit.Jin;

    /// <summary>Region code of the place that things are to go to, as chosen; null for none, and for what is no full address.</summary>
    public static string? Destination(HttpContext context) =>
        context.Request.Cookies[DestinationName] is { } code && context.RequestServices.GetRequiredService<RegionCatalogue>().IsLeaf(code)
            ? code
            : null;

    /// <summary>For scripts to read, kept a year.</summary>
    public static void Keep(HttpContext context, string name, string value) =>
        context.Response.Cookies.Append(
            name,
            value,
            new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                IsEssential = true,
            }
        );
}
