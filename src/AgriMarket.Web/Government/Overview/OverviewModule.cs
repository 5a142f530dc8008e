namespace AgriMarket.Web.Government.Overview;

internal static class OverviewModule
{
    public static void AddDesk(this WebApplicationBuilder builder) => builder.Services.AddSingleton<OverviewReads>();
}
