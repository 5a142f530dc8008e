using System.Threading.RateLimiting;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Api;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Limits;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Verbs;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.Offices;
using AgriMarket.Web.People.OwnData;
using AgriMarket.Web.People.Passkeys;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Roles;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.People.SignIn;
using AgriMarket.Web.Shell.Layout;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People;

internal static class PeopleModule
{
    /// <summary>Of PBKDF2 with HMAC-SHA-512, as OWASP advises.</summary>
    private const int PasswordRounds = 210_000;

    public static void AddPeople(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MemberOptions>().BindConfiguration(MemberOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddMemberCookies();
        builder.Services.AddSessions();
        builder.Services.AddFactors();
        builder.Services.AddAuthorization(Policies.Configure);
        builder.Services.AddRolePermissions();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddScoped<AuthenticationStateProvider, MemberRevalidation>();
        builder
            .Services.AddIdentityCore<Member>(options =>
            {
                // PasswordRules decide; this is what is left of the framework's own.
                options.Password = new PasswordOptions
                {
                    RequiredLength = PasswordRules.MinLength,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                    RequiredUniqueChars = 1,
                };

                // Login decides what a login may be.
                options.User.AllowedUserNameCharacters = "";
            })
            .AddSignInManager<MemberSignIn>()
            .AddClaimsPrincipalFactory<MemberClaims>();
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = PasswordRounds);
        builder.Services.AddScoped(services => services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContext());
        builder.Services.AddScoped<IUserStore<Member>, MemberStore>();
        builder.Services.AddScoped<SignInService>();
        builder.Services.AddScoped<MemberService>();
        builder.Services.AddScoped<OwnDataService>();
        builder.Services.AddSingleton<IPersonalData, MemberPersonalData>();
        builder.Services.AddRoles();
        builder.Services.AddSingleton<OfficeService>();
        builder.Services.AddSingleton<OfficeReads>();
        builder.Services.AddSingleton<MemberReads>();
        builder.Services.AddRefusals<MemberText>("member");
        builder.Services.AddRefusals<OfficeText>("office");
        builder.Services.AddPeopleHelp();
        builder.AddContacts();
        builder.Services.AddRegister();
        builder.Services.AddToShell();
        builder.Services.AddVerb(MemberVerbs.Admin);
        builder.Services.AddRateLimiter(limits => limits.AddPolicy(Policies.PasswordForms, LimitByAddress));
    }

    private static void AddRoles(this IServiceCollection services)
    {
        services.AddSingleton<RoleService>();
        services.AddSingleton<RoleNotifier>();
        services.AddNotificationKinds(
            RoleNotifications.Waits,
            RoleNotifications.Confirmed,
            RoleNotifications.Declined,
            RoleNotifications.Revoked
        );
    }

    /// <summary>What somebody else has to do for whoever is refused.</summary>
    private static void AddPeopleHelp(this IServiceCollection services) =>
        services.AddRefusalsForHelp(
            "member.locked",
            "member.may-not-decide",
            "member.own-application",
            "member.other-region",
            "member.close-role",
            "member.factor-unreadable",
            "member.may-not-lock",
            "member.may-not-reset",
            "office.not-official",
            "office.not-administrator",
            "office.duty-edit",
            "office.duty-propose-money",
            "office.duty-approve-money",
            "office.duty-confirm-members",
            "office.duty-audit"
        );

    private static void AddToShell(this IServiceCollection services)
    {
        services.AddNavItem<MemberText>(new(NavPlaces.TopBar | NavPlaces.BottomBar, 80, "Nav.Me", PeopleAddresses.Me) { Picture = "me" });
        services.AddSingleton(new ShellPart(ShellSlot.TopBar, typeof(SignOutForm)));
        services.AddSingleton(new ShellPart(ShellSlot.PageEnd, typeof(SignOutForm)));
    }

    /// <summary>The register of acts, and from where they were done.</summary>
    private static void AddRegister(this IServiceCollection services)
    {
        services.AddSingleton<ActKinds>();
        services.AddSingleton<ActWords>();
        services.AddSingleton<RegisterReads>();
        services.AddScoped<CircuitHandler, CircuitOrigin>();
        services.AddSingleton<RefusalNotes>();
        services.AddSingleton<LimitNotes>();
        services.AddSingleton<ILimitNotes>(services => services.GetRequiredService<LimitNotes>());
        services.AddSingleton<IAuthorizationMiddlewareResultHandler>(services => services.GetRequiredService<RefusalNotes>());
        services.AddTransient<IAuthorizationService, HubRefusals>();
        services.AddActKinds(SecurityActs.All);
        services.AddActKinds(RoleActs.Confirm, RoleActs.Decline, RoleActs.Revoke, OfficeActs.ChangeDuties, OfficeActs.Rename);
        services.AddSingleton<IInvariants, RoleInvariants>();
    }

    private static void AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<MemberTokens>();
        services.AddSingleton<SessionLifetime>();
        services.AddSingleton<OpenSessions>();
        services.AddSingleton<MemberSessions>();
        services.AddHostedService<OldSessionJob>();
        services.AddScoped<TokenService>();
        services.AddSingleton<PasswordThrottle>();
        services.AddSingleton<KnownDevices>();
        services.AddScoped<PasswordCheck>();
    }

    private static void AddFactors(this IServiceCollection services)
    {
        services.AddSingleton<FactorKeys>();
        services.AddSingleton<FactorChecks>();
        services.AddSingleton<FactorGuard>();
        services.AddSingleton<FactorResets>();
        services.AddSingleton<FactorMessages>();
        services.AddScoped<FactorService>();
        services.AddSingleton<PasskeyChallenges>();
        services.AddScoped<IPasskeyHandler<Member>, PasskeyHandler<Member>>();
        services.AddScoped<PasskeyChecks>();
        services.AddScoped<PasskeyService>();
        services.ConfigureOptions<PasskeySettings>();
    }

    /// <summary>Looking at the form is free; sending it is counted by network address.</summary>
    private static RateLimitPartition<string> LimitByAddress(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            return RateLimitPartition.GetNoLimiter("");
        }

        var perMinute = context.RequestServices.GetRequiredService<IOptions<MemberOptions>>().Value.SignInsPerMinute;
        return RateLimitPartition.GetFixedWindowLimiter(
            Caller.NetworkOf(context.Connection.RemoteIpAddress),
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = perMinute,
                Window = TimeSpan.FromMinutes(1),
                QueueLimit = 0,
            }
        );
    }
}
