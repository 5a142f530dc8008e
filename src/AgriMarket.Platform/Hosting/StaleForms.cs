using Microsoft.AspNetCore.Components.Endpoints;

namespace AgriMarket.Platform.Hosting;

/// <summary>
/// A page may have lost its form since it was opened: the order is paid in another tab, the lot is off sale. Blazor answers what is
/// sent from it with 400 and a sentence for programmers; whoever sent it gets the page as it is now instead, which says what has changed.
/// </summary>
public static partial class StaleForms
{
    /// <summary>Below what checks the tokens of forms, whose refusals stay what they are.</summary>
    public static void UseStaleForms(this WebApplication app) =>
        app.Use(
            static async (context, next) =>
            {
                if (
                    !HttpMethods.IsPost(context.Request.Method)
                    || context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null
                )
                {
                    await next(context);
                    return;
                }

                // In Development there is a text, and the answer has begun when the page comes back; in Production there is none.
                context.Response.OnStarting(() => ShowPageInstead(context));
                await next(context);
                if (!context.Response.HasStarted)
                {
                    await ShowPageInstead(context);
                }
            }
        );

    private static Task ShowPageInstead(HttpContext context)
    {
        if (context.Response.StatusCode == StatusCodes.Status400BadRequest)
        {
            var page = context.Request;
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = $"{page.PathBase}{page.Path}{page.QueryString}";
            // A form whose name is wrong in the code looks the same.
            var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StaleForms));
            LogFormGone(log, page.Path);
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A form was sent that {Path} does not have (any more); its page was shown.")]
    private static partial void LogFormGone(ILogger logger, PathString path);
}
