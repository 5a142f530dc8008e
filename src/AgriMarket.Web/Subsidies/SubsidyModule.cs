using AgriMarket.Web.Platform.Audit;
using AgriMarket.Web.Platform.Shell;

namespace AgriMarket.Web.Subsidies;

internal static class SubsidyModule
{
    public static void AddSubsidies(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FundService>();
        builder.Services.AddSingleton<FundChangeService>();
        builder.Services.AddSingleton<RunningSchemes>();
        builder.Services.AddSingleton<FundReads>();
        builder.Services.AddSingleton<IInvariants, SubsidyInvariants>();
        builder.Services.AddSingleton<FundUseNews>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FundUseNews>());
        builder.Services.AddScoped<SchemeWords>();
        builder.Services.AddScoped<EntryWords>();
        builder.Services.AddRefusals<SubsidyText>("scheme", "fund");
    }
}
