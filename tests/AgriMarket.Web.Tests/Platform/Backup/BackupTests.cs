using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Backup;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Platform.Backup;

[Trait("Database", "sqlite"), Trait("Run", "process")]
public sealed class BackupTests(MarketApp market) : IClassFixture<MarketApp>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("agrimarket-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Backup => Path.Combine(folder, "backup.db");

    private string Restored => Path.Combine(folder, "restored.db");

    [Fact]
    public async Task EveryOrderAcknowledgedBeforeABackupBeganIsInItWhileOthersGoOnBeingPlaced()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lot = await trade.ListAsync(100_000_000);
        using var enough = new CancellationTokenSource();
        var placed = new System.Collections.Concurrent.ConcurrentQueue<Guid>();
        var buyers = Enumerable
            .Range(0, 4)
            .Select(_ =>
                Task.Run(
                    async () =>
                    {
                        while (!enough.IsCancellationRequested)
                        {
                            placed.Enqueue(await trade.OrderAsync(lot, 500));
                        }
                    },
                    Cancel
                )
            )
            .ToArray();
        await PlacedAsync(50);
        Guid[] before = [.. placed];
        var made = await BackUpAsync();

        // What each buyer was waiting for at this moment may be in the copy; the first order beyond these was asked for after it.
        await PlacedAsync(placed.Count + buyers.Length + 1);
        await enough.CancelAsync();
        await Task.WhenAll(buyers);

        Assert.True(made.Done, string.Join(' ', made.Sentences));
        var (code, said, complaint) = await ProgramRun.RunAsync($"Data Source={Restored}", "", "restore", Backup);
        Assert.True(code == 0, said + complaint);
        await using var db = SqliteFiles.Open(Restored, SqliteOpenMode.ReadWrite);
        var inIt = await db.Set<Order>().Select(order => order.Id).ToListAsync(Cancel);
        Assert.Empty(before.Except(inIt));
        Assert.Empty(inIt.Except(placed));
        Assert.True(inIt.Count < placed.Count);
        await InvariantAssert.AssertHoldAsync(db);
        Assert.Empty(await db.MissingTriggersAsync(Cancel));

        async Task PlacedAsync(int count)
        {
            while (placed.Count < count)
            {
                await (Array.Find(buyers, buyer => buyer.IsFaulted) ?? Task.Delay(10, Cancel));
            }
        }
    }

    [Fact]
    public async Task ARestoredDatabaseTakesThePlaceOfTheOtherWhichIsKept()
    {
        await using var other = new MarketApp();
        var lost = await (await OrderFixture.OpenAsync(other, OrderFixture.Leishan)).ListAsync(5_000);
        var lot = await (await OrderFixture.OpenAsync(market, "520381")).ListAsync(5_000);
        Assert.True((await BackUpAsync()).Done);
        await StopAsync(other);

        var (code, said, complaint) = await ProgramRun.RunAsync(other.ConnectionString, "", "restore", Backup);

        Assert.True(code == 0, said + complaint);
        var kept = Assert.Single(Directory.GetFiles(Path.GetDirectoryName(other.DatabaseFile)!, "market.db.replaced-*"));
        Assert.Contains(kept, said, StringComparison.Ordinal);
        Assert.Equal((true, false), (await HasAsync(other.DatabaseFile, lot), await HasAsync(other.DatabaseFile, lost)));
        Assert.Equal((false, true), (await HasAsync(kept, lot), await HasAsync(kept, lost)));
        Assert.True(File.Exists(Backup));
    }

    [Fact]
    public async Task ADatabaseInUseIsNotReplaced()
    {
        Assert.True((await BackUpAsync()).Done);

        var (code, _, complaint) = await ProgramRun.RunAsync(market.ConnectionString, "", "restore", Backup);

        Assert.Equal(1, code);
        Assert.Contains("Another process has the market", complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE lots SET sold_grams = sold_grams + 1", "lot ")]
    [InlineData("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29991231000000_Later', '99')", "newer program")]
    [InlineData("DROP TABLE \"__EFMigrationsHistory\"", "is no database of the market")]
    public async Task ABrokenBackupIsRefusedAndTheDatabaseIsLeftAlone(string damage, string sentence)
    {
        await (await OrderFixture.OpenAsync(market, OrderFixture.Leishan)).ListAsync(5_000);
        Assert.True((await BackUpAsync()).Done);
        await File.WriteAllTextAsync(Restored, "as it was", Cancel);
        await HarmAsync(damage);

        var (code, _, complaint) = await ProgramRun.RunAsync($"Data Source={Restored}", "", "restore", Backup);

        Assert.Equal(1, code);
        Assert.Contains(sentence, complaint, StringComparison.Ordinal);
        Assert.Equal("as it was", await File.ReadAllTextAsync(Restored, Cancel));
        Assert.Equal([Backup, Restored, Restored + ".lock"], Directory.GetFiles(folder).Order());
    }

    [Fact]
    public async Task ADamagedDatabaseIsReplacedAndKeptAsItIs()
    {
        Assert.True((await BackUpAsync()).Done);
        var damaged = new string('x', 8_192);
        await File.WriteAllTextAsync(Restored, damaged, Cancel);
        await File.WriteAllTextAsync(Restored + "-wal", "what was beside it", Cancel);

        var (code, said, complaint) = await ProgramRun.RunAsync($"Data Source={Restored}", "", "restore", Backup);

        Assert.True(code == 0, said + complaint);
        var kept = Directory.GetFiles(folder, "restored.db.replaced-*").Order().ToList();
        Assert.Equal([damaged, "what was beside it"], kept.Select(File.ReadAllText));
        Assert.False(File.Exists(Restored + "-wal"));
    }

    [Fact]
    public async Task AFileThatIsThereIsOnlyOverwrittenOnRequest()
    {
        await File.WriteAllTextAsync(Backup, "mine", Cancel);

        var refused = await BackUpAsync();
        Assert.Equal("mine", await File.ReadAllTextAsync(Backup, Cancel));
        var done = await Service<DatabaseBackup>().WriteAsync(Backup, overwrite: true, Cancel);

        Assert.Equal((false, true), (refused.Done, done.Done));
        Assert.Contains("--overwrite", Assert.Single(refused.Sentences), StringComparison.Ordinal);
        Assert.Equal([Backup], Directory.GetFiles(folder));
    }

    /// <summary>Through a linked folder a copy was once written over the living database.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("-wal")]
    [InlineData("-shm")]
    [InlineData("-journal")]
    [InlineData(".lock")]
    public async Task ACopyNeverTakesThePlaceOfTheDatabaseOrWhatLiesBesideIt(string end)
    {
        Assert.NotNull(market.Services);
        var (linkedFolder, linkedFile) = (Path.Combine(folder, "linked"), Path.Combine(folder, "linked.db"));
        Directory.CreateSymbolicLink(linkedFolder, Path.GetDirectoryName(market.DatabaseFile)!);
        File.CreateSymbolicLink(linkedFile, market.DatabaseFile + end);
        string[] names = [market.DatabaseFile, Path.Combine(linkedFolder, Path.GetFileName(market.DatabaseFile))];

        foreach (var file in names.Select(name => name + end).Append(linkedFile))
        {
            var made = await Service<DatabaseBackup>().WriteAsync(file, overwrite: true, Cancel);
            Assert.Equal(
                [$"{file} belongs to the database itself, which a copy over it would destroy. Name another file."],
                made.Sentences
            );
        }
    }

    [Fact]
    public async Task AFolderThatIsNotThereGetsASentence()
    {
        var (code, _, complaint) = await ProgramRun.RunAsync(
            market.ConnectionString,
            "",
            "backup",
            Path.Combine(folder, "none", "backup.db")
        );

        Assert.Equal(1, code);
        Assert.Contains("There is no folder", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADatabaseWithoutAFileIsNotCopiedThisWay()
    {
        var (code, _, complaint) = await ProgramRun.RunAsync("Data Source=:memory:", "", "backup", Backup);

        Assert.Equal(1, code);
        Assert.Contains("pg_dump", complaint, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private T Service<T>()
        where T : notnull => market.Services.GetRequiredService<T>();

    private Task<Outcome> BackUpAsync() => Service<DatabaseBackup>().WriteAsync(Backup, overwrite: false, Cancel);

    private static async Task StopAsync(MarketApp app)
    {
        // Asked for first: a market that has stopped has no services left.
        var file = app.Services.GetRequiredService<DatabaseFile>();
        await app.Services.GetRequiredService<IHost>().StopAsync(Cancel);
        file.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(app.ConnectionString));
    }

    private static async Task<bool> HasAsync(string file, Guid lotId)
    {
        await using var db = SqliteFiles.Open(file, SqliteOpenMode.ReadWrite);
        return await db.Set<AgriMarket.Domain.Lots.Lot>().AnyAsync(lot => lot.Id == lotId, Cancel);
    }

    private async Task HarmAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Backup};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA ignore_check_constraints = ON; {sql}";
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
