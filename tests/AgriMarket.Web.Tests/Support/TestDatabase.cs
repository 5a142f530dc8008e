using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AgriMarket.Web.Tests.Support;

/// <summary>
/// A database for one market of a test, gone with it: a SQLite file, or a database on the PostgreSQL server that
/// <c>AGRIMARKET_TEST_POSTGRES</c> names. It is a copy of one that has the schema and the reference data, so that not every
/// test waits for those.
/// </summary>
internal sealed class TestDatabase : IDisposable
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("AGRIMARKET_TEST_POSTGRES");
    private static readonly Lazy<TestDatabase> Filled = new(Fill);

    private readonly string name = $"market_{Guid.NewGuid():N}";
    private readonly string folder = Directory.CreateTempSubdirectory("agrimarket-").FullName;

    private TestDatabase() { }

    public static bool IsPostgres => Server is { Length: > 0 };

    public static string Provider => IsPostgres ? "postgres" : "sqlite";

    /// <summary>The SQLite file; none on PostgreSQL.</summary>
    public string File => Path.Combine(folder, "market.db");

    /// <summary>Where its market keeps its keys: beside the file.</summary>
    public string KeyFolder => Path.Combine(folder, "keys");

    public string ConnectionString => IsPostgres ? $"{Server};Database={name};Maximum Pool Size=20" : $"Data Source={File}";

    /// <summary>With schema and reference data.</summary>
    public static TestDatabase Create()
    {
        var filled = Filled.Value;
        var copy = new TestDatabase();
        if (IsPostgres)
        {
            OnServer($"CREATE DATABASE {copy.name} TEMPLATE {filled.name}");
        }
        else
        {
            System.IO.File.Copy(filled.File, copy.File);
        }

        return copy;
    }

    /// <summary>As an operator finds it before the first start.</summary>
    public static TestDatabase Empty()
    {
        var database = new TestDatabase();
        if (IsPostgres)
        {
            OnServer($"CREATE DATABASE {database.name}");
        }

        return database;
    }

    /// <summary>Asks the rows what the verb <c>verify</c> asks them.</summary>
    public async Task VerifyAsync(Auditor auditor)
    {
        await using MarketDb db = IsPostgres
            ? new PostgresMarketDb(MarketSql.OnServer(ConnectionString))
            : new SqliteMarketDb(MarketSql.InFile(ConnectionString));
        await InvariantAssert.AssertCleanAsync(auditor, db);
    }

    public void Dispose()
    {
        ReleaseConnections();
        Directory.Delete(folder, recursive: true);
        if (IsPostgres)
        {
            OnServer($"DROP DATABASE {name} WITH (FORCE)");
        }
    }

    private static TestDatabase Fill()
    {
        var database = Empty();
        using (var market = new MarketApp(database))
        {
            _ = market.Services;
        }

        database.ReleaseConnections();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => database.Dispose();
        return database;
    }

    /// <summary>What pools keep open would keep the file from being whole and the database from being copied.</summary>
    private void ReleaseConnections()
    {
        if (IsPostgres)
        {
            // The market adds settings of its own to the connection string, and each spelling has a pool.
            NpgsqlConnection.ClearAllPools();
        }
        else
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }
    }

    private static void OnServer(string sql)
    {
        using var connection = new NpgsqlConnection($"{Server};Database=postgres;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
