using System.Net;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Bugs;

/// <summary>
/// A lot stayed on sale to people who get it after its best-before date. From Leishan to Shanghai a parcel takes two to four days, to
/// Guiyang one to two.
/// </summary>
public sealed class GoodsThatComeTooLateTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string Leishan = "522634";
    private const string Shanghai = "310104";
    private const string Guiyang = "520102";

    [Fact]
    public async Task AnOrderThatComesTooLateIsRefusedAndHoldsNothing()
    {
        var trade = await OrderFixture.OpenAsync(market, Leishan);
        var lotId = await trade.ListAsync(10_000, days: 3);

        var late = Assert.Single((await trade.Orders.PlaceAsync(trade.Intent(lotId, 1_000))).Rejections);
        Assert.Equal(("order.may-arrive-late", lotId.ToString()), (late.Code, late.Field));
        Assert.Equal([trade.Today.AddDays(4), trade.Today.AddDays(3), trade.Today.AddDays(2)], late.Args.Cast<DateOnly>());
        Assert.Equal(0, (await trade.LotAsync(lotId)).HeldGrams);

        var near = trade.Intent(lotId, 1_000) with { ShipTo = OrderFixture.Home with { RegionCode = Guiyang } };
        Assert.True((await trade.Orders.PlaceAsync(near)).IsOk);
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task ByTheBuyersOwnChoiceItIsTakenIfItComesInTimeAndAReplayDaysLaterIsTheSameOrder()
    {
        var trade = await OrderFixture.OpenAsync(market, Leishan);
        var lotId = await trade.ListAsync(10_000, days: 3);
        var intent = trade.Intent(lotId, 1_000) with { ForEarlierArrival = true };

        Assert.Equal(intent.Id, (await trade.Orders.PlaceAsync(intent)).Value);
        Assert.Equal(3, Assert.Single((await trade.Reads.FindAsync(intent.Id, trade.Buyer))!.Parcels).Parcel.TransitDaysTo);
        Assert.True((await trade.PayAsync(intent.Id)).IsOk);

        market.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(intent.Id, (await trade.Orders.PlaceAsync(intent)).Value);
        Assert.Equal(
            "order.arrives-late",
            Assert.Single((await trade.Orders.PlaceAsync(intent with { Id = Guid.CreateVersion7() })).Rejections).Code
        );
        Assert.Equal(1_000, (await trade.LotAsync(lotId)).SoldGrams);
    }

    [Fact]
    public async Task ManyAtOnceNeverGetMoreThanThereIsAndOnlyThoseWhoWantItInTime()
    {
        const int Units = 10;
        var trade = await OrderFixture.OpenAsync(market, Leishan);
        var lotId = await trade.ListAsync(Units * 500, days: 3);

        var intents = Enumerable.Range(0, 4 * Units).Select(i => trade.Intent(lotId, 500) with { ForEarlierArrival = i % 2 == 0 }).ToList();
        var placed = await Task.WhenAll(intents.Select(trade.Orders.PlaceAsync));

        Assert.Equal(Units, placed.Count(order => order.IsOk));
        Assert.All(
            placed.Zip(intents),
            pair =>
                Assert.Contains(
                    pair.First.IsOk ? "" : pair.First.Rejections[0].Code,
                    pair.Second.ForEarlierArrival ? new[] { "", "stock.short" } : ["order.may-arrive-late", "stock.short"]
                )
        );
        var lot = await trade.LotAsync(lotId);
        Assert.Equal((0, Units * 500), (lot.AvailableGrams, lot.HeldGrams));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task AListForAPlaceHasWhatIsThereInTime()
    {
        var trade = await OrderFixture.OpenAsync(market, Leishan);
        var (near, far) = (await trade.ListAsync(10_000, days: 3), await trade.ListAsync(10_000, days: 4));
        var later = (await trade.Lots.ListAsync(trade.Offer(10_000, days: 8) with { ReadyOn = trade.Today.AddDays(5) })).Value;

        Assert.Equal([near, far, later], await ListedAsync(""));
        Assert.Equal([near, far, later], await ListedAsync($"&destination={Guiyang}"));
        Assert.Equal([far], await ListedAsync($"&destination={Shanghai}"));

        async Task<IEnumerable<Guid>> ListedAsync(string destination)
        {
            using var program = new ApiClient(market);
            var page = await program.GetAsync($"lots?pageSize=100&sort=best-before&county={Leishan}{destination}");
            return
            [
                .. page["items"]
                    .EnumerateArray()
                    .Select(lot => lot.GetProperty("id").GetGuid())
                    .Where(id => id == near || id == far || id == later),
            ];
        }
    }

    /// <summary>They were left out without a word, so that a reader did not know that there are any.</summary>
    [Fact]
    public async Task TheShopWindowSaysHowManyAreLeftOutAndShowsThemOnRequest()
    {
        var trade = await OrderFixture.OpenAsync(market, "522631");
        var (near, far) = (await trade.ListAsync(10_000, days: 3), await trade.ListAsync(10_000, days: 8));
        using var visitor = new MemberVisitor(market);
        const string Window = "/?county=522631";
        Assert.DoesNotContain("可能已过保质期", await visitor.ReadAsync(Window), StringComparison.Ordinal);
        using var chosen = await visitor.PostAsync(
            "/settings/destination",
            ("__RequestVerificationToken", await visitor.TokenAsync("/")),
            ("to", Shanghai)
        );

        var page = await visitor.ReadAsync(Window);
        Assert.Contains("有 1 批货没有列出：送到您那里可能已过保质期。", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Window}&late=true\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/lots/{near}", page, StringComparison.Ordinal);

        page = await visitor.ReadAsync($"{Window}&late=true");
        Assert.Contains("其中 1 批货送到您那里可能已过保质期。", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Window}\"", page, StringComparison.Ordinal);
        Assert.All([near, far], lotId => Assert.Contains($"/lots/{lotId}", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("310000")]
    [InlineData("somewhere")]
    public async Task APlaceThatIsNoAddressIsRefused(string destination)
    {
        using var program = new ApiClient(market);

        Assert.Equal(HttpStatusCode.BadRequest, (await program.GetAsync($"lots?destination={destination}")).Status);
    }
}
