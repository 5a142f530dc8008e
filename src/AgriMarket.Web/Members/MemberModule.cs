using AgriMarket.Web.Platform.Storage;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Members;

internal static class MemberModule
{
    public static void AddMembers(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.AddAuthorization(Policies.Configure);
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddIdentityCore<Member>(options =>
            {
                // Length is what makes a password strong (NIST SP 800-63B): no composition rules.
                options.Password = new PasswordOptions { RequiredLength = 8, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 3 };
                options.Lockout.MaxFailedAccessAttempts = 10;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            })
            .AddSignInManager()
            .AddClaimsPrincipalFactory<MemberClaims>();
        builder.Services.AddScoped(services => services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContext());
        builder.Services.AddScoped<IUserStore<Member>, UserOnlyStore<Member, MarketDb, Guid>>();
    }
}
