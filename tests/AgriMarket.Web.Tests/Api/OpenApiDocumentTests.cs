using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.OpenApi;

namespace AgriMarket.Web.Tests.Api;

public sealed class OpenApiDocumentTests(ApiMarket market) : IClassFixture<ApiMarket>
{
    private static readonly string[] Promised =
    [
        "GET /api/v1/payouts",
        "GET /api/v1/demands",
        "POST /api/v1/demands",
        "GET /api/v1/demands/{id}",
        "PUT /api/v1/demands/{id}",
        "POST /api/v1/demands/{id}/pause",
        "POST /api/v1/demands/{id}/resume",
        "POST /api/v1/demands/{id}/withdraw",
        "GET /api/v1/demands/{id}/quotations",
        "POST /api/v1/demands/{id}/quotations",
        "GET /api/v1/quotations",
        "POST /api/v1/quotations/{id}/answer",
        "POST /api/v1/quotations/{id}/quote",
        "GET /api/v1/match-runs",
        "POST /api/v1/match-runs",
        "POST /api/v1/auth/code",
        "POST /api/v1/auth/code-login",
        "POST /api/v1/auth/login",
        "POST /api/v1/auth/refresh",
        "POST /api/v1/auth/register",
        "POST /api/v1/auth/sign-out",
        "GET /api/v1/lots",
        "POST /api/v1/lots",
        "GET /api/v1/lots/{id}",
        "PATCH /api/v1/lots/{id}",
        "POST /api/v1/lots/{id}/shortfalls",
        "POST /api/v1/lots/{id}/shortfalls/preview",
        "GET /api/v1/orders",
        "POST /api/v1/orders",
        "GET /api/v1/orders/{id}",
        "POST /api/v1/orders/{id}/cancel",
        "POST /api/v1/orders/{id}/pay",
        "POST /api/v1/orders/{id}/receipt",
        "POST /api/v1/orders/{id}/refunds",
        "POST /api/v1/orders/{id}/shipments",
        "POST /api/v1/quotes",
        "GET /api/v1/proposals",
        "GET /api/v1/proposals/{id}",
        "POST /api/v1/proposals/{id}/answer",
        "GET /api/v1/lots/{id}/bulk-terms",
        "PUT /api/v1/lots/{id}/bulk-terms",
    ];

    /// <summary>Their address says all of it.</summary>
    private static readonly string[] WithoutBody =
    [
        "POST /api/v1/auth/sign-out",
        "POST /api/v1/demands/{id}/pause",
        "POST /api/v1/demands/{id}/resume",
        "POST /api/v1/demands/{id}/withdraw",
    ];

    private static readonly string[] Open =
    [
        "POST /api/v1/auth/code",
        "POST /api/v1/auth/code-login",
        "POST /api/v1/auth/login",
        "POST /api/v1/auth/refresh",
        "POST /api/v1/auth/register",
        "GET /api/v1/lots",
        "GET /api/v1/lots/{id}",
    ];

    [Fact]
    public async Task TheDocumentListsExactlyWhatIsPromised()
    {
        var operations = await OperationsAsync();

        Assert.Equal(Promised.Order(StringComparer.Ordinal), operations.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EveryOperationSaysWhatItDoesAndHowItRefuses()
    {
        foreach (var (name, operation) in await OperationsAsync())
        {
            Assert.False(string.IsNullOrEmpty(operation.Summary), name);
            Assert.NotEmpty(operation.Tags!);
            Assert.Contains(
                operation.Responses!,
                answer => answer.Key is "200" or "201" && answer.Value.Content!.ContainsKey("application/json")
            );
            Assert.All(
                operation.Responses!.Where(answer => answer.Key[0] is '4' or '5'),
                answer => Assert.True(answer.Value.Content!.ContainsKey("application/problem+json"), $"{name} {answer.Key}")
            );
            Assert.True(operation.Responses!.ContainsKey("400"), name);
            Assert.Equal(
                !name.StartsWith("GET", StringComparison.Ordinal) && !WithoutBody.Contains(name),
                operation.RequestBody?.Content?.ContainsKey("application/json") ?? false
            );
        }
    }

    [Fact]
    public async Task OnlyWhatNeedsATokenAsksForOne()
    {
        var operations = await OperationsAsync();

        Assert.Equal(
            Open.Order(StringComparer.Ordinal),
            operations
                .Where(operation => operation.Value.Security is not { Count: > 0 })
                .Select(operation => operation.Key)
                .Order(StringComparer.Ordinal)
        );
        Assert.All(
            operations.Where(operation => operation.Value.Security is { Count: > 0 }),
            operation => Assert.True(operation.Value.Responses!.ContainsKey("401"), operation.Key)
        );
    }

    private async Task<Dictionary<string, OpenApiOperation>> OperationsAsync()
    {
        using var client = market.App.CreateClient();
        var text = await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        var read = OpenApiDocument.Parse(text, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Contains("bearer", read.Document!.Components!.SecuritySchemes!.Keys);
        return read
            .Document.Paths.SelectMany(path =>
                path.Value.Operations!.Select(operation => ($"{operation.Key.Method} {path.Key}", operation.Value))
            )
            .ToDictionary(entry => entry.Item1, entry => entry.Value);
    }
}
