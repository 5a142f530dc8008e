using AgriMarket.Platform.Jobs;
using AgriMarket.Web.Trade.Deliveries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Trade.Carriers;

internal static class CarrierModule
{
    /// <summary>Far more than the longest story of a parcel.</summary>
    public const int MaxBodyBytes = 128 * 1024;

    public static void AddCarriers(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<CarrierOptions>().BindConfiguration(CarrierOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CarrierScanInbox>();
        services.AddSingleton<CarrierSignal>();
        services.AddDueWork<DeliveryText>(CarrierRegistrations.Name, SandboxScanJob.Name);
        switch (ProviderOf(builder.Configuration, builder.Environment))
        {
            case CarrierOptions.Kuaidi100Name:
                services.AddSingleton<ICarrierTracking, Kuaidi100Carrier>();
                break;
            case CarrierOptions.Sandbox:
                services.AddSingleton<ICarrierTracking, SandboxCarrier>();
                services.AddSingleton<SandboxScanJob>();
                services.AddHostedService(provider => provider.GetRequiredService<SandboxScanJob>());
                break;
            default:
                return;
        }

        services.AddSingleton<CarrierRegistrations>();
        services.AddHostedService<CarrierRegistrationJob>();
    }

    /// <summary>
    /// Whether the market may open with the scans it believes; otherwise a sentence on the console. Asked when it opens and not of verbs.
    /// </summary>
    public static bool HasScansThatAreMeant(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<CarrierOptions>>().Value;
        if (!app.Environment.IsProduction() || options.Provider != CarrierOptions.Sandbox || options.AllowSandbox)
        {
            return true;
        }

        Console.Error.WriteLine(
            "Carriers:Provider is \"sandbox\", but this is Production, where public money would follow scans that are made up. Set "
                + "Carriers:Provider to \"kuaidi100\" or \"none\", or, to try the market out, Carriers:AllowSandbox to true "
                + "(environment variable Carriers__AllowSandbox=true)."
        );
        return false;
    }

    /// <summary>Where carriers' scans are reported to; nowhere unless somebody follows them.</summary>
    public static void MapCarriers(this RouteGroupBuilder api)
    {
        if (((IEndpointRouteBuilder)api).ServiceProvider.GetService<ICarrierTracking>() is not { } carriers)
        {
            return;
        }

        // Whose reports they are is said by their signature; and no limit of requests, since they come in bursts.
        api.MapPost(
                $"/carriers/{carriers.Name}/scans",
                (HttpRequest request, CarrierScanInbox inbox) => TakeAsync(request, carriers, inbox)
            )
            .AllowAnonymous()
            .DisableAntiforgery()
            .DisableRateLimiting()
            .ExcludeFromDescription()
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
    }

    /// <summary>
    /// Answers 200, in the words that Kuaidi100 waits for, once a report is durable; 400 to what is not signed or cannot be read, 413 to
    /// what is too large, 429 when the market cannot take it now: then it is reported again.
    /// </summary>
    private static async Task<Results<Ok<CarrierAnswer>, StatusCodeHttpResult>> TakeAsync(
        HttpRequest request,
        ICarrierTracking carriers,
        CarrierScanInbox inbox
    )
    {
        if (await ReadAsync(request) is not { } body)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (carriers.Read(body) is not { } report)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        return (await inbox.RecordAsync(report)).IsOk
            ? TypedResults.Ok(new CarrierAnswer(true, "200", "成功"))
            : TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
    }

    /// <summary>The body; null when it is too large.</summary>
    private static async Task<string?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxBodyBytes)
        {
            return null;
        }

        var buffer = new byte[MaxBodyBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(
            buffer,
            buffer.Length,
            throwOnEndOfStream: false,
            request.HttpContext.RequestAborted
        );
        return length > MaxBodyBytes ? null : System.Text.Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static string ProviderOf(ConfigurationManager settings, IWebHostEnvironment environment) =>
        settings[$"{CarrierOptions.Section}:{nameof(CarrierOptions.Provider)}"] is { Length: > 0 } said ? said
        : environment.IsDevelopment() ? CarrierOptions.Sandbox
        : CarrierOptions.None;
}

/// <summary>That a report was taken in.</summary>
internal sealed record CarrierAnswer(bool Result, string ReturnCode, string Message);
