using AgriMarket.Platform.Api;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Operations.SystemStatus;

internal static class SystemModule
{
    public static void AddAdmin(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SystemReads>();
        builder.Services.AddScoped<DueFormatter>();
        builder.Services.AddRefusals<SystemText>("due");
    }
}
