using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Authorization;

namespace AgriMarket.Web.People.Security;

/// <summary>
/// The policies that pages and endpoints name everywhere; a module hands in those of its own by <see cref="AddPermission"/>. What
/// names none is closed to everybody who is not signed in, and a house test sees to it that each names one.
/// </summary>
public static class Policies
{
    /// <summary>The rate limit of forms that take a password.</summary>
    public const string PasswordForms = "password-forms";

    /// <summary>Anybody signed in.</summary>
    public const string Member = "member";

    /// <summary>Farmers, co-operatives and agents.</summary>
    public const string Seller = "seller";

    /// <summary>Canteens, supermarkets and companies that buy in bulk.</summary>
    public const string Institution = "institution";

    /// <summary>Government accounts.</summary>
    public const string Official = "official";

    /// <summary>Officials and administrators.</summary>
    public const string Decider = "decider";

    /// <summary>Those who confirm applications: officials whose duty it is, and administrators.</summary>
    public const string Confirmer = "confirmer";

    /// <summary>Those who read the register: officials whose duty it is, and administrators.</summary>
    public const string Auditor = "auditor";

    /// <summary>Officials who propose what public money is spent on.</summary>
    public const string MoneyProposer = "money-proposer";

    /// <summary>Whoever has a page of their own to work on: everybody but residents.</summary>
    public const string Worker = "worker";

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
    }

    /// <summary>Hands in the permissions that are named after roles.</summary>
    public static void AddRolePermissions(this IServiceCollection services)
    {
        services.AddPermission(Seller, [.. RoleRules.Sellers]);
        services.AddPermission(Institution, MemberRole.Institution);
        services.AddPermission(Official, MemberRole.Official);
        services.AddPermission(Decider, MemberRole.Official, MemberRole.Administrator);
        services.AddPermission(Administrator, MemberRole.Administrator);
        services.AddPermission(Worker, [.. RoleRules.Sellers, MemberRole.Institution, MemberRole.Official, MemberRole.Administrator]);
        services.AddDutyPermission(Confirmer, Duties.ConfirmMembers, MemberRole.Administrator);
        services.AddDutyPermission(Auditor, Duties.Audit, MemberRole.Administrator);
        services.AddDutyPermission(MoneyProposer, Duties.ProposeMoney);
    }

    /// <summary>Hands in a permission of a module's own: pages, endpoints, hub methods and navigation name it as their policy.</summary>
    /// <param name="name">Unique in the market.</param>
    /// <param name="roles">Who has it; one of them is enough.</param>
    public static void AddPermission(this IServiceCollection services, string name, params IReadOnlyList<MemberRole> roles) =>
        services.AddAuthorizationBuilder().AddPolicy(name, policy => policy.RequireRole(roles.Select(role => role.ToString())));

    /// <summary>As <see cref="AddPermission"/>, for officials with a duty.</summary>
    /// <param name="roles">Who has it besides.</param>
    private static void AddDutyPermission(this IServiceCollection services, string name, Duties duty, params MemberRole[] roles) =>
        services
            .AddAuthorizationBuilder()
            .AddPolicy(name, policy => policy.RequireAssertion(asked => asked.User.Has(duty) || roles.Any(asked.User.Is)));
}
