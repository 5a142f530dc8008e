using System.Globalization;
using System.Reflection;
using System.Text.Json;
using AgriMarket.Domain.Common;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace AgriMarket.Platform.Api;

/// <summary>A refusal as programs get it, with the status that <see cref="RefusalStatus"/> says.</summary>
public sealed class Refused(params IReadOnlyList<Rejection> rejections) : IResult, IEndpointMetadataProvider
{
    public const string ContentType = "application/problem+json";

    public Task ExecuteAsync(HttpContext httpContext) =>
        WriteAsync(httpContext, RefusalStatus.Of(rejections[0]), rejections[0], rejections);

    /// <summary>Writes what a status without an answer stands for.</summary>
    public static Task WriteAsync(HttpContext context, int status) =>
        WriteAsync(context, status, new Rejection(RefusalStatus.CodeOf(status)), []);

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        foreach (
            var status in RefusalStatus.All.Where(status =>
                status is not (StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests)
            )
        )
        {
            builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(Problem), [ContentType]));
        }
    }

    private static Task WriteAsync(HttpContext context, int status, Rejection first, IReadOnlyList<Rejection> reasons)
    {
        var sentences = context.RequestServices.GetRequiredService<IRefusalSentences>();
        context.Response.StatusCode = status;
        // What has counted the calls knows better when to come back.
        if (RefusalStatus.RetryAfterSeconds(status) is { } seconds && context.Response.Headers.RetryAfter.Count == 0)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var problem = new Problem(
            "about:blank",
            ReasonPhrases.GetReasonPhrase(status),
            status,
            sentences.Sentence(first),
            first.Code,
            [.. reasons.Select(reason => new ProblemReason(reason.Code, FieldOf(reason), sentences.Sentence(reason)))]
        );
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return context.Response.WriteAsJsonAsync(problem, json, ContentType, context.RequestAborted);
    }

    /// <summary>As the member is called in the request; the id of a lot stays what it is.</summary>
    private static string? FieldOf(Rejection reason) => reason.Field is { } field ? JsonNamingPolicy.CamelCase.ConvertName(field) : null;
}

public static class ApiResults
{
    /// <summary>Documents a problem that an endpoint may answer with besides its refusals.</summary>
    public static TBuilder MayAnswer<TBuilder>(this TBuilder endpoints, int status)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(Problem), [Refused.ContentType]));

    /// <summary>The value of a command as an answer, or why it was refused.</summary>
    public static Results<Ok<TAnswer>, Refused> Answer<T, TAnswer>(this Result<T> result, Func<T, TAnswer> answer) =>
        result.IsOk ? TypedResults.Ok(answer(result.Value)) : new Refused(result.Rejections);
}
