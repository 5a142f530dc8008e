using System.Globalization;
using System.Net;
using System.Text;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Bugs.Text;

/// <summary>Whatever somebody types or a program sends, a database is never asked to keep what it cannot.</summary>
public sealed class AnyTextOverHttpTests(ApiMarket market) : IClassFixture<ApiMarket>
{
    private const int Tries = 60;

    private static readonly string[] Awkward =
    [
        "\0",
        " ",
        "\u200B",
        "\u200D",
        "\u180E",
        "\u202E",
        "\u0301",
        "\u3164",
        "\uFFFD",
        "\uFFFE",
        "\uD842",
        "\uDFB7",
        "𠮷",
        "👩\u200D🌾",
        "李",
        "%",
        "_",
        "'",
    ];

    [Fact]
    public async Task NoNameAndNoSearchIsAnError()
    {
        using var program = new ApiClient(market.App);
        using var visitor = new PageVisitor(market.App);
        foreach (var text in Texts(new Random(20_200_217)))
        {
            var name = Json(text);
            var member = await program.SendRawAsync(
                HttpMethod.Post,
                "auth/register",
                $$"""{"displayName":{{name}},"login":"t{{Guid.NewGuid():N}}@example.com","password":"correct-horse"}"""
            );
            Assert.True((int)member.Status < 500, $"{member.Status} for {name}");
            var login = await program.SendRawAsync(HttpMethod.Post, "auth/login", $$"""{"login":{{name}},"password":{{name}}}""");
            Assert.True((int)login.Status < 500, $"{login.Status} for {name}");

            var typed = Uri.EscapeDataString(text);
            var found = await program.GetAsync($"lots?search={typed}&county={typed}");
            Assert.True((int)found.Status < 500, $"{found.Status} for {name}");
            await visitor.ReadAsync($"/?q={typed}&county={typed}");
            Assert.True((int)visitor.Status < 500, $"{visitor.Status} for {name}");
        }
    }

    [Fact]
    public async Task NoLotAndNoAddressIsAnError()
    {
        using var farmer = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        var lotId = await farmer.OfferAsync(10_000_000);
        using var buyer = await ApiClient.SignedInAsync(market);
        var (taken, refused) = (0, 0);
        foreach (var text in Texts(new Random(20_200_218)))
        {
            var json = Json(text);
            var listed = await farmer.SendRawAsync(
                HttpMethod.Post,
                "lots",
                $$"""
                {"id":"{{Guid.CreateVersion7()}}","produceCode":"TB001","originCode":"522634","saleKind":"loose","unitGrams":500,
                 "unitPriceFen":380,"quantityGrams":10000,"readyOn":"2035-07-17","bestBeforeOn":"2035-08-17",
                 "household":{{json}},"remark":{{json}}}
                """
            );
            Assert.True((int)listed.Status < 500, $"{listed.Status} for {json}");
            taken += listed.Status == HttpStatusCode.Created ? 1 : 0;

            var ordered = await buyer.SendRawAsync(
                HttpMethod.Post,
                "orders",
                $$"""
                {"id":"{{Guid.CreateVersion7()}}","lines":[{"lotId":"{{lotId}}","grams":500}],"shipTo":{"name":{{json}},
                 "mobile":"138 0000 0000","regionCode":"310104","street":{{json}}},"expectedFen":null}
                """
            );
            Assert.True((int)ordered.Status < 500, $"{ordered.Status} for {json}");
            refused += ordered.Status == HttpStatusCode.Created ? 0 : 1;
        }

        // Some are names after all, and some cannot be read even as JSON.
        Assert.True(taken > 5 && refused > 5, $"{taken} lots listed, {refused} orders refused");
    }

    private static IEnumerable<string> Texts(Random random)
    {
        for (var i = 0; i < Tries; i++)
        {
            var text = new StringBuilder();
            for (var length = random.Next(1, 50); length > 0; length--)
            {
                text.Append(random.Next(2) == 0 ? Awkward[random.Next(Awkward.Length)] : ((char)random.Next(0x10000)).ToString());
            }

            yield return text.ToString();
        }
    }

    /// <summary>Each sign as its number: halves of characters go out as they are.</summary>
    private static string Json(string text) =>
        $"\"{string.Concat(text.Select(sign => "\\u" + ((int)sign).ToString("x4", CultureInfo.InvariantCulture)))}\"";
}
