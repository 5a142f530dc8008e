using System.Net;
using System.Net.Http.Json;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Matching.Demands;
using AgriMarket.Web.Matching.Runs;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Matching.Proposals;

public sealed class ProposalEndpointsTests(ApiMarket market) : IClassFixture<ApiMarket>
{
    [Fact]
    public async Task BothSidesAnswerThroughTheApiAndItIsAnOrder()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var institution = await ApiClient.SignedInAsync(market, MemberRole.Institution);
        using var official = await ApiClient.SignedInAsync(market, MemberRole.Official);
        using var stranger = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        var (lotId, otherId) = (await farmer.OfferAsync(150_000), await farmer.OfferAsync(150_000));
        var terms = await farmer.SendAsync(
            HttpMethod.Put,
            $"lots/{lotId}/bulk-terms",
            JsonContent.Create(
                new
                {
                    isOffered = true,
                    floorUnitFen = 400,
                    smallestGrams = 5_000,
                    grade = "first",
                }
            )
        );
        Assert.Equal((HttpStatusCode.OK, 400L), (terms.Status, terms["floorUnitFen"].GetInt64()));
        Assert.Equal(
            ("first", 5_000L),
            (
                (await farmer.GetAsync($"lots/{lotId}/bulk-terms"))["grade"].GetString(),
                (await farmer.GetAsync($"lots/{lotId}/bulk-terms"))["smallestGrams"].GetInt64()
            )
        );
        Assert.Equal((HttpStatusCode.NotFound, "lot.unknown"), await CodeAsync(stranger.GetAsync($"lots/{lotId}/bulk-terms")));

        await PostDemandAsync(institution.Id);
        await Get<MatchService>().RunAsync(RunTrigger.Schedule);
        var listed = Assert.Single((await institution.GetAsync("proposals?status=open"))["items"].EnumerateArray());
        var id = listed.GetProperty("id").GetGuid();
        Assert.Equal(
            id,
            Assert.Single((await farmer.GetAsync("proposals?role=farmer"))["items"].EnumerateArray()).GetProperty("id").GetGuid()
        );
        Assert.Empty((await stranger.GetAsync("proposals?role=farmer"))["items"].EnumerateArray());
        Assert.Empty((await farmer.GetAsync("proposals"))["items"].EnumerateArray());

        Assert.Equal(
            ("farmer", true),
            (
                (await farmer.GetAsync($"proposals/{id}"))["side"].GetString(),
                (await farmer.GetAsync($"proposals/{id}"))["highestFenPerKg"].ValueKind == System.Text.Json.JsonValueKind.Null
            )
        );
        Assert.Equal(
            ("official", 1_500L),
            (
                (await official.GetAsync($"proposals/{id}"))["side"].GetString(),
                (await official.GetAsync($"proposals/{id}"))["highestFenPerKg"].GetInt64()
            )
        );
        Assert.Equal((HttpStatusCode.NotFound, "proposal.unknown"), await CodeAsync(stranger.GetAsync($"proposals/{id}")));
        Assert.Equal(
            (HttpStatusCode.NotFound, "proposal.unknown"),
            await CodeAsync(official.PostAsync($"proposals/{id}/answer", new { accept = true }))
        );

        Assert.Equal(
            HttpStatusCode.OK,
            (await farmer.PostAsync($"proposals/{id}/answer", new { accept = true, lotIds = new[] { lotId } })).Status
        );
        Assert.Equal(
            (HttpStatusCode.Conflict, "proposal.answered"),
            await CodeAsync(farmer.PostAsync($"proposals/{id}/answer", new { accept = false, lotIds = new[] { lotId } }))
        );
        Assert.Equal(
            HttpStatusCode.OK,
            (await farmer.PostAsync($"proposals/{id}/answer", new { accept = false, lotIds = new[] { otherId } })).Status
        );
        var ordered = await institution.PostAsync($"proposals/{id}/answer", new { accept = true });
        Assert.Equal(
            (HttpStatusCode.OK, "ordered", "awaitingPayment"),
            (ordered.Status, ordered["status"].GetString(), ordered["order"].GetProperty("status").GetString())
        );
        Assert.Equal(lotId, Assert.Single(ordered["shares"].EnumerateArray()).GetProperty("lotId").GetGuid());
        Assert.Equal(HttpStatusCode.OK, (await institution.GetAsync($"orders/{id}")).Status);
        Assert.Equal(
            "awaitingPayment",
            Assert
                .Single((await farmer.GetAsync("proposals?role=farmer&status=ordered"))["items"].EnumerateArray())
                .GetProperty("orderStatus")
                .GetString()
        );
    }

    [Theory]
    [InlineData("proposals?role=buyer", "proposal.filter")]
    [InlineData("proposals?status=sold", "proposal.filter")]
    [InlineData("proposals?pageSize=0", "proposal.filter")]
    [InlineData("proposals?pageSize=101", "proposal.filter")]
    [InlineData("proposals?cursor=!!!", "proposal.cursor")]
    public async Task AFilterThatCannotBeReadIsRefused(string path, string code)
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        Assert.Equal((HttpStatusCode.BadRequest, code), await CodeAsync(farmer.GetAsync(path)));
    }

    [Fact]
    public async Task WrongTermsNameEachField()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        var lotId = await farmer.OfferAsync(50_000);
        var refused = await farmer.SendAsync(
            HttpMethod.Put,
            $"lots/{lotId}/bulk-terms",
            JsonContent.Create(
                new
                {
                    isOffered = true,
                    floorUnitFen = 0,
                    smallestGrams = 1,
                }
            )
        );
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "bulk.floor"), (refused.Status, refused.Code));
        Assert.Equal(
            ["floorUnitFen", "smallestGrams"],
            refused["errors"].EnumerateArray().Select(error => error.GetProperty("field").GetString())
        );
    }

    private static async Task<(HttpStatusCode Status, string Code)> CodeAsync(Task<ApiResponse> answer) =>
        ((await answer).Status, (await answer).Code);

    private T Get<T>()
        where T : notnull => market.App.Services.GetRequiredService<T>();

    private async Task PostDemandAsync(Guid institutionId)
    {
        var today = ChinaTime.Day(market.App.Clock.GetUtcNow().UtcDateTime);
        Assert.Empty(
            (
                await Get<DemandService>()
                    .PostAsync(
                        Guid.CreateVersion7(),
                        institutionId,
                        new DemandTerms
                        {
                            Spec = ProduceSpec.For("TB001"),
                            Grams = 300_000,
                            From = today.AddDays(2),
                            To = today.AddDays(9),
                            HighestFenPerKg = 1_500,
                            ShipTo = new Address("食堂", "13900000000", "520103", "宝山北路 1 号"),
                        }
                    )
            ).Rejections
        );
    }
}
