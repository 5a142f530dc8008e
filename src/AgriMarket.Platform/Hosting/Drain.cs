using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AgriMarket.Platform.Hosting;

/// <summary>
/// The server alone, told to stop, closes at once every connection on which it is not just answering: what a client has sent on it at that
/// moment is lost, and the client sees a reset. So the door stays open a little longer: what comes is answered, every answer asks to be
/// the last of its connection, and <c>/health/ready</c> sends proxies elsewhere.
/// </summary>
internal sealed class Drain(IHostApplicationLifetime lifetime, IServer server, IOptions<DrainOptions> options)
    : IHostedLifecycleService,
        IHealthCheck
{
    public bool HasBegun => lifetime.ApplicationStopping.IsCancellationRequested;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Comes before the server and the writer are told to stop. A server of tests, which listens nowhere, need not wait.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) =>
        server.Features.Get<IServerAddressesFeature>() is null
            ? Task.CompletedTask
            : Task.Delay(TimeSpan.FromSeconds(options.Value.DrainSeconds), TimeProvider.System, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HasBegun ? HealthCheckResult.Unhealthy("The market is stopping.") : HealthCheckResult.Healthy());
}

public static class DrainModule
{
    internal static void AddDrain(this IServiceCollection services)
    {
        services.AddOptions<DrainOptions>().BindConfiguration(DrainOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Drain>();
        services.AddHostedService(program => program.GetRequiredService<Drain>());
        services.AddHealthChecks().AddCheck<Drain>("stopping");
    }

    /// <summary>Ends each connection with the answer that goes out once the program stops. It stands outside of all that answers.</summary>
    public static void UseDrain(this WebApplication app)
    {
        var drain = app.Services.GetRequiredService<Drain>();
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(
                    static state =>
                    {
                        var (drain, response) = ((Drain, HttpResponse))state;
                        if (drain.HasBegun)
                        {
                            response.Headers.Connection = "close";
                        }

                        return Task.CompletedTask;
                    },
                    (drain, context.Response)
                );
                return next(context);
            }
        );
    }
}
