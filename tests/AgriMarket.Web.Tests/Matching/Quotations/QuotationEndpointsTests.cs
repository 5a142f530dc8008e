using System.Net;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Matching.Demands;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Matching.Quotations;

public sealed class QuotationEndpointsTests(ApiMarket market) : IClassFixture<ApiMarket>
{
    [Fact]
    public async Task AProgramAsksAnotherNamesAPriceAndItIsAnOrder()
    {
        using var institution = await ApiClient.SignedInAsync(market, MemberRole.Institution);
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var stranger = await ApiClient.SignedInAsync(market, MemberRole.Farmer, MemberRole.Institution);
        var (lot, demandId) = (await farmer.OfferAsync(200_000), await DemandAsync(institution));
        var round = new
        {
            id = Guid.CreateVersion7(),
            lotIds = new[] { lot },
            grams = 100_000,
            note = "",
        };

        Assert.Equal(
            (HttpStatusCode.NotFound, "demand.unknown"),
            await CodeAsync(stranger.PostAsync($"demands/{demandId}/quotations", round))
        );
        var asked = (await institution.PostAsync($"demands/{demandId}/quotations", round))["items"].EnumerateArray().Single();
        var id = asked.GetProperty("id").GetGuid();
        Assert.Equal("asked", asked.GetProperty("status").GetString());
        Assert.Equal(id, (await farmer.GetAsync("quotations"))["items"].EnumerateArray().Single().GetProperty("id").GetGuid());
        Assert.Empty((await stranger.GetAsync("quotations"))["items"].EnumerateArray());

        var price = new
        {
            grams = 100_000,
            unitPriceFen = 350,
            validHours = 24,
        };
        Assert.Equal((HttpStatusCode.NotFound, "quotation.unknown"), await CodeAsync(stranger.PostAsync($"quotations/{id}/quote", price)));
        var quoted = await farmer.PostAsync($"quotations/{id}/quote", price);
        Assert.Equal(("quoted", 70_000L), (quoted["status"].GetString(), quoted["goodsFen"].GetInt64()));
        Assert.Equal((HttpStatusCode.Conflict, "quotation.moved"), await CodeAsync(farmer.PostAsync($"quotations/{id}/quote", price)));
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "quotation.answer"),
            await CodeAsync(institution.PostAsync($"quotations/{id}/answer", new { answer = "lapse" }))
        );
        Assert.Equal(
            (HttpStatusCode.NotFound, "quotation.unknown"),
            await CodeAsync(farmer.PostAsync($"quotations/{id}/answer", new { answer = "accept" }))
        );

        Assert.Equal("accepted", (await institution.PostAsync($"quotations/{id}/answer", new { answer = "accept" }))["status"].GetString());
        Assert.Equal(70_000 + quoted["freightFen"].GetInt64(), (await institution.GetAsync($"orders/{id}"))["toPayFen"].GetInt64());
        Assert.Single((await institution.GetAsync($"demands/{demandId}/quotations"))["items"].EnumerateArray());
    }

    private async Task<Guid> DemandAsync(ApiClient institution)
    {
        var terms = MatchingFixture.TermsFor("TB001", AgriMarket.Domain.Common.ChinaTime.Day(market.App.Clock.GetUtcNow().UtcDateTime));
        return (
            await market.App.Services.GetRequiredService<DemandService>().PostAsync(Guid.CreateVersion7(), institution.Id, terms)
        ).Value;
    }

    private static async Task<(HttpStatusCode Status, string Code)> CodeAsync(Task<ApiResponse> answer)
    {
        var got = await answer;
        return (got.Status, got.Code);
    }
}
