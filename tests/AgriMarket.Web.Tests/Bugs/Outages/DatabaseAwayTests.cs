using System.Diagnostics;
using System.Net;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Outages;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Faults;
using AgriMarket.Web.Tests.Support.Storage;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.LotLists;
using AgriMarket.Web.Trade.Stock;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace AgriMarket.Web.Tests.Bugs.Outages;

/// <summary>
/// While the database was away, programs were answered 422, health and pages hung for 35 seconds, and the log grew by 8.8 MB of stack
/// traces. Whoever asks is told within the settings' seconds that it is away, with 503 and when to come back, and the log has a line.
/// </summary>
public sealed class DatabaseAwayTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/lots/0198a000-0000-7000-8000-000000000001")]
    [InlineData("/api/v1/lots")]
    [InlineData("/health/ready")]
    public async Task APausedServerIsGivenUpAfterTheSecondsOfTheSettings(string path)
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "An embedded database has no server that could be paused.");
        MarketApp market = null!;
        LineToServer? line = null;
        market = new MarketApp(Environments.Production, ("Storage:AnswerSeconds", "1"), ("Storage:HealthSeconds", "1"))
        {
            Contributes = services =>
                services.PostConfigure<StorageOptions>(to => to.ConnectionString = (line ??= new(to.ConnectionString)).ConnectionString),
        };
        await using var closing = market;
        using var visitor = market.CreateClient();
        await using var open = line!;
        line!.Freeze();
        var began = Stopwatch.GetTimestamp();

        using var answer = await visitor.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        // Two answers that do not come and their cancellations, on a machine that is busy with other tests; half a minute before.
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(15));
        line.GoOn();
    }

    [Theory]
    [Trait("Database", "sqlite")]
    [InlineData("/")]
    [InlineData("/api/v1/lots")]
    public async Task WhatCannotReadItsDataAnswers503WithTheTimeToComeBack(string path)
    {
        await using var market = new MarketApp { Contributes = services => services.AddSingleton<LotReads>(_ => throw Locked()) };
        using var visitor = market.CreateClient();

        using var answer = await visitor.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
    }

    [Fact]
    [Trait("Database", "sqlite")]
    public async Task AMemberToo()
    {
        await using var market = new MarketApp { Contributes = services => services.AddSingleton<LotReads>(_ => throw Locked()) };
        var (visitor, _) = await MemberVisitor.SignedInAsync(market, "13900000043");

        using var answer = await visitor.GetAsync("/");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("集市暂时打不开", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Database", "sqlite")]
    public async Task ACallToTheHubIsToldThatTheDataIsAway()
    {
        await using var market = new MarketApp
        {
            Contributes = services => services.AddSingleton(new LiveSource(LiveKind.Lot, _ => throw Locked())),
        };
        market.UseKestrel(0);
        market.StartServer();
        await using var client = await StockClient.ConnectAsync(market);

        var refused = await Assert.ThrowsAsync<HubException>(() => client.WatchAsync(Guid.CreateVersion7()));

        Assert.Contains("market.unavailable", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Database", "none")]
    public void ManyFailuresOfTheDatabaseAreOneLineAMinute()
    {
        var (lines, clock) = (new TroubleLog(), new FakeTimeProvider());
        using var all = new LoggerFactory([lines]);
        using var log = new OutageLog(all, new Logger<OutageLog>(all), clock);
        var page = log.CreateLogger("Page");
        var gone = new InvalidOperationException("Wrapped.", new NpgsqlException("The line is broken.", new TimeoutException()));

        for (var i = 0; i < 500; i++)
        {
            page.LogError(gone, "A page failed.");
        }

        var line = Assert.Single(lines.Lines);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        clock.Advance(OutageLog.Pause);
        page.LogError(gone, "A page failed.");
        Assert.Contains("499 more", lines.Lines.Last(), StringComparison.Ordinal);
        page.LogError(new InvalidOperationException("A bug."), "A page failed.");
        Assert.Contains("A bug.", lines.Lines.Last(), StringComparison.Ordinal);
    }

    private static SqliteException Locked() => new("Locked on purpose.", 5);
}
