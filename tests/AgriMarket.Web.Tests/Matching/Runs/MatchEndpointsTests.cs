using System.Net;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Matching.Runs;

public sealed class MatchEndpointsTests(ApiMarket market) : IClassFixture<ApiMarket>
{
    [Fact]
    public async Task AnOfficialsProgramPlansAndPublishesOnceHoweverOftenItAsks()
    {
        using var official = await ApiClient.SignedInAsync(market, MemberRole.Official);
        var deals = await MatchingFixture.OpenAsync(market.App, "TB001");
        await deals.ListAsync(400_000);
        await deals.PostAsync(deals.Terms with { Grams = 100_000 });
        var request = new
        {
            id = Guid.CreateVersion7(),
            weights = new
            {
                savedFenPerKg = 100,
                incomePercent = 50,
                freightPercent = 100,
                listedFenPerKg = 0,
                farmerPercent = 40,
            },
        };

        var (once, twice) = (await official.PostAsync("match-runs", request), await official.PostAsync("match-runs", request));

        Assert.Equal((HttpStatusCode.OK, once.Body.GetRawText()), (twice.Status, twice.Body.GetRawText()));
        Assert.Equal(
            ("official", 1, 0, 100_000L),
            (once["trigger"].GetString(), once["consignments"].GetInt32(), once["notProposed"].GetInt32(), once["grams"].GetInt64())
        );
        var outcome = Assert.Single(once["outcomes"].EnumerateArray());
        Assert.Equal(
            ("open", 1, 100_000L),
            (
                outcome.GetProperty("status").GetString(),
                outcome.GetProperty("proposals").GetInt32(),
                outcome.GetProperty("grams").GetInt64()
            )
        );
        Assert.Equal(40, once["weights"].GetProperty("farmerPercent").GetInt32());
        Assert.Equal(
            (HttpStatusCode.Conflict, "match.id-taken"),
            (await OtherAsync(official, request.id)) is var other ? (other.Status, other.Code) : default
        );

        var plain = await official.PostAsync("match-runs", new { id = Guid.CreateVersion7() });
        Assert.Equal((HttpStatusCode.OK, 200), (plain.Status, plain["weights"].GetProperty("savedFenPerKg").GetInt32()));
        var first = await official.GetAsync("match-runs?pageSize=1");
        Assert.Equal(
            (plain["id"].GetGuid(), 2),
            (Assert.Single(first["items"].EnumerateArray()).GetProperty("id").GetGuid(), first["pages"].GetInt32())
        );
        Assert.Equal(
            request.id,
            Assert.Single((await official.GetAsync("match-runs?pageSize=1&page=2"))["items"].EnumerateArray()).GetProperty("id").GetGuid()
        );
    }

    [Fact]
    public async Task RunsAreForOfficials()
    {
        using var nobody = new ApiClient(market.App);
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer, MemberRole.Administrator, MemberRole.Institution);

        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("match-runs")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await farmer.GetAsync("match-runs")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await farmer.PostAsync("match-runs", new { id = Guid.CreateVersion7() })).Status);
    }

    [Fact]
    public async Task WrongWeightsAndPagesAreNamed()
    {
        using var official = await ApiClient.SignedInAsync(market, MemberRole.Official);

        var refused = await official.PostAsync(
            "match-runs",
            new
            {
                id = Guid.CreateVersion7(),
                weights = new
                {
                    savedFenPerKg = -1,
                    incomePercent = 50,
                    freightPercent = 10_001,
                    listedFenPerKg = 0,
                    farmerPercent = 101,
                },
            }
        );
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "match.weight-range"), (refused.Status, refused.Code));
        Assert.Equal(
            ["savedFenPerKg", "freightPercent", "farmerPercent"],
            refused["errors"].EnumerateArray().Select(error => error.GetProperty("field").GetString())
        );
        Assert.Equal(
            "api.malformed",
            (await official.PostAsync("match-runs", new { id = Guid.CreateVersion7(), weights = new { savedFenPerKg = 1 } })).Code
        );
        foreach (var size in new[] { 0, 101 })
        {
            Assert.Equal(
                (HttpStatusCode.BadRequest, "match.filter"),
                (await official.GetAsync($"match-runs?pageSize={size}")) is var wrong ? (wrong.Status, wrong.Code) : default
            );
        }
    }

    private static Task<ApiResponse> OtherAsync(ApiClient official, Guid id) =>
        official.PostAsync(
            "match-runs",
            new
            {
                id,
                weights = new
                {
                    savedFenPerKg = 1,
                    incomePercent = 1,
                    freightPercent = 1,
                    listedFenPerKg = 1,
                    farmerPercent = 1,
                },
            }
        );
}
