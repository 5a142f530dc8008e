using System.Net;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Trade.Orders;

/// <summary>Who orders much and who orders too much.</summary>
[Trait("Database", "sqlite")]
public sealed class OrderLimitTests
{
    /// <summary>The honest twin: a school canteen's program buys the week's food for forty kitchens.</summary>
    [Fact]
    public async Task ACanteenPlacesFortyOrdersInARow()
    {
        await using var market = new MarketApp(Environments.Production);
        using var canteen = await ProgramAsync(market, MemberRole.Institution);
        var lot = await market.ListAsync(grams: 1_000_000);

        for (var kitchen = 0; kitchen < 40; kitchen++)
        {
            var id = Guid.CreateVersion7();
            var quoted = await canteen.PostAsync("quotes", ApiClient.OrderOf(id, null, (lot, 5_000)));
            Assert.Equal(HttpStatusCode.OK, quoted.Status);
            var placed = await canteen.PostAsync("orders", ApiClient.OrderOf(id, quoted["toPayFen"].GetInt64(), (lot, 5_000)));
            Assert.Equal(HttpStatusCode.Created, placed.Status);
        }
    }

    [Theory]
    [InlineData("Quotes", "quotes", HttpStatusCode.OK)]
    [InlineData("Orders", "orders", HttpStatusCode.Created)]
    public async Task AMemberWhoSendsTooManyIsTold429AndOthersAtTheirAddressAreNot(string limit, string path, HttpStatusCode done)
    {
        await using var market = new MarketApp(
            Environments.Production,
            ($"Limits:{limit}:MemberBurst", "3"),
            ($"Limits:{limit}:MemberPerMinute", "1")
        );
        var lot = await market.ListAsync(grams: 1_000_000);
        using var hasty = await ProgramAsync(market);
        using var other = await ProgramAsync(market);
        using var clerk = await ProgramAsync(market);
        var statuses = new List<ApiResponse>();
        for (var i = 0; i < 5; i++)
        {
            statuses.Add(await hasty.PostAsync(path, await OrderAsync(clerk, lot)));
        }

        Assert.Equal([done, done, done, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], statuses.Select(it => it.Status));
        Assert.Equal($"\"{path}\";r=2", Assert.Single(statuses[0].Headers.GetValues("RateLimit")));
        Assert.Equal($"\"{path}\";q=3;w=180", Assert.Single(statuses[0].Headers.GetValues("RateLimit-Policy")));
        Assert.Equal("api.too-many", statuses[3].Code);
        Assert.InRange(statuses[3].Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.StartsWith($"\"{path}\";r=0;t=", Assert.Single(statuses[3].Headers.GetValues("RateLimit")), StringComparison.Ordinal);
        Assert.Equal(done, (await other.PostAsync(path, await OrderAsync(clerk, lot))).Status);
    }

    private static async Task<ApiClient> ProgramAsync(MarketApp market, params MemberRole[] roles)
    {
        var login = $"m{Guid.NewGuid():N}@example.com";
        await MemberVisitor.EnrolAsync(market, login, roles);
        var program = new ApiClient(market);
        await program.SignInAsync(login, MemberVisitor.Password);
        return program;
    }

    /// <summary>What the potatoes cost is the same for all.</summary>
    private static async Task<object> OrderAsync(ApiClient program, Guid lot)
    {
        var id = Guid.CreateVersion7();
        var quoted = await program.PostAsync("quotes", ApiClient.OrderOf(id, null, (lot, 5_000)));
        return ApiClient.OrderOf(id, quoted.Status == HttpStatusCode.OK ? quoted["toPayFen"].GetInt64() : null, (lot, 5_000));
    }
}
