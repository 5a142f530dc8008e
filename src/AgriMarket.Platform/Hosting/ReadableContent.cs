using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Net.Http.Headers;

namespace AgriMarket.Platform.Hosting;

/// <summary>
/// A body says itself in which charset it is. One that is none, or is not read any more (UTF-7), is refused with 415: the framework
/// throws at it, wherever the body is read first.
/// </summary>
public static class ReadableContent
{
    /// <summary>Refuses a charset that nobody knows. It stands inside what answers bare statuses.</summary>
    public static void UseReadableContent(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (
                    HttpMethods.IsGet(context.Request.Method)
                    || !MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
                    || type.Parameters.FirstOrDefault(it => it.Name.Equals("charset", StringComparison.OrdinalIgnoreCase))
                        is not { } charset
                )
                {
                    return next(context);
                }

                var name = HeaderUtilities.RemoveQuotes(charset.Value);
                if (!IsKnown(name.ToString()))
                {
                    context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
                    return Task.CompletedTask;
                }

                if (name != charset.Value)
                {
                    // "utf-8" in quotes is the same, which the framework's reader of JSON does not know.
                    charset.Value = name;
                    context.Request.ContentType = type.ToString();
                }

                return next(context);
            }
        );

    /// <summary>
    /// Refuses a form of which a part is in such a charset: only who reads it finds that. What else is wrong with a form,
    /// the check of its token says.
    /// </summary>
    internal static async Task RefuseUnreadablePartsAsync(HttpContext context, RequestDelegate next)
    {
        if (
            HttpMethods.IsPost(context.Request.Method)
            && context.Request.HasFormContentType
            && context.GetEndpoint()?.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true }
        )
        {
            try
            {
                await context.Request.ReadFormAsync(context.RequestAborted);
            }
            catch (NotSupportedException)
            {
                context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
                return;
            }
            catch (Exception wrong) when (wrong is IOException or InvalidDataException)
            {
                // The check of the token gets the same, and refuses the form.
            }
        }

        await next(context);
    }

    private static bool IsKnown(string charset)
    {
        try
        {
            return Encoding.GetEncoding(charset) is not null;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
