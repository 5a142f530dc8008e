using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Storage;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Trade.Stock;

/// <summary>The hub over real sockets.</summary>
public sealed class StockHubTests(StockHubTests.OverSockets served) : IClassFixture<StockHubTests.OverSockets>
{
    private const int MaxTopics = 5;

    private readonly MarketApp market = served.Market;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnOutsideProgramGetsThePresentStockAndThenEveryChange(bool messagePack)
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lotId = await trade.ListAsync(50_000);
        await using var client = await StockClient.ConnectAsync(market, messagePack);

        await client.WatchAsync(lotId);
        var present = await client.NextAsync();
        Assert.Equal(
            (lotId, 1, 50_000, 380, 0),
            (present.LotId, present.Version, present.AvailableGrams, present.PriceFen, present.BoughtGrams)
        );
        Assert.Equal(
            (trade.Today.AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), OrderFixture.Leishan),
            (present.BestBeforeOn, present.CountyCode)
        );

        var orderId = await trade.OrderAsync(lotId, 5_000);
        Assert.Equal(present with { Version = 2, AvailableGrams = 45_000 }, await client.NextAsync());

        await trade.PayAsync(orderId);
        Assert.Equal(present with { Version = 3, AvailableGrams = 45_000, BoughtGrams = 5_000 }, await client.NextAsync());

        await trade.Lots.CloseAsync(lotId, trade.Farmer);
        Assert.Equal(present with { Version = 4, AvailableGrams = 0 }, await client.NextAsync());
    }

    [Fact]
    public async Task TheNamesOfANewsAreAsDescribed()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lotId = await trade.ListAsync(50_000);
        await using var client = await StockClient.ConnectAsync(market);

        var missed = await client.Hub.InvokeAsync<JsonElement>("Sync", new[] { new Known(lotId, 0) }, Cancel);

        Assert.Equal(
            ["availableGrams", "bestBeforeOn", "boughtGrams", "countyCode", "lotId", "priceFen", "version"],
            Assert.Single(missed.EnumerateArray()).EnumerateObject().Select(member => member.Name).Order()
        );
    }

    [Fact]
    public async Task ARefusedOrderIsNoNews()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lotId = await trade.ListAsync(5_000);
        await using var client = await StockClient.ConnectAsync(market);
        await client.WatchAsync(lotId);
        await client.NextAsync();

        Assert.False((await trade.Orders.PlaceAsync(trade.Intent(lotId, 5_500))).IsOk);
        await trade.OrderAsync(lotId, 1_000);

        var next = await client.NextAsync();
        Assert.Equal((2, 4_000), (next.Version, next.AvailableGrams));
    }

    [Fact]
    public async Task ACountyIsWatchedWithAllItsLotsAndNoOther()
    {
        const string County = "522635";
        var trade = await OrderFixture.OpenAsync(market, County);
        var elsewhere = await OrderFixture.OpenAsync(market, "522633");
        await using var client = await StockClient.ConnectAsync(market);
        await client.Hub.InvokeAsync("WatchCounty", County, Cancel);

        await elsewhere.ListAsync(10_000);
        var lotId = await trade.ListAsync(10_000);
        Assert.Equal(lotId, (await client.NextAsync()).LotId);

        // Also watched by name: it comes once all the same.
        await client.WatchAsync(lotId);
        Assert.Equal(1, (await client.NextAsync()).Version);
        await trade.OrderAsync(lotId, 500);
        Assert.Equal(2, (await client.NextAsync()).Version);
        await trade.OrderAsync(lotId, 500);
        Assert.Equal(3, (await client.NextAsync()).Version);

        await client.Hub.InvokeAsync("UnwatchCounty", County, Cancel);
        await trade.ListAsync(10_000);
        await trade.OrderAsync(lotId, 500);
        Assert.Equal((lotId, 4), (await client.NextAsync()) is var last ? (last.LotId, last.Version) : default);
    }

    [Fact]
    public async Task WhatIsNoLongerWatchedIsNotSent()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var (left, kept) = (await trade.ListAsync(10_000), await trade.ListAsync(10_000));
        await using var client = await StockClient.ConnectAsync(market);
        await client.WatchAsync(left, kept);
        Assert.Equal(2, new[] { await client.NextAsync(), await client.NextAsync() }.DistinctBy(update => update.LotId).Count());

        await client.Hub.InvokeAsync("Unwatch", new[] { left }, Cancel);
        await trade.OrderAsync(left, 500);
        await trade.OrderAsync(kept, 500);

        Assert.Equal(kept, (await client.NextAsync()).LotId);
    }

    [Theory]
    [InlineData(MemberRole.Official)]
    [InlineData(MemberRole.Administrator)]
    public async Task OfficialsAndAdministratorsMayWatchTheWholeMarket(MemberRole role)
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        await using var client = await StockClient.ConnectAsync(market, token: await TokenAsync(role));

        await client.Hub.InvokeAsync("WatchAll", Cancel);
        var lotId = await trade.ListAsync(10_000);

        // News of what the tests before did may still be on its way.
        while ((await client.NextAsync()).LotId != lotId) { }
    }

    [Fact]
    public async Task NobodyElseMayWatchTheWholeMarket()
    {
        await using var visitor = await StockClient.ConnectAsync(market);
        await using var farmer = await StockClient.ConnectAsync(market, token: await TokenAsync(MemberRole.Farmer));

        await Assert.ThrowsAsync<HubException>(() => visitor.Hub.InvokeAsync("WatchAll", Cancel));
        await Assert.ThrowsAsync<HubException>(() => farmer.Hub.InvokeAsync("WatchAll", Cancel));
        await Assert.ThrowsAsync<HubException>(() => farmer.Hub.InvokeAsync("WatchAll", Cancel));

        await using var db = OrderFixture.Db(market);
        Assert.Equal(1, await db.Set<Act>().CountAsync(row => row.SubjectName == "StockHub.WatchAll", Cancel));
    }

    [Theory]
    [InlineData("WatchCounty", "lots")]
    [InlineData("WatchCounty", "52263x")]
    [InlineData("WatchCounty", null)]
    [InlineData("WatchLots", null)]
    [InlineData("Unwatch", null)]
    [InlineData("Sync", null)]
    public async Task NonsenseIsRefusedWithASentence(string method, string? argument)
    {
        await using var client = await StockClient.ConnectAsync(market);

        var refused = await Assert.ThrowsAsync<HubException>(() => client.Hub.InvokeAsync(method, argument, Cancel));

        Assert.EndsWith(
            method == "WatchCounty" ? "A county is named by its code of six digits." : "Name what you want to watch.",
            refused.Message
        );
    }

    [Fact]
    public async Task MoreThanOneConnectionMayWatchIsRefused()
    {
        await using var client = await StockClient.ConnectAsync(market);
        var most = Enumerable.Range(0, MaxTopics).Select(_ => Guid.CreateVersion7()).ToArray();
        await client.WatchAsync(most);
        await client.WatchAsync(most);

        await Assert.ThrowsAsync<HubException>(() => client.WatchAsync(Guid.CreateVersion7()));
        await Assert.ThrowsAsync<HubException>(() => client.SyncAsync(Guid.CreateVersion7()));
        await Assert.ThrowsAsync<HubException>(() => client.Hub.InvokeAsync("WatchCounty", OrderFixture.Leishan, Cancel));

        await client.Hub.InvokeAsync("Unwatch", most, Cancel);
        await client.WatchAsync(Guid.CreateVersion7());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhoWasAwayGetsExactlyWhatItMissed(bool messagePack)
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var (same, changed) = (await trade.ListAsync(10_000), await trade.ListAsync(10_000));
        await using var client = await StockClient.ConnectAsync(market, messagePack);
        Assert.Equal(2, (await client.SyncAsync(same, changed)).Count);
        var back = new TaskCompletionSource();
        client.Hub.Reconnected += _ =>
        {
            back.TrySetResult();
            return Task.CompletedTask;
        };

        client.Drop();
        await trade.OrderAsync(changed, 500);
        await trade.OrderAsync(changed, 500);
        await back.Task.WaitAsync(StockClient.Patience, Cancel);
        var missed = await client.SyncAsync(same, changed);

        Assert.Equal(
            (changed, 3, 9_000),
            Assert.Single(missed) is var update ? (update.LotId, update.Version, update.AvailableGrams) : default
        );
        Assert.Empty(await client.SyncAsync(same, changed));

        // And from then on it hears of both again; what it was answered may come as update once more.
        await trade.OrderAsync(same, 500);
        var next = await client.NextAsync();
        while (next.LotId == changed || next.Version == 1)
        {
            Assert.InRange(next.Version, 1, 3);
            next = await client.NextAsync();
        }

        Assert.Equal((same, 2), (next.LotId, next.Version));
    }

    private async Task<string> TokenAsync(MemberRole role)
    {
        var login = $"m{Guid.NewGuid():N}@example.com";
        await MemberVisitor.EnrolAsync(market, login, role);
        using var http = market.CreateClient();
        using var answer = await http.PostAsJsonAsync("/api/v1/auth/login", new { login, password = MemberVisitor.Password }, Cancel);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("accessToken").GetString()!;
    }

    /// <summary>One market for all of them, in which each has lots and counties that no other touches.</summary>
    public sealed class OverSockets : IAsyncDisposable
    {
        public OverSockets()
        {
            Market.UseKestrel(0);
            Market.StartServer();
        }

        public MarketApp Market { get; } =
            new(
                Environments.Development,
                ("Live:MaxTopics", $"{MaxTopics}"),
                ("Logging:Console:LogLevel:Microsoft.AspNetCore.SignalR", "None")
            );

        public ValueTask DisposeAsync() => Market.DisposeAsync();
    }
}
