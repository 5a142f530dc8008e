using AgriMarket.Web.Government.Backlog;
using AgriMarket.Web.Government.Orders;
using AgriMarket.Web.Government.Overview;

namespace AgriMarket.Web.Government;

/// <summary>What officials do.</summary>
internal static class GovernmentModule
{
    public static void AddGovernment(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OverviewReads>();
        builder.Services.AddSingleton<BacklogReads>();
        builder.Services.AddSingleton<OfficialOrderReads>();
    }
}
