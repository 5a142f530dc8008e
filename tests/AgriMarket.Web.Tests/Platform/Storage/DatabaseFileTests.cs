using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Platform.Storage;

/// <summary>One file, one market.</summary>
[Trait("Database", "sqlite")]
public sealed class DatabaseFileTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASecondMarketOnTheSameFileDoesNotOpen()
    {
        Assert.NotNull(market.Services);
        await using var second = new MarketApp(Environments.Development, ("Storage:ConnectionString", market.ConnectionString));

        var file = second.Services.GetRequiredService<DatabaseFile>();

        Assert.False(second.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested);
        Assert.Contains("Another process has the market of", file.Hold(), StringComparison.Ordinal);
    }

    [Fact, Trait("Run", "process")]
    public async Task ASecondProcessIsRefusedWithASentence()
    {
        Assert.NotNull(market.Services);

        var (code, _, complaint) = await ProgramRun.RunAsync(market.ConnectionString, "");

        Assert.Equal(1, code);
        Assert.Equal(
            $"Another process has the market of {market.DatabaseFile} open. Stop it first, or give this one a database of its "
                + "own (Storage:ConnectionString).",
            complaint.Trim()
        );
    }

    [Fact, Trait("Run", "process")]
    public async Task ALinkToTheFileIsTheSameFile()
    {
        Assert.NotNull(market.Services);
        var link = market.DatabaseFile + ".link";
        File.CreateSymbolicLink(link, market.DatabaseFile);

        var (code, _, _) = await ProgramRun.RunAsync($"Data Source={link}", "");

        Assert.Equal(1, code);
    }

    [Fact]
    public async Task TheFileIsFreeOnceItsMarketIsGone()
    {
        await using var outer = new MarketApp();
        await using (var first = new MarketApp(Environments.Development, ("Storage:ConnectionString", outer.ConnectionString)))
        {
            Assert.Contains("Another process", new DatabaseFile(Contexts(first)).Hold(), StringComparison.Ordinal);
        }

        using var free = new DatabaseFile(new OneFile(outer.ConnectionString));
        Assert.Null(free.Hold());
        Assert.Null(free.Hold());
    }

    [Fact, Trait("Run", "process")]
    public async Task AnAdministratorIsMadeWhileTheMarketRuns()
    {
        Assert.NotNull(market.Services);

        var (code, _, complaint) = await ProgramRun.RunAsync(
            market.ConnectionString,
            AgriMarket.Web.Tests.Support.Visitors.MemberVisitor.Password,
            "admin",
            "create",
            "--name",
            "管理员",
            "--login",
            "boss@example.com"
        );

        Assert.True(code == 0, complaint);
    }

    [Fact, Trait("Run", "process")]
    public async Task ASchemaIsNotChangedUnderARunningMarket()
    {
        using var empty = TestDatabase.Empty();
        using var running = new DatabaseFile(new OneFile(empty.ConnectionString));
        Assert.Null(running.Hold());

        var (code, _, complaint) = await ProgramRun.RunAsync(empty.ConnectionString, "", "migrate");

        Assert.Equal(1, code);
        Assert.Contains("Another process", complaint, StringComparison.Ordinal);
        Assert.False(File.Exists(empty.File));
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=shared;Mode=Memory;Cache=Shared")]
    [InlineData("Data Source=file:shared?mode=memory&cache=shared")]
    public void ADatabaseInMemoryHasNoFileToShare(string connectionString)
    {
        using var file = new DatabaseFile(new OneFile(connectionString));

        Assert.Null(file.FullPath);
        Assert.Null(file.Hold());
    }

    [Fact]
    public void AFolderThatIsNotThereGetsASentence()
    {
        using var file = new DatabaseFile(new OneFile("Data Source=/nowhere/at/all/market.db"));

        Assert.Contains("There is no folder", file.Hold(), StringComparison.Ordinal);
    }

    private static IDbContextFactory<MarketDb> Contexts(MarketApp app) => app.Services.GetRequiredService<IDbContextFactory<MarketDb>>();

    private sealed class OneFile(string connectionString) : IDbContextFactory<MarketDb>
    {
        public MarketDb CreateDbContext() =>
            new SqliteMarketDb(new DbContextOptionsBuilder<SqliteMarketDb>().UseSqlite(connectionString).Options);
    }
}
