using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace AgriMarket.Platform.Api;

/// <summary>The OpenAPI document at /openapi/v1.json, made from the endpoints themselves.</summary>
public static class ApiDocument
{
    private const string Bearer = "bearer";

    /// <summary>What every operation may answer besides what it says itself.</summary>
    private static readonly int[] Always = [StatusCodes.Status400BadRequest, StatusCodes.Status500InternalServerError];

    private static readonly int[] TokenTrouble = [StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden];
    private static readonly int[] BodyTrouble = [StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType];

    public static void AddApiDocument(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenApi(
            "v1",
            document =>
            {
                document.ShouldInclude = endpoint => $"/{endpoint.RelativePath}".StartsWith($"{ApiModule.Path}/", StringComparison.Ordinal);
                document.AddDocumentTransformer(
                    (api, _, _) =>
                    {
                        api.Info.Title = "AgriMarket 助农集市";
                        api.Info.Description =
                            "Money is whole fen (CNY 0.01), weight is whole grams, times are UTC, days are China days. "
                            + "Ids are made by the caller (UUID version 7 is best), and every command is idempotent: a replay "
                            + "returns the same result.";

                        // As it is asked for, whichever address that came by.
                        api.Servers = [];
                        api.Components ??= new OpenApiComponents();
                        api.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
                        api.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
                        {
                            Type = SecuritySchemeType.Http,
                            Scheme = Bearer,
                            Description = "The accessToken of POST /api/v1/auth/login.",
                        };
                        return Task.CompletedTask;
                    }
                );
                document.AddOperationTransformer(DescribeAsync);
            }
        );

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var needsToken = metadata.OfType<IAuthorizeData>().Any() && !metadata.OfType<IAllowAnonymous>().Any();
        int[] further = [.. Always, .. needsToken ? TokenTrouble : [], .. operation.RequestBody is null ? [] : BodyTrouble];
        var problem = await context.GetOrCreateSchemaAsync(typeof(Problem), null, stop);
        context.Document!.AddComponent(nameof(Problem), problem);
        foreach (var status in further)
        {
            operation.Responses ??= [];
            operation.Responses.TryAdd(
                status.ToString(CultureInfo.InvariantCulture),
                new OpenApiResponse
                {
                    Description = ReasonPhrases.GetReasonPhrase(status),
                    Content = new Dictionary<string, OpenApiMediaType>
                    {
                        [Refused.ContentType] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), context.Document) },
                    },
                }
            );
        }

        if (needsToken)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        }
    }
}
