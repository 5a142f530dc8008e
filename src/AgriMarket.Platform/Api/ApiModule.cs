using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Storage.Outages;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace AgriMarket.Platform.Api;

/// <summary>The market for programs: how REST requests are read, and how what goes wrong is answered.</summary>
public static class ApiModule
{
    public const string Path = "/api/v1";

    /// <summary>The most one request may carry: ten times the largest order.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddRefusals<ApiText>("api");
        builder.Services.ConfigureHttpJsonOptions(json => ReadStrictly(json.SerializerOptions));
        builder.AddApiDocument();
    }

    /// <summary>
    /// Answers whatever goes wrong under <see cref="Path"/> as a problem. It stands behind the reader's language, since the
    /// sentences are in it, and inside the error pages, which are for people.
    /// </summary>
    public static void UseApiProblems(this WebApplication app) =>
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(Path),
            api =>
            {
                api.UseExceptionHandler(
                    new ExceptionHandlerOptions { StatusCodeSelector = StatusOf, ExceptionHandler = WriteFailureAsync }
                );
                api.UseStatusCodePages(page => WriteProblemAsync(page.HttpContext));
            }
        );

    /// <summary>The group that capabilities add their endpoints to, and the document that describes them.</summary>
    public static RouteGroupBuilder MapApi(this WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        var api = app.MapGroup(Path).WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));

        // Which kind of content it is, is for the endpoint to judge (415). Routing would pass anything else on to the endpoint
        // for addresses that lead nowhere, which takes every kind.
        ((IEndpointConventionBuilder)api).Finally(endpoint =>
            endpoint.Metadata.OfType<IAcceptsMetadata>().ToList().ForEach(accepts => endpoint.Metadata.Remove(accepts))
        );
        return api;
    }

    private static int StatusOf(Exception exception) =>
        exception switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            _ when exception.IsOutage() => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };

    /// <summary>
    /// While the database is away, what only reads is told so. What writes may have been stored before its answer failed: it is told to
    /// find out by sending the same again.
    /// </summary>
    private static Task WriteFailureAsync(HttpContext context)
    {
        if (context.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error.IsOutage())
        {
            var method = context.Request.Method;
            var isRead = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
            return new Refused(new Rejection(isRead ? StorageOutage.Unavailable : StorageOutage.OutcomeUnknown)).ExecuteAsync(context);
        }

        return WriteProblemAsync(context);
    }

    private static Task WriteProblemAsync(HttpContext context) => Refused.WriteAsync(context, context.Response.StatusCode);

    /// <summary>
    /// What is missing, null where nothing may be, of another type, or unknown cannot be read. Unknown members too: one that is
    /// misspelled, such as the sum a buyer expects, must not count as not sent.
    /// </summary>
    private static void ReadStrictly(JsonSerializerOptions json)
    {
        json.RespectRequiredConstructorParameters = true;
        json.RespectNullableAnnotations = true;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));

        // Chinese goes out as it is, in a third of the bytes.
        json.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
    }
}
