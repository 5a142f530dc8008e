using AgriMarket.Domain.Members;
using AgriMarket.Platform.Audit;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Shell.Layout;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Support.Tastings;

/// <summary>A capability that the market does not have: visitors taste what farmers bring along.</summary>
internal static class TastingModule
{
    public const string Address = "/tastings";

    /// <summary>Lets a member hold a tasting.</summary>
    public const string Hosts = "tasting-hosts";

    /// <summary>What can be watched of tastings.</summary>
    public const string Topic = "tastings";

    public static readonly NotificationKind Opened = new("TastingOpened", Group, typeof(TastingText), "Notify.TastingOpened")
    {
        Links = _ => [new("Notify.SeeTastings", Address)],
    };

    private static NotificationGroup Group => new("Tastings", 70, typeof(TastingText), "Notify.Group.Tastings");

    public static void AddTastings(this IServiceCollection services)
    {
        services.AddPermission(Hosts, MemberRole.Farmer);
        services.AddSingleton(new PageAssembly(typeof(TastingPage).Assembly));
        services.AddNavItem<TastingText>(new(NavPlaces.TopBar | NavPlaces.Me, 35, "Nav.Tastings", Address) { Picture = "leaf" });
        services.AddNotificationKinds(Opened);
        services.AddSingleton<IInvariants, TastingInvariants>();
    }
}
