namespace AgriMarket.Web.Trade.Findings;

internal static class FindingModule
{
    public static void AddFindings(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<FindingOptions>().BindConfiguration(FindingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FindingPolicy>();
        services.AddSingleton<FindingFinder>();
        services.AddSingleton<FindingReads>();
        services.AddScoped<FindingFormatter>();
        services.AddHostedService<FindingJob>();
    }
}
