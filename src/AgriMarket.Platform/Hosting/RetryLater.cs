using System.Globalization;

namespace AgriMarket.Platform.Hosting;

/// <summary>Whatever is answered with 503, to a person or to a program, says when it is worth coming back.</summary>
public static class RetryLater
{
    /// <summary>Seconds, where nobody knows better: outages are short, or long enough for a program to ask many times.</summary>
    public const int Seconds = 1;

    private static readonly string Header = Seconds.ToString(CultureInfo.InvariantCulture);

    /// <summary>It stands outside of all that answers.</summary>
    public static void UseRetryLater(this WebApplication app) =>
        app.Use(
            static (context, next) =>
            {
                context.Response.OnStarting(
                    static state =>
                    {
                        var response = (HttpResponse)state;
                        if (response.StatusCode == StatusCodes.Status503ServiceUnavailable && response.Headers.RetryAfter.Count == 0)
                        {
                            response.Headers.RetryAfter = Header;
                        }

                        return Task.CompletedTask;
                    },
                    context.Response
                );
                return next(context);
            }
        );
}
