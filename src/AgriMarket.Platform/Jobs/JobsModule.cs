namespace AgriMarket.Platform.Jobs;

public static class JobsModule
{
    public static void AddJobs(this WebApplicationBuilder builder) => builder.Services.AddSingleton<DueWork>();
}
