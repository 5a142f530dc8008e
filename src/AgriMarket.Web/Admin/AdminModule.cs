namespace AgriMarket.Web.Admin;

internal static class AdminModule
{
    public static void AddAdmin(this WebApplicationBuilder builder) => builder.Services.AddSingleton<SystemReads>();
}
