using System.Net;
using System.Text.Json;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Bugs;

/// <summary>
/// A member that may be null may be left out: <c>POST orders/{id}/pay</c> with <c>{}</c> could not be read, against its description.
/// </summary>
public sealed class MembersLeftOutTests(ApiMarket market) : IClassFixture<ApiMarket>
{
    [Fact]
    public async Task APaymentWithoutAnOutcomeIsReadAndAskedForOneByTheSandbox()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var buyer = await ApiClient.SignedInAsync(market);
        var id = Guid.CreateVersion7();
        await buyer.PostAsync("orders", ApiClient.OrderOf(id, null, (await farmer.OfferAsync(50_000), 1_000)));

        var answer = await buyer.PostAsync($"orders/{id}/pay", new { });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "payment.outcome"), (answer.Status, answer.Code));
    }

    /// <summary>Forms of people too, in which a field that was left empty is null: programs always send them.</summary>
    private static readonly string[] Forms = ["SignUpRequest", "SignInRequest"];

    [Fact]
    public async Task NoRequestRequiresWhatMayBeNull()
    {
        using var client = market.App.CreateClient();
        using var document = JsonDocument.Parse(
            await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken)
        );
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        var requests = document
            .RootElement.GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .Where(operation => operation.Value.TryGetProperty("requestBody", out _))
            .Select(operation => NameOf(operation.Value.GetProperty("requestBody").GetProperty("content").GetProperty("application/json")))
            .ToHashSet(StringComparer.Ordinal);

        var wrong =
            from name in requests.Except(Forms)
            let schema = schemas.GetProperty(name)
            where schema.TryGetProperty("required", out _)
            from member in schema.GetProperty("required").EnumerateArray().Select(member => member.GetString()!)
            where MayBeNull(schema.GetProperty("properties").GetProperty(member))
            select $"{name}.{member}";

        Assert.True(requests.Count > 15, $"Only {requests.Count} requests were looked at.");
        Assert.Empty(wrong);
    }

    /// <summary>Of a body that may itself be left out it is one of two choices.</summary>
    private static string NameOf(JsonElement content)
    {
        var schema = content.GetProperty("schema");
        var named = schema.TryGetProperty("oneOf", out var choices)
            ? choices.EnumerateArray().Single(choice => choice.TryGetProperty("$ref", out _))
            : schema;
        return named.GetProperty("$ref").GetString()!.Split('/')[^1];
    }

    private static bool MayBeNull(JsonElement member) =>
        (
            member.TryGetProperty("type", out var type)
            && type.ValueKind == JsonValueKind.Array
            && type.EnumerateArray().Any(kind => kind.GetString() == "null")
        )
        || (
            member.TryGetProperty("oneOf", out var choices)
            && choices.EnumerateArray().Any(choice => choice.TryGetProperty("type", out var kind) && kind.GetString() == "null")
        );
}
