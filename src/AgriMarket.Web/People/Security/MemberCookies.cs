using System.Security.Claims;
using AgriMarket.Platform.Storage.Outages;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Security;

/// <summary>The cookie of a signed-in member, and what happens to who has none or not the right role.</summary>
internal static class MemberCookies
{
    /// <summary>
    /// Programs show a token, people a cookie, and neither counts where the other belongs: a browser can then not be made to
    /// send a command to the programs' addresses, which therefore need no antiforgery token.
    /// </summary>
    private const string CookieOrToken = "cookie-or-token";

    public static void AddMemberCookies(this IServiceCollection services)
    {
        services
            .AddAuthentication(CookieOrToken)
            .AddPolicyScheme(
                CookieOrToken,
                null,
                scheme =>
                    scheme.ForwardDefaultSelector = context =>
                        ShowsToken(context.Request) ? IdentityConstants.BearerScheme : IdentityConstants.ApplicationScheme
            )
            .AddBearerToken(IdentityConstants.BearerScheme, token => token.EventsType = typeof(MemberTokens))
            .AddIdentityCookies();
        services
            .AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IOptions<MemberOptions>>(
                (cookie, members) =>
                {
                    cookie.Cookie.Name = "member";
                    cookie.Cookie.HttpOnly = true;
                    cookie.Cookie.SameSite = SameSiteMode.Lax;
                    cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    cookie.ExpireTimeSpan = TimeSpan.FromDays(members.Value.StaySignedInDays);
                    cookie.Events.OnSigningOut = ForgetInBrowser;
                    cookie.Events.OnRedirectToLogin = AskToSignIn;
                    cookie.Events.OnRedirectToAccessDenied = SayNoAccess;
                    cookie.Events.OnValidatePrincipal = CheckSessionAsync;
                }
            );

        // At each check the cookie also takes in the member's present name and roles.
        services
            .AddOptions<SecurityStampValidatorOptions>()
            .Configure<IOptions<MemberOptions>>(
                (stamp, members) =>
                {
                    stamp.ValidationInterval = TimeSpan.FromSeconds(members.Value.RecheckSeconds);
                    stamp.OnRefreshingPrincipal = KeepSession;
                }
            );
    }

    /// <summary>Live figures are for both: a browser's page sends its cookie there, a program its token.</summary>
    private static bool ShowsToken(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || (request.Path.StartsWithSegments("/hubs") && request.Headers.Authorization.Count > 0);

    /// <summary>A cookie is as good as its session, and then as its member's standing.</summary>
    private static async Task CheckSessionAsync(CookieValidatePrincipalContext context)
    {
        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error.IsOutage() is true)
        {
            // The page that says that the database is away is for everybody, and asks it nothing.
            context.RejectPrincipal();
            return;
        }

        var sessions = context.HttpContext.RequestServices.GetRequiredService<OpenSessions>();
        if (context.Principal?.SessionId() is { } session && await sessions.HasAsync(session))
        {
            await SecurityStampValidator.ValidatePrincipalAsync(context);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>
    /// What a browser keeps of the market beside cookies goes with the session, also when it was ended elsewhere. Cookies stay: they hold
    /// the language, and that the member's own wrong passwords count apart from those of strangers (<see cref="KnownDevices"/>).
    /// </summary>
    private static Task ForgetInBrowser(CookieSigningOutContext context)
    {
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Task.CompletedTask;
    }

    /// <summary>The new name and roles of a member are those of the same session.</summary>
    private static Task KeepSession(SecurityStampRefreshingPrincipalContext context)
    {
        if (
            context is { CurrentPrincipal: { } before, NewPrincipal.Identity: ClaimsIdentity identity }
            && before.SessionId() is { } session
        )
        {
            identity.AddClaim(new Claim(MemberClaims.Session, session.ToString()));
        }

        return Task.CompletedTask;
    }

    private static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (IsForPrograms(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            context.Response.Redirect(
                QueryString.Create("returnTo", PageBehind(context.Request)).ToUriComponent().Insert(0, PeopleAddresses.SignIn)
            );
        }

        return Task.CompletedTask;
    }

    /// <summary>The bare status; people then get the page that explains it.</summary>
    private static Task SayNoAccess(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>
    /// The page to return to: after a form it is the one with the form, since an address that takes a form shows nothing.
    /// </summary>
    private static string PageBehind(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method))
        {
            return request.PathBase + request.Path + request.QueryString;
        }

        return Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) && page.Authority == request.Host.Value
            ? LocalAddress.Of(page.PathAndQuery)
            : "/";
    }

    private static bool IsForPrograms(HttpRequest request) =>
        request.Path.StartsWithSegments("/hubs") || request.Path.StartsWithSegments("/_blazor");
}
