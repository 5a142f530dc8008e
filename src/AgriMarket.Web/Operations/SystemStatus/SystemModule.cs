namespace AgriMarket.Web.Operations.SystemStatus;

internal static class SystemModule
{
    public static void AddAdmin(this WebApplicationBuilder builder) => builder.Services.AddSingleton<SystemReads>();
}
