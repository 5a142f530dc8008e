using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Shell.Layout;

/// <summary>The navigations that modules fill.</summary>
[Flags]
public enum NavPlaces
{
    None = 0,
    TopBar = 1,
    BottomBar = 2,
    BackOffice = 4,

    /// <summary>The links of the page about the member.</summary>
    Me = 8,
}

/// <summary>A link that a module hands in for the navigations, which know no module.</summary>
/// <param name="Order">Within a navigation from low to high; the numbers of the others are where they are handed in.</param>
/// <param name="Key">Of its word in the resource it is handed in with.</param>
public sealed record NavItem(NavPlaces Places, int Order, string Key, string Address)
{
    /// <summary>Who sees it; null for everybody. What the page itself shows is the page's policy.</summary>
    public string? Policy { get; init; }

    /// <summary>Who does not see it, because the place is for what they do; null for nobody.</summary>
    public string? HiddenFrom { get; init; }

    /// <summary>The name of its picture, for navigations that have pictures; empty for none.</summary>
    public string Picture { get; init; } = "";

    /// <summary>It is the present one on its own page only, and not on those whose addresses begin with it.</summary>
    public bool IsExact { get; init; }

    /// <summary>A component without parameters behind the word, such as a count; null for none.</summary>
    public Type? Badge { get; init; }

    /// <summary>Names the resource of its word.</summary>
    internal Type Texts { get; init; } = typeof(ShellText);
}

internal static class NavItems
{
    public static void AddNavItem<TText>(this IServiceCollection services, NavItem item) =>
        services.AddSingleton(item with { Texts = typeof(TText) });
}
