using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Platform.Storage;

/// <summary>What somebody sees who starts the program on a database that is not there yet.</summary>
public sealed class FirstStartTests
{
    private static readonly string[] Levels = ["warn:", "fail:", "crit:"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Run", "process")]
    public async Task ANewDatabaseIsMadeWithoutAWarning()
    {
        using var database = TestDatabase.Empty();

        var (code, said, complaint) = await ProgramRun.RunAsync(database.ConnectionString, "", "migrate");

        Assert.Equal(0, code);
        Assert.Empty(Alarms(said));
        Assert.Equal("", complaint);
        Assert.EndsWith("The database is up to date.", said.Trim(), StringComparison.Ordinal);
    }

    [Fact, Trait("Database", "none")]
    public void APlantedWarningIsFound() =>
        Assert.Equal(
            ["warn: Microsoft.EntityFrameworkCore.Migrations[20410]"],
            Alarms("info: Program[0]\n      fine\nwarn: Microsoft.EntityFrameworkCore.Migrations[20410]\n      An operation may be lost.\n")
        );

    // A file of the market of which somebody has taken the guard away.
    [Fact, Trait("Database", "sqlite"), Trait("Run", "process")]
    public async Task MigrateMakesAMissingTriggerAnewAndVerifyNamesIt()
    {
        using var database = TestDatabase.Create();
        await using (var db = new SqliteMarketDb(MarketSql.InFile(database.ConnectionString)))
        {
            await db.Database.ExecuteSqlRawAsync("DROP TRIGGER stock_journal_no_update", Cancel);
        }

        var (broken, named, _) = await ProgramRun.RunAsync(database.ConnectionString, "", "verify");
        var (made, told, _) = await ProgramRun.RunAsync(database.ConnectionString, "", "migrate");
        var (whole, _, _) = await ProgramRun.RunAsync(database.ConnectionString, "", "verify");

        Assert.Equal((1, 0, 0), (broken, made, whole));
        Assert.Contains("table stock_journal: found nothing that refuses UPDATE", named, StringComparison.Ordinal);
        Assert.Contains("stock_journal was not guarded against UPDATE; it is now.", told, StringComparison.Ordinal);
    }

    /// <summary>The lines of a console that say more than that something happened.</summary>
    private static IEnumerable<string> Alarms(string console) =>
        console.Split('\n').Where(line => Levels.Any(level => line.StartsWith(level, StringComparison.Ordinal)));
}
