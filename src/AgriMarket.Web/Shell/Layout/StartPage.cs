using Microsoft.AspNetCore.Authorization;

namespace AgriMarket.Web.Shell.Layout;

/// <summary>A page that those who work here begin on when they have signed in; a module hands it in for who works there.</summary>
/// <param name="Order">Whoever may begin on several begins on the lowest.</param>
/// <param name="Policy">Who begins there.</param>
public sealed record StartPage(int Order, string Policy, string Address);

internal static class StartPages
{
    /// <summary>The front door, for those who begin nowhere else.</summary>
    public const string Usual = "/";

    public static void AddStartPage(this IServiceCollection services, StartPage page) => services.AddSingleton(page);

    /// <summary>Where a visitor begins.</summary>
    public static async Task<string> OfAsync(HttpContext visit, IEnumerable<StartPage> pages, IAuthorizationService rights)
    {
        foreach (var page in pages.OrderBy(page => page.Order))
        {
            if ((await rights.AuthorizeAsync(visit.User, page.Policy)).Succeeded)
            {
                return page.Address;
            }
        }

        return Usual;
    }
}
