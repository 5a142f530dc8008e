using AgriMarket.Platform.Limits;

namespace AgriMarket.Web.Shell.PageCache;

/// <summary>
/// A working page whose circuit would be refused would stand there and answer nothing. Whoever has as many open as they may have
/// gets the page that says so instead.
/// </summary>
internal static class RoomForCircuits
{
    public static void UseRoomForCircuits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<CallLimits>();
        app.Use(
            (context, next) =>
            {
                if (
                    !HttpMethods.IsGet(context.Request.Method)
                    || !FullPageLoads.IsWorkingPage(context.GetEndpoint())
                    || limits.HasRoom(Caller.Of(context, CommonLimits.Circuits))
                )
                {
                    return next(context);
                }

                context.Response.Headers.RetryAfter = "60";
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return Task.CompletedTask;
            }
        );
    }
}
