using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AgriMarket.Web.Tests.People.Offices;
using AgriMarket.Web.Tests.Support;

namespace AgriMarket.Web.Tests.Api;

/// <summary>A program may send any whole number and any day: what is too much is refused, in words, and nothing overflows.</summary>
public sealed class ExtremeFigureTests(RightsScene scene) : IClassFixture<RightsScene>
{
    private const string Wanted = """
        {"produceCode":"TB001","grams":50000,"from":"2035-07-20","to":"2035-07-25","highestFenPerKg":900,"smallestPartGrams":0,
        "everyDays":7,"repeatUntil":"2035-09-01","shipTo":{"name":"李雷","mobile":"13800000000","regionCode":"310104","street":"天平路 1 号"}}
        """;

    private const string Basket = """
        {"id":"ID","lines":[{"lotId":"LOT","grams":500}],"expectedFen":380,
        "shipTo":{"name":"李雷","mobile":"13800000000","regionCode":"310104","street":"天平路 1 号"}}
        """;

    private const string Weights = """
        {"savedFenPerKg":200,"incomePercent":50,"freightPercent":100,"listedFenPerKg":30,"farmerPercent":50}
        """;

    private static readonly long[] Figures =
    [
        long.MinValue,
        long.MinValue + 1,
        int.MinValue,
        -1,
        0,
        int.MaxValue,
        1_000_000_000_000_000,
        long.MaxValue - 1,
        long.MaxValue,
    ];

    private static readonly string[] Days = ["0001-01-01", "0001-01-02", "9999-12-30", "9999-12-31"];

    /// <summary>Who sends what where; in each every figure and every day is put to its ends.</summary>
    public static TheoryData<Asker, string, string> Commands =>
        new()
        {
            { Asker.Resident, "POST quotes", Basket },
            { Asker.Resident, "POST orders", Basket },
            {
                Asker.Farmer,
                "POST lots",
                """
                    {"id":"ID","produceCode":"TB001","originCode":"522634","saleKind":"loose","unitGrams":500,"unitPriceFen":380,
                    "quantityGrams":10000,"readyOn":"2035-07-17","bestBeforeOn":"2035-08-17"}
                    """
            },
            { Asker.Farmer, "PATCH lots/LOT", """{"adjustment":{"id":"ID","kind":"damaged","grams":500,"note":"冻坏了"}}""" },
            { Asker.Farmer, "PUT lots/LOT/bulk-terms", """{"isOffered":true,"floorUnitFen":100,"smallestGrams":500}""" },
            { Asker.Farmer, "POST lots/LOT/shortfalls/preview", """{"id":"ID","leftGrams":500,"note":"冻坏了","promisedGrams":500}""" },
            { Asker.Farmer, "POST lots/LOT/shortfalls", """{"id":"ID","leftGrams":500,"note":"冻坏了","promisedGrams":500}""" },
            {
                Asker.Farmer,
                "POST orders/ORDER/refunds",
                """{"id":"ID","kind":"undelivered","lines":[{"lotId":"LOT","grams":500}],"note":"冻坏了"}"""
            },
            { Asker.Institution, "POST demands", $$"""{"id":"ID","wanted":{{Wanted}}}""" },
            { Asker.Institution, "PUT demands/DEMAND", $$"""{"version":1,"wanted":{{Wanted}}}""" },
            { Asker.Institution, "POST demands/DEMAND/quotations", """{"id":"ID","lotIds":["LOT"],"grams":50000,"note":""}""" },
            { Asker.Official, "POST match-runs", $$"""{"id":"ID","weights":{{Weights}}}""" },
        };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task NothingOverflows(Asker asker, string route, string body)
    {
        using var program = scene.Client(asker, asProgram: true);
        var (sent, readable) = (0, 0);
        foreach (var (leaf, ends) in Leaves(JsonNode.Parse(Filled(body))!))
        {
            foreach (var end in ends)
            {
                var changed = JsonNode.Parse(Filled(body))!;
                Put(changed, leaf, end);
                var (method, path) = (route.Split(' ')[0], Filled(route.Split(' ')[1]));
                using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/{path}");
                request.Content = new StringContent(changed.ToJsonString(), new MediaTypeHeaderValue("application/json"));
                using var answer = await program.SendAsync(request, TestContext.Current.CancellationToken);
                var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

                Assert.True((int)answer.StatusCode < 500, $"{leaf} = {end}: {answer.StatusCode} {text}");
                sent++;
                readable += (int)answer.StatusCode == 400 ? 0 : 1;
            }
        }

        Assert.InRange(sent, Figures.Length, int.MaxValue);
        // The bodies are what the market reads: of an int, only what is longer is not.
        Assert.InRange(readable, sent / 3, int.MaxValue);
        Assert.DoesNotContain("Error ", TestContext.Current.TestOutputHelper!.Output, StringComparison.Ordinal);
    }

    /// <summary>Ids of the scene, and a new one for each request.</summary>
    private string Filled(string text) =>
        text.Replace("\"ID\"", $"\"{Guid.CreateVersion7()}\"", StringComparison.Ordinal)
            .Replace("LOT", $"{scene.Ids["lot"]}", StringComparison.Ordinal)
            .Replace("ORDER", $"{scene.Ids["order"]}", StringComparison.Ordinal)
            .Replace("DEMAND", $"{scene.Ids["demand"]}", StringComparison.Ordinal);

    /// <summary>The paths of figures and days, with what is put there.</summary>
    private static IEnumerable<(string Path, IEnumerable<JsonNode> Ends)> Leaves(JsonNode node) =>
        node switch
        {
            JsonObject members => members.SelectMany(member => Leaves(member.Value!)),
            JsonArray items => items.SelectMany(item => Leaves(item!)),
            JsonValue value when value.TryGetValue<long>(out _) => [(value.GetPath(), Figures.Select(end => (JsonNode)end))],
            JsonValue value when DateOnly.TryParse(value.ToString(), out _) => [(value.GetPath(), Days.Select(end => (JsonNode)end))],
            _ => [],
        };

    private static void Put(JsonNode node, string path, JsonNode end)
    {
        if (node is JsonValue value && value.GetPath() == path)
        {
            value.ReplaceWith(end.DeepClone());
            return;
        }

        var inner = node is JsonObject members ? members.Select(member => member.Value!) : (node as JsonArray)?.Select(item => item!);
        foreach (var part in (inner ?? []).ToList())
        {
            Put(part, path, end);
        }
    }
}
