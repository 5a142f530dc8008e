using AgriMarket.Domain.Members;
using Microsoft.AspNetCore.Authorization;

namespace AgriMarket.Web.People.Security;

/// <summary>
/// The policies that pages and endpoints name. What names none is closed to everybody who is not signed in, and a house test
/// sees to it that each names one.
/// </summary>
public static class Policies
{
    /// <summary>The rate limit of forms that take a password.</summary>
    public const string PasswordForms = "password-forms";

    /// <summary>Lets a member watch every lot of the market live.</summary>
    public const string WholeMarket = "live-whole-market";

    /// <summary>Anybody signed in.</summary>
    public const string Member = "member";

    /// <summary>Farmers, co-operatives and agents.</summary>
    public const string Seller = "seller";

    /// <summary>Canteens, supermarkets and companies that buy in bulk.</summary>
    public const string Institution = "institution";

    /// <summary>Government accounts.</summary>
    public const string Official = "official";

    /// <summary>Those who confirm applications: officials and administrators.</summary>
    public const string Decider = "decider";

    /// <summary>Those who run the market.</summary>
    public const string Administrator = "administrator";

    public static void Configure(AuthorizationOptions options)
    {
        var signedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        options.DefaultPolicy = signedIn;
        // Nobody is asked who they are on the way to nowhere: routing itself answers 404, and 405 by an endpoint without a route.
        options.FallbackPolicy = new AuthorizationPolicyBuilder()
            .RequireAssertion(asked =>
                asked.User.Identity?.IsAuthenticated == true
                || asked.Resource is HttpContext context && context.GetEndpoint() is not RouteEndpoint
            )
            .Build();
        options.AddPolicy(Member, signedIn);
        options.AddPolicy(Seller, policy => policy.RequireRole(RoleRules.Sellers.Select(role => role.ToString())));
        options.AddPolicy(Institution, policy => policy.RequireRole(nameof(MemberRole.Institution)));
        options.AddPolicy(Official, policy => policy.RequireRole(nameof(MemberRole.Official)));
        options.AddPolicy(Decider, policy => policy.RequireRole(nameof(MemberRole.Official), nameof(MemberRole.Administrator)));
        options.AddPolicy(Administrator, policy => policy.RequireRole(nameof(MemberRole.Administrator)));
        options.AddPolicy(WholeMarket, options.GetPolicy(Decider)!);
    }
}
