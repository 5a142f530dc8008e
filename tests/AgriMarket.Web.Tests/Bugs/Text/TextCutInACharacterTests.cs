using System.Net;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Bugs.Text;

/// <summary>Text was cut between the halves of a character: PostgreSQL refused it each time, SQLite kept U+FFFD.</summary>
public sealed class TextCutInACharacterTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string County = "522635";
    private const string Family = "👨\u200D👩\u200D👧\u200D👦";

    private static readonly string LongName = string.Concat(Enumerable.Repeat("𠮷", 20));

    [Fact]
    public async Task AParcelOfManyHouseholdsWithRareNamesIsReceivedAndPaid()
    {
        var trade = await OrderFixture.OpenAsync(market, County);
        var lots = new List<Guid>();
        for (var i = 0; i < 12; i++)
        {
            lots.Add((await trade.Lots.ListAsync(trade.Offer(10_000) with { Household = $"{LongName}{i:D2}" })).Value);
        }

        var intent = new OrderIntent(
            Guid.CreateVersion7(),
            trade.Buyer,
            [.. lots.Select(lot => new WantedLine(lot, 500))],
            OrderFixture.Home,
            null
        );
        var orderId = (await trade.Orders.PlaceAsync(intent)).Value;
        Assert.True((await trade.PayAsync(orderId)).IsOk);
        await trade.ShipAsync(orderId);
        var parcelId = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels[0].Parcel.Id;
        Assert.True((await trade.Orders.ReceiveAsync(parcelId, trade.Buyer)).IsOk);
        await trade.PayOutAsync();

        await using var db = trade.Db();
        var household = (
            await db.Set<Payout>().AsNoTracking().SingleAsync(payout => payout.Id == parcelId, TestContext.Current.CancellationToken)
        ).Household;
        Assert.StartsWith($"{LongName}00、", household, StringComparison.Ordinal);
        Assert.EndsWith("…", household, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', household);
    }

    [Fact]
    public async Task ASearchMayEndInAnEmoji()
    {
        var typed = Uri.EscapeDataString(new string('a', 39) + "🍊🍊");
        using var program = new ApiClient(market);
        using var visitor = new PageVisitor(market);

        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync($"lots?search={typed}")).Status);
        await visitor.ReadAsync($"/?q={typed}");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    /// <summary>Whatever people count as one character is one, and the column has room for it.</summary>
    [Theory]
    [InlineData("𠮷")]
    [InlineData(Family)]
    [InlineData("e\u0323\u0302")]
    public async Task AsManyCharactersAsAllowedAreKept(string character)
    {
        var trade = await OrderFixture.OpenAsync(market, County);
        var name = string.Concat(Enumerable.Repeat(character, ListingRules.HouseholdMaxLength));
        var remark = string.Concat(Enumerable.Repeat(character, ListingRules.RemarkMaxLength));

        var listed = await trade.Lots.ListAsync(trade.Offer(10_000) with { Household = name, Remark = remark });
        Assert.Equal(
            (name.Normalize(), remark.Normalize()),
            ((await trade.LotAsync(listed.Value)).Household, (await trade.LotAsync(listed.Value)).Remark)
        );

        var tooLong = await trade.Lots.ListAsync(trade.Offer(10_000) with { Household = name + character });
        Assert.Equal("lot.household-long", Assert.Single(tooLong.Rejections).Code);
    }

    [Theory]
    [InlineData("\u3164")]
    [InlineData("\u2800")]
    [InlineData("\u202D\u200B")]
    public async Task NobodyIsCalledNothing(string name)
    {
        using var program = new ApiClient(market);

        var answer = await program.PostAsync(
            "auth/register",
            new
            {
                displayName = name,
                login = $"n{Guid.NewGuid():N}@example.com",
                password = "correct-horse",
            }
        );

        Assert.Equal("member.name-missing", answer.Code);
    }

    [Theory]
    [InlineData("/?q=%00")]
    [InlineData("/api/v1/lots?county=%00")]
    [InlineData("/official/cases/new?kind=SharedMobile&key=%00")]
    public async Task AnAddressWithTheSignNulIsRefused(string path)
    {
        using var client = market.CreateClient();

        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
