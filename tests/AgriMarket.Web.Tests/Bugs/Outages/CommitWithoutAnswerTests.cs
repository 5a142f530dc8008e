using System.Net;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Faults;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Bugs.Outages;

/// <summary>
/// The line to the database broke during COMMIT, and the answer was "not done" though eight orders of nine were stored. The market asks the
/// database itself what became of it; where it can't, it says that nobody knows, and the same id sent again is the same order.
/// </summary>
public sealed class CommitWithoutAnswerTests
{
    private const string WhyPostgres = "An embedded database has no line that could break.";

    [Fact]
    public async Task ACommitWhoseAnswerIsLostIsLookedUpAndAnsweredAsDone()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, WhyPostgres);
        await using var market = MarketBehind(out var lines);
        await using var line = lines.Value;
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lot = await trade.ListAsync(100_000);
        line.Next = CutAt.AfterCommit;

        var placed = await trade.Orders.PlaceAsync(trade.Intent(lot, 500));

        Assert.Equal(CutAt.Nowhere, line.Next);
        Assert.True(placed.IsOk, placed.IsOk ? "" : placed.Rejections[0].Code);
        Assert.Equal(OrderStatus.AwaitingPayment, await trade.StatusAsync(placed.Value));
        Assert.Equal(99_500, (await trade.LotAsync(lot)).AvailableGrams);
        await trade.OrderAsync(lot, 500);
    }

    [Fact]
    public async Task ACommitThatNeverArrivedIsAnsweredAsNotDoneAndIsNotDone()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, WhyPostgres);
        await using var market = MarketBehind(out var lines);
        await using var line = lines.Value;
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lot = await trade.ListAsync(100_000);
        line.Next = CutAt.BeforeCommit;

        var placed = await trade.Orders.PlaceAsync(trade.Intent(lot, 500));

        Assert.Equal("market.unavailable", placed.Rejections[0].Code);
        Assert.Equal(100_000, (await trade.LotAsync(lot)).AvailableGrams);
        await trade.OrderAsync(lot, 500);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhereNobodyCanBeAskedTheSameIdSentAgainIsTheSameOrder(bool arrives)
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, WhyPostgres);
        await using var market = MarketBehind(out var lines);
        await using var line = lines.Value;
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lot = await trade.ListAsync(100_000);
        var intent = trade.Intent(lot, 500);
        (line.Next, line.StaysDown) = (arrives ? CutAt.AfterCommit : CutAt.BeforeCommit, true);

        var first = await trade.Orders.PlaceAsync(intent);
        line.Mend();
        var second = await trade.Orders.PlaceAsync(intent);

        Assert.Equal("market.outcome-unknown", first.Rejections[0].Code);
        Assert.Equal(intent.Id, second.Value);
        Assert.Equal(99_500, (await trade.LotAsync(lot)).AvailableGrams);
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Theory]
    [Trait("Database", "sqlite")]
    [InlineData(10, "market.outcome-unknown")]
    [InlineData(13, "market.unavailable")]
    public async Task ADiskThatFailsDuringTheCommitSaysWhetherAnythingCanBeLeftOfIt(int sqliteCode, string code)
    {
        var disk = new FailingCommit();
        await using var market = new MarketApp
        {
            Contributes = services => services.ConfigureDbContext<SqliteMarketDb>(db => db.AddInterceptors(disk)),
        };
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lot = await trade.ListAsync(100_000);
        var intent = trade.Intent(lot, 500);
        disk.Code = sqliteCode;

        var first = await trade.Orders.PlaceAsync(intent);
        var second = await trade.Orders.PlaceAsync(intent);

        Assert.Equal(code, first.Rejections[0].Code);
        Assert.Equal(intent.Id, second.Value);
        Assert.Equal(99_500, (await trade.LotAsync(lot)).AvailableGrams);
    }

    [Theory]
    [Trait("Database", "sqlite")]
    [InlineData(10, "market.outcome-unknown")]
    [InlineData(13, "market.unavailable")]
    public async Task AProgramIsToldToComeBackWithTheSameId(int sqliteCode, string code)
    {
        var disk = new FailingCommit();
        await using var market = new MarketApp
        {
            Contributes = services => services.ConfigureDbContext<SqliteMarketDb>(db => db.AddInterceptors(disk)),
        };
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lot = await trade.ListAsync(100_000);
        using var caller = new ApiClient(market);
        await MemberVisitor.EnrolAsync(market, "13900000042", MemberRole.Resident);
        await caller.SignInAsync("13900000042", MemberVisitor.Password);
        disk.Code = sqliteCode;

        var answer = await caller.PostAsync("orders", ApiClient.OrderOf(Guid.CreateVersion7(), null, (lot, 500)));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, code), (answer.Status, answer.Code));
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    /// <summary>A market whose database is reached by a line of the test's own, once somebody asks for it.</summary>
    private static MarketApp MarketBehind(out Lazy<LineToServer> line)
    {
        MarketApp market = null!;
        var between = new Lazy<LineToServer>(() => new LineToServer(market.ConnectionString));
        market = new MarketApp
        {
            Contributes = services => services.PostConfigure<StorageOptions>(to => to.ConnectionString = between.Value.ConnectionString),
        };
        line = between;
        return market;
    }

    /// <summary>Lets the next commit of the writer fail as a disk would, once.</summary>
    private sealed class FailingCommit : DbTransactionInterceptor
    {
        public int Code { get; set; }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            System.Data.Common.DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        )
        {
            var code = Code;
            Code = 0;
            return code == 0 ? new(result) : throw new SqliteException("The disk fails on purpose.", code);
        }
    }
}
