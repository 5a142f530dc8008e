using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Demo;

/// <summary>The demo market (section <c>Demo</c>).</summary>
public sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Fills a database without members with a made-up market. Refused in Production.</summary>
    public bool Seed { get; set; }
}

internal static class DemoModule
{
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<DemoOptions>()
            .BindConfiguration(DemoOptions.Section)
            .Validate(
                options => !options.Seed || !builder.Environment.IsProduction(),
                "Demo:Seed is true, but this is Production, where nobody may be made up. Set Demo:Seed to false (environment "
                    + "variable Demo__Seed=false)."
            )
            .ValidateOnStart();
        builder.Services.AddSingleton<DemoMarket>();
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddHostedService<DemoGreeting>();
        }
    }

    /// <summary>Makes the demo market where the settings ask for one. After the reference data is loaded.</summary>
    public static Task SeedDemoAsync(this IServiceProvider services) => services.GetRequiredService<DemoMarket>().SeedAsync();
}
