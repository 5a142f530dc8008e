using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Support.Visitors;

/// <summary>What a page that a test renders by itself works with.</summary>
internal static class PageServices
{
    /// <summary>
    /// The real market's services, where the test brings none of its own. Whether its member may be on the page is not asked: the
    /// tests of <c>AuthorizingActivator</c> do that for all pages.
    /// </summary>
    public static void AddMarket(this BunitServiceProvider services, MarketApp market)
    {
        services.AddSingleton<IComponentActivator>(new PlainActivator(services));
        services.AddFallbackServiceProvider(market.Services.CreateScope().ServiceProvider);
    }

    private sealed class PlainActivator(IServiceProvider services) : IComponentActivator
    {
        public IComponent CreateInstance(Type componentType) => (IComponent)ActivatorUtilities.CreateInstance(services, componentType);
    }
}
