using AgriMarket.Platform.Storage.Writer;
using Microsoft.Data.Sqlite;

namespace AgriMarket.Web.Tests.Bugs.Outages;

/// <summary>A reader of 25 seconds let the write-ahead log grow to 113 MB, and there it stayed, long after the reader had gone.</summary>
[Trait("Database", "sqlite")]
public sealed class LogOfTheDatabaseTests : IDisposable
{
    private const int Megabyte = 1 << 20;

    private readonly string folder = Directory.CreateTempSubdirectory("agrimarket-").FullName;

    private string Log => Path.Combine(folder, "market.db-wal");

    [Fact]
    public void ALogThatAReaderLetGrowIsCutBackOnceTheReaderHasGone()
    {
        using var writer = Open(MarketWriter.SqliteSettings);
        Write(writer, 1);
        using (var reader = Open(""))
        using (Reading(reader))
        {
            Write(writer, 80);
            Assert.True(new FileInfo(Log).Length > 80 * Megabyte);
        }

        // One folds all of it into the file, and the next begins it anew.
        Write(writer, 1);
        Write(writer, 1);

        Assert.InRange(new FileInfo(Log).Length, 1, 64 * Megabyte);
    }

    [Fact]
    public void ALogWithAlwaysSomebodyWhoReadsIsEndedBetweenTwoOfThem()
    {
        using var writer = Open("PRAGMA wal_autocheckpoint = 0");
        var log = new SqliteLog(writer, large: Megabyte);
        Write(writer, 1);
        using (var reader = Open(""))
        using (Reading(reader))
        {
            Write(writer, 2);
            Commit(log);

            // Whoever reads an older moment is not waited for.
            Assert.True(new FileInfo(Log).Length > 2 * Megabyte);
        }

        Commit(log);

        Assert.Equal(0, new FileInfo(Log).Length);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Commit(SqliteLog log)
    {
        for (var i = 0; i < SqliteLog.CommitsBetween; i++)
        {
            log.Shrink();
        }
    }

    private SqliteConnection Open(string settings)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "market.db")};Pooling=False");
        connection.Open();
        Execute(connection, $"PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS rows (bytes BLOB); {settings}");
        return connection;
    }

    /// <summary>Keeps the present moment in sight until it is disposed.</summary>
    private static SqliteTransaction Reading(SqliteConnection connection)
    {
        var moment = connection.BeginTransaction(deferred: true);
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (moment, "SELECT count(*) FROM rows");
        command.ExecuteScalar();
        return moment;
    }

    private static void Write(SqliteConnection connection, int megabytes)
    {
        for (var i = 0; i < megabytes; i++)
        {
            Execute(connection, $"INSERT INTO rows VALUES (zeroblob({Megabyte}))");
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
