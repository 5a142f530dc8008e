using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace AgriMarket.Platform.Limits;

/// <summary>Says which limit an endpoint's calls count for, besides the one of all requests.</summary>
internal sealed record CountsAs(string Limit);

/// <summary>
/// Nobody's calls keep others waiting: all requests are counted by member and address, and so are lines that stay open, their
/// messages, and what modules hand in with <see cref="AddLimit"/>.
/// </summary>
public static class LimitModule
{
    public static void AddLimits(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section);
        services.AddSingleton<CallLimits>();
        services.AddCommonLimits();
        services.AddRateLimiter(limiter => limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests);
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<CallLimits, IOptionsMonitor<CallLimitOptions>>(
                (limiter, calls, options) =>
                {
                    // Turns first: who waits for one has not been counted yet, and is counted once.
                    limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                        calls.Turns(context => TakesTurns(context) ? Caller.Of(context, CommonLimits.Requests) : Caller.Unlimited),
                        calls.Rates(context => IsCounted(context) ? Caller.Of(context, CommonLimits.Requests) : Caller.Unlimited),
                        calls.Rates(context => IsCounted(context) ? Own(context) : Caller.Unlimited),
                        calls.Open(context => LineOf(context) is { } line ? Caller.Of(context, line) : Caller.Unlimited)
                    );
                    limiter.OnRejected = async (rejected, _) =>
                    {
                        Explain(rejected, calls, options);
                        foreach (var notes in rejected.HttpContext.RequestServices.GetServices<ILimitNotes>())
                        {
                            await notes.NoteAsync(rejected.HttpContext);
                        }
                    };
                }
            );
        services.AddSingleton<HubCallLimits>();
        services.Configure<HubOptions>(hubs => hubs.AddFilter<HubCallLimits>());
        HubCallLimits.QuietFramework(builder.Logging);
    }

    /// <summary>Hands in a limit: its settings are in the section <c>Limits:</c> and its name.</summary>
    /// <param name="defaults">What holds where the settings say nothing.</param>
    public static void AddLimit(this IServiceCollection services, string name, CallLimitOptions defaults) =>
        services
            .AddOptions<CallLimitOptions>(name)
            .Configure(limit =>
            {
                (limit.MemberBurst, limit.MemberPerMinute) = (defaults.MemberBurst, defaults.MemberPerMinute);
                (limit.AddressBurst, limit.AddressPerMinute) = (defaults.AddressBurst, defaults.AddressPerMinute);
                (limit.MemberOpen, limit.AddressOpen, limit.AllOpen) = (defaults.MemberOpen, defaults.AddressOpen, defaults.AllOpen);
                limit.MostWaiting = defaults.MostWaiting;
            })
            .BindConfiguration($"{LimitOptions.Section}:{name}")
            .ValidateDataAnnotations()
            .ValidateOnStart();

    /// <summary>Counts an endpoint's calls for a limit of their own too, and says in each answer how many are left.</summary>
    public static TBuilder CountAs<TBuilder>(this TBuilder endpoints, string limit)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new CountsAs(limit));

    /// <summary>After what knows who calls.</summary>
    public static void UseLimits(this WebApplication app)
    {
        app.UseRateLimiter();
        var (calls, options) = (
            app.Services.GetRequiredService<CallLimits>(),
            app.Services.GetRequiredService<IOptionsMonitor<CallLimitOptions>>()
        );
        app.Use(
            (context, next) =>
            {
                if (context.GetEndpoint()?.Metadata.GetMetadata<CountsAs>() is { } counts)
                {
                    var caller = Caller.Of(context, counts.Limit);
                    RateLimitHeaders.Write(
                        context.Response,
                        caller,
                        calls.Statistics(caller)?.CurrentAvailablePermits,
                        options.Get(counts.Limit)
                    );
                }

                return next(context);
            }
        );
    }

    /// <summary>
    /// Files are cheap and come by the dozen with a page, what a line carries is counted call by call, and the page about a refusal must
    /// not be refused.
    /// </summary>
    private static bool IsCounted(HttpContext context) =>
        (LineOf(context) is null || IsOpening(context.Request) || IsNegotiation(context.Request))
        && context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null
        && context.Features.Get<IStatusCodeReExecuteFeature>() is null
        && context.Features.Get<IExceptionHandlerFeature>() is null;

    /// <summary>What a request counts for besides: what its endpoint says, or the line it opens.</summary>
    private static Caller Own(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<CountsAs>() is { } counts ? Caller.Of(context, counts.Limit)
        : LineOf(context) is { } line && IsOpening(context.Request) ? Caller.Of(context, line)
        : Caller.Unlimited;

    private static string? LineOf(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/hubs") ? CommonLimits.Lines
        : context.Request.Path.StartsWithSegments("/_blazor") ? CommonLimits.Circuits
        : null;

    /// <summary>
    /// What is read, pages above all, costs the market's own processors. A command may wait for the payment provider, and nobody of
    /// the same office shall wait for that.
    /// </summary>
    private static bool TakesTurns(HttpContext context) =>
        IsCounted(context) && LineOf(context) is null && HttpMethods.IsGet(context.Request.Method);

    /// <summary>A web socket, whatever the version of HTTP.</summary>
    private static bool IsOpening(HttpRequest request) => request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(request.Method);

    private static bool IsNegotiation(HttpRequest request) => request.Path.Value!.EndsWith("/negotiate", StringComparison.Ordinal);

    private static void Explain(OnRejectedContext rejected, CallLimits calls, IOptionsMonitor<CallLimitOptions> options)
    {
        var context = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>() is null)
        {
            var limit = context.GetEndpoint()?.Metadata.GetMetadata<CountsAs>()?.Limit ?? LineOf(context) ?? CommonLimits.Requests;
            RateLimitHeaders.Write(context.Response, Caller.Of(context, limit), left: 0, options.Get(limit), wait);
        }

        // A program's problem is cheap to write, and the program reads it.
        if (
            !context.Request.Path.StartsWithSegments("/api")
            && context.Features.Get<IStatusCodePagesFeature>() is { } page
            && !calls.Allows(Caller.Of(context, CommonLimits.Explanations))
        )
        {
            page.Enabled = false;
        }
    }
}
