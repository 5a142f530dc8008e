using AgriMarket.Platform.Storage.Outages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http.Features;

namespace AgriMarket.Platform.Hosting;

/// <summary>How the program meets the network: what it refuses at the door, what it answers when something goes wrong.</summary>
public static class HostingModule
{
    /// <summary>The most one request may carry. What takes files says so itself, on its own endpoint.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>The most fields of one form.</summary>
    public const int MaxFormFields = 500;

    /// <summary>Where lines stay open: the hub, and the circuits of working pages.</summary>
    private static readonly PathString[] Lines = ["/hubs", "/_blazor"];

    /// <summary>Where programs call: their answers stay as they are, while people get a page for what goes wrong.</summary>
    private static readonly PathString[] ForPrograms = ["/api", "/hubs", "/_blazor", "/health"];

    public static void AddHosting(this WebApplicationBuilder builder)
    {
        // So that the build output serves its files in Production too, not only what was published.
        builder.WebHost.UseStaticWebAssets();
        // Files go out as they were built: compressed, and kept by browsers for good. What looks for edits at every request instead
        // sends them uncompressed and forbids to keep them; "dotnet watch" brings edits into the page by itself.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        builder.Services.Configure<FormOptions>(form =>
        {
            form.ValueCountLimit = MaxFormFields;
            form.ValueLengthLimit = MaxBodyBytes;
            form.BufferBodyLengthLimit = MaxBodyBytes;
            form.MultipartBodyLengthLimit = MaxBodyBytes;
        });

        builder.Services.AddSingleton<IStartupFilter, HeadRequests>();
        builder.Services.AddTextCompression();
        builder.Services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "forms";
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // It would allow the market's own pages to frame each other, and the content security policy allows nobody.
            forms.SuppressXFrameOptionsHeader = true;
        });

        // In Development the framework would throw on a bad request, which the error page turns into a 500.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        builder.Services.AddProblemDetails();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        // Whoever asks is told; a line in the log for each time they ask tells nobody more.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddDrain();
    }

    /// <summary>
    /// Answers 400 to a Host header that makes no address, such as <c>name:99999</c>. Pages build addresses from it, so that
    /// it would otherwise fail in the page and again in the page for errors.
    /// </summary>
    public static void UseReadableHosts(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (Uri.TryCreate($"{context.Request.Scheme}://{context.Request.Host.Value}/", UriKind.Absolute, out _))
                {
                    return next(context);
                }

                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            }
        );

    /// <summary>
    /// Answers 400 to an address whose query holds the sign NUL, which nobody types, and which no text of a database may hold.
    /// </summary>
    public static void UseReadableQueries(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) != true)
                {
                    return next(context);
                }

                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            }
        );

    /// <summary>
    /// Once the program stops, it opens no line any more: the server has closed those that were open, and a client that comes back
    /// at once would be waited for until the host gives up, with nothing left for the writer to finish in.
    /// </summary>
    public static void UseLinesUntilTheEnd(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (
                    !app.Lifetime.ApplicationStopping.IsCancellationRequested
                    || !Array.Exists(Lines, line => context.Request.Path.StartsWithSegments(line))
                )
                {
                    return next(context);
                }

                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return Task.CompletedTask;
            }
        );

    /// <summary>People get a page that says what happened and what to do; programs get a problem in JSON, or just the status.</summary>
    /// <param name="errorPage">The address of the page that is shown after an exception.</param>
    /// <param name="statusPage">The address of the page for a bare status, with <c>{0}</c> for the status.</param>
    public static void UseErrorPages(this WebApplication app, string errorPage, string statusPage)
    {
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = errorPage,
                CreateScopeForErrors = true,
                StatusCodeSelector = StatusOf,
            }
        );
        app.UseStatusCodePagesWithReExecute(statusPage, createScopeForStatusCodePages: true);
        app.UseWhen(
            IsForPrograms,
            programs =>
            {
                programs.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf });
                programs.Use(
                    (context, next) =>
                    {
                        context.Features.GetRequiredFeature<IStatusCodePagesFeature>().Enabled = false;
                        return next(context);
                    }
                );
            }
        );
        app.Use(
            (context, next) =>
            {
                // The page about a refused form is read, not sent: as a post it would be refused for the same missing token.
                if (
                    context.Features.Get<IStatusCodeReExecuteFeature>() is not null
                    || context.Features.Get<IExceptionHandlerFeature>() is not null
                )
                {
                    context.Request.Method = HttpMethods.Get;
                }

                return next(context);
            }
        );
    }

    /// <summary>
    /// A form without the token of its page is refused here with 400, before any page or endpoint sees it: left to them, a page
    /// would answer with nothing to read.
    /// </summary>
    public static void UseFormTokens(this WebApplication app)
    {
        app.Use(ReadableContent.RefuseUnreadablePartsAsync);
        app.UseAntiforgery();
        app.Use(
            (context, next) =>
            {
                if (
                    HttpMethods.IsGet(context.Request.Method)
                    || context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }
                )
                {
                    return next(context);
                }

                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            }
        );
    }

    public static void MapHosting(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }

    private static bool IsForPrograms(HttpContext context) =>
        Array.Exists(ForPrograms, path => context.Request.Path.StartsWithSegments(path));

    /// <summary>What the sender did wrong is not the program's fault, and a database that is away will be back.</summary>
    private static int StatusOf(Exception exception) =>
        exception switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            _ when exception.IsOutage() => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
}
