using System.Net;
using System.Net.Sockets;
using AgriMarket.Platform.Storage;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Bugs;

/// <summary>Settings and databases with which the program once started all the same, hung, or ended in a stack trace.</summary>
[Trait("Database", "sqlite")]
public sealed class StartTests : IDisposable
{
    private readonly TestDatabase database = TestDatabase.Empty();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, Trait("Run", "process")]
    [InlineData("--Orders:HoldMinutes=abc", "Failed to convert configuration value 'abc' at 'Orders:HoldMinutes' to type 'System.Int32'.")]
    [InlineData("--urls=nonsense", "\"nonsense\" is no address to listen at. Set ASPNETCORE_URLS to one like http://localhost:5080.")]
    public async Task AWrongSettingCostsASentence(string setting, string sentence)
    {
        var (code, _, complaint) = await ProgramRun.RunAsync(database.ConnectionString, "", setting);

        Assert.Equal((1, sentence), (code, complaint.Trim()));
        Assert.False(File.Exists(database.File));
    }

    [Fact, Trait("Run", "process")]
    public async Task AnAddressThatIsTakenCostsASentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://localhost:{((IPEndPoint)other.LocalEndpoint).Port}";

        var (code, _, complaint) = await ProgramRun.RunAsync(database.ConnectionString, "", $"--urls={address}");

        Assert.Equal(1, code);
        Assert.Equal(
            $"Another program listens at {address} already. Stop it, or set ASPNETCORE_URLS to another address.",
            complaint.Trim()
        );
    }

    [Fact, Trait("Run", "process")]
    public async Task AMarketThatWasKilledInTheMiddleOfAMigrationStartsAgain()
    {
        await SqlAsync(
            """CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT); """
                + """INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-01 00:00:00')"""
        );

        var (code, said, complaint) = await ProgramRun.RunAsync(database.ConnectionString, "", "migrate");

        Assert.Equal((0, ""), (code, complaint));
        Assert.EndsWith("The database is up to date.", said.Trim(), StringComparison.Ordinal);
        // Byte 18 of the file is the format in which it is written: 2 is the one with a log beside it.
        Assert.Equal(2, (await File.ReadAllBytesAsync(database.File, Cancel))[18]);
    }

    [Fact, Trait("Run", "process")]
    public async Task TheFileOfAnotherProgramIsLeftAsItIs()
    {
        await SqlAsync("CREATE TABLE recipes (name TEXT)");
        var before = await File.ReadAllBytesAsync(database.File, Cancel);

        var (code, _, complaint) = await ProgramRun.RunAsync(database.ConnectionString, "");

        Assert.Equal((1, $"{database.File} is no database of the market: it has none of its tables."), (code, complaint.Trim()));
        Assert.Equal(before, await File.ReadAllBytesAsync(database.File, Cancel));
    }

    [Fact]
    public async Task ADatabaseOfANewerProgramIsNotUsed()
    {
        using var newer = TestDatabase.Create();
        Assert.Null(await WhyNotAsync(newer.ConnectionString));
        await SqlAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('99991231000000_Later', '99.0')""", newer.ConnectionString);

        Assert.Equal(
            $"{newer.File} was made by a newer program: this one does not know 99991231000000_Later.",
            await WhyNotAsync(newer.ConnectionString)
        );
    }

    [Theory]
    [InlineData("a text", " is no database, and is left as it is. Name another file in Storage:ConnectionString.")]
    [InlineData("SQLite format 3\0 and nothing that follows", " can't be read as a database: SQLite Error 26: 'file is not a database'.")]
    public async Task AFileThatIsNoDatabaseIsNotUsed(string content, string complaint)
    {
        await File.WriteAllTextAsync(database.File, content, Cancel);

        Assert.Equal(database.File + complaint, await WhyNotAsync(database.ConnectionString));
        Assert.Equal(content, await File.ReadAllTextAsync(database.File, Cancel));
    }

    [Fact]
    public async Task AFolderIsNoDatabase() =>
        Assert.Equal(
            $"{Path.GetTempPath().TrimEnd('/')} is a folder. Name a file in Storage:ConnectionString.",
            await WhyNotAsync($"Data Source={Path.GetTempPath().TrimEnd('/')}")
        );

    [Fact]
    public async Task AServerThatIsAwayCostsASentence()
    {
        await using var services = Services(() =>
            new PostgresMarketDb(MarketSql.OnServer("Host=127.0.0.1;Port=1;Username=nobody;Database=none"))
        );

        Assert.StartsWith(
            "The database server can't be used: Failed to connect to 127.0.0.1:1.",
            await services.WhyNotUsableAsync(),
            StringComparison.Ordinal
        );
    }

    public void Dispose() => database.Dispose();

    private async Task SqlAsync(string sql, string? connectionString = null)
    {
        await using var connection = new SqliteConnection($"{connectionString ?? database.ConnectionString};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<string?> WhyNotAsync(string connectionString)
    {
        await using var services = Services(() => new SqliteMarketDb(MarketSql.InFile($"{connectionString};Pooling=False")));
        return await services.WhyNotUsableAsync();
    }

    private static ServiceProvider Services(Func<MarketDb> open) =>
        new ServiceCollection()
            .AddSingleton<IDbContextFactory<MarketDb>>(new Opened(open))
            .AddSingleton<DatabaseFile>()
            .BuildServiceProvider();

    private sealed class Opened(Func<MarketDb> open) : IDbContextFactory<MarketDb>
    {
        public MarketDb CreateDbContext() => open();
    }
}
