namespace AgriMarket.Platform.Hosting;

/// <summary>
/// Answers HEAD as GET is answered, without the body: link checkers, monitors and caches ask so. Routing chooses by the method before any
/// middleware of the program runs, so this is a filter of the start, which stands before routing.
/// </summary>
internal sealed class HeadRequests : IStartupFilter
{
    /// <summary>Lines that stay open: nothing is to be known about them but by opening one.</summary>
    private static readonly PathString[] Lines = ["/hubs", "/_blazor"];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(AnswerAsync);
            next(app);
        };

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsHead(context.Request.Method) || Array.Exists(Lines, line => context.Request.Path.StartsWithSegments(line)))
        {
            await next(context);
            return;
        }

        context.Request.Method = HttpMethods.Get;
        context.Response.Body = Stream.Null;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
        }
    }
}
