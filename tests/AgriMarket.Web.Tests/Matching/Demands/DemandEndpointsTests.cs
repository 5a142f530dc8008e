using System.Net;
using System.Net.Http.Json;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Matching.Demands;

public sealed class DemandEndpointsTests(ApiMarket market) : IClassFixture<ApiMarket>
{
    private const string Any = "0197c0de-0000-7000-8000-000000000001";

    [Fact]
    public async Task AnInstitutionPostsChangesPausesAndTakesBack()
    {
        using var canteen = await ApiClient.SignedInAsync(market, MemberRole.Institution);
        var id = Guid.CreateVersion7();

        var posted = await canteen.PostAsync("demands", Demand(id, 800_000));
        Assert.Equal(HttpStatusCode.Created, posted.Status);
        Assert.Equal(
            ("open", 1, 800_000, "VG001"),
            (
                posted["status"].GetString(),
                posted["version"].GetInt32(),
                Wanted(posted, "grams").GetInt64(),
                Wanted(posted, "produceCode").GetString()
            )
        );
        var again = await canteen.PostAsync("demands", Demand(id, 800_000));
        Assert.Equal((HttpStatusCode.Created, posted.Body.GetRawText()), (again.Status, again.Body.GetRawText()));
        Assert.Equal((HttpStatusCode.Conflict, "demand.id-taken"), Said(await canteen.PostAsync("demands", Demand(id, 900_000))));
        Assert.Equal(
            (HttpStatusCode.Conflict, "demand.duplicate"),
            Said(await canteen.PostAsync("demands", Demand(Guid.CreateVersion7(), 800_000)))
        );

        var changed = await PutAsync(canteen, id, 1, 600_000);
        Assert.Equal((2, 600_000), (changed["version"].GetInt32(), Wanted(changed, "grams").GetInt64()));
        Assert.Equal(changed.Body.GetRawText(), (await PutAsync(canteen, id, 1, 600_000)).Body.GetRawText());
        Assert.Equal((HttpStatusCode.Conflict, "edit.changed"), Said(await PutAsync(canteen, id, 1, 500_000)));

        foreach (
            var (move, status, version) in new[]
            {
                ("pause", "paused", 3),
                ("pause", "paused", 3),
                ("resume", "open", 4),
                ("withdraw", "withdrawn", 5),
                ("withdraw", "withdrawn", 5),
            }
        )
        {
            var moved = await canteen.PostAsync($"demands/{id}/{move}");
            Assert.Equal((HttpStatusCode.OK, status, version), (moved.Status, moved["status"].GetString(), moved["version"].GetInt32()));
        }

        Assert.Equal((HttpStatusCode.Conflict, "demand.moved"), Said(await canteen.PostAsync($"demands/{id}/resume")));
        Assert.Equal((HttpStatusCode.Conflict, "demand.moved"), Said(await PutAsync(canteen, id, 5, 500_000)));
        Assert.Equal(id, Assert.Single((await canteen.GetAsync("demands"))["items"].EnumerateArray()).GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task AWishIsACodeACategoryOrAGroupAndReadAsItWasWritten()
    {
        using var canteen = await ApiClient.SignedInAsync(market, MemberRole.Institution);
        var (id, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        var group = await canteen.PostAsync("demands", Demand(id, 800_000, code: null, group: "leafyVegetables"));
        var category = await canteen.PostAsync("demands", Demand(other, 800_000, code: null, category: "tuber"));

        Assert.Equal(("leafyVegetables", "tuber"), (Wanted(group, "group").GetString(), Wanted(category, "category").GetString()));
        var read = await canteen.GetAsync($"demands/{id}");
        Assert.Equal(group.Body.GetRawText(), read.Body.GetRawText());
        var list = await canteen.GetAsync("demands?pageSize=1&page=2");
        Assert.Equal((2, 2, 1), (list["page"].GetInt32(), list["pages"].GetInt32(), list["items"].GetArrayLength()));
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("VG001", "tuber", null)]
    [InlineData("VG001", null, "leafyVegetables")]
    [InlineData("XX999", null, null)]
    [InlineData("", null, null)]
    public async Task ExactlyOneKnownWishIsNamed(string? code, string? category, string? group)
    {
        using var canteen = await ApiClient.SignedInAsync(market, MemberRole.Institution);

        var refused = await canteen.PostAsync("demands", Demand(Guid.CreateVersion7(), 800_000, code, category, group));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "demand.produce"), Said(refused));
        Assert.Equal("spec", Assert.Single(refused["errors"].EnumerateArray()).GetProperty("field").GetString());
    }

    [Fact]
    public async Task EveryWrongFieldIsNamed()
    {
        using var canteen = await ApiClient.SignedInAsync(market, MemberRole.Institution);

        var refused = await canteen.PostAsync(
            "demands",
            new
            {
                id = Guid.CreateVersion7(),
                wanted = new
                {
                    produceCode = "VG001",
                    grams = 0,
                    from = "2035-07-20",
                    to = "2035-07-19",
                    highestFenPerKg = 1,
                    shipTo = new
                    {
                        name = "食堂",
                        mobile = "1",
                        regionCode = "520000",
                        street = "",
                    },
                },
            }
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(
            ["mobile", "regionCode", "street", "grams", "to", "highestFenPerKg"],
            refused["errors"].EnumerateArray().Select(error => error.GetProperty("field").GetString())
        );
    }

    [Fact]
    public async Task WhoIsNoInstitutionMayNotAndAStrangersDemandIsUnknown()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var canteen = await ApiClient.SignedInAsync(market, MemberRole.Institution);
        using var stranger = await ApiClient.SignedInAsync(market, MemberRole.Institution);
        using var nobody = new ApiClient(market.App);
        var id = Guid.CreateVersion7();
        await canteen.PostAsync("demands", Demand(id, 800_000));

        Assert.Equal(
            (HttpStatusCode.Forbidden, "api.forbidden"),
            Said(await farmer.PostAsync("demands", Demand(Guid.CreateVersion7(), 800_000)))
        );
        Assert.Equal((HttpStatusCode.Forbidden, "api.forbidden"), Said(await farmer.GetAsync("demands")));
        Assert.Equal((HttpStatusCode.Unauthorized, "api.unauthenticated"), Said(await nobody.GetAsync("demands")));
        ApiResponse[] answers =
        [
            await stranger.GetAsync($"demands/{id}"),
            await PutAsync(stranger, id, 1, 500_000),
            await stranger.PostAsync($"demands/{id}/pause"),
            await stranger.PostAsync($"demands/{id}/resume"),
            await stranger.PostAsync($"demands/{id}/withdraw"),
            await canteen.GetAsync($"demands/{Any}"),
        ];
        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.NotFound, "demand.unknown"), Said(answer)));
        Assert.Equal(1, (await canteen.GetAsync($"demands/{id}"))["version"].GetInt32());
    }

    [Theory]
    [InlineData("demands?pageSize=0", "demand.filter")]
    [InlineData("demands?pageSize=101", "demand.filter")]
    [InlineData("demands?page=x", "api.malformed")]
    public async Task AFilterThatCannotBeReadIsRefused(string path, string code)
    {
        using var canteen = await ApiClient.SignedInAsync(market, MemberRole.Institution);

        Assert.Equal((HttpStatusCode.BadRequest, code), Said(await canteen.GetAsync(path)));
    }

    private static object Demand(Guid id, long grams, string? code = "VG001", string? category = null, string? group = null) =>
        new { id, wanted = Terms(grams, code, category, group) };

    private static object Terms(long grams, string? code = "VG001", string? category = null, string? group = null) =>
        new
        {
            produceCode = code,
            category,
            group,
            grams,
            from = "2035-07-20",
            to = "2035-07-27",
            highestFenPerKg = 900,
            shipTo = new
            {
                name = "食堂",
                mobile = "13900000000",
                regionCode = "520103",
                street = "宝山北路 1 号",
            },
        };

    private static Task<ApiResponse> PutAsync(ApiClient caller, Guid id, long version, long grams) =>
        caller.SendAsync(HttpMethod.Put, $"demands/{id}", JsonContent.Create(new { version, wanted = Terms(grams) }));

    private static System.Text.Json.JsonElement Wanted(ApiResponse answer, string member) => answer["wanted"].GetProperty(member);

    private static (HttpStatusCode, string) Said(ApiResponse answer) => (answer.Status, answer.Code);
}
