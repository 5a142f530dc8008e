using System.Data.Common;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AgriMarket.Benchmarks.Support;

/// <summary>The database of one benchmark, and copies of it. It goes when the benchmark ends.</summary>
internal abstract class BenchDatabase : IAsyncDisposable
{
    /// <summary>Where a PostgreSQL server is, for benchmarks on it: <c>Host=127.0.0.1;Port=5432;Username=…</c>.</summary>
    private const string ServerVariable = "AGRIMARKET_BENCH_POSTGRES";

    protected const string Market = "market";

    /// <summary>As the market's settings name it.</summary>
    public abstract string Provider { get; }

    /// <summary>How the market's own database is reached.</summary>
    public string ConnectionString => ConnectionStringOf(Market);

    /// <summary>Where its market keeps its keys.</summary>
    public string KeyFolder { get; } = Directory.CreateTempSubdirectory("agrimarket-keys-").FullName;

    /// <summary>Embedded, or on the server that the environment names.</summary>
    public static BenchDatabase Create() =>
        Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 } server ? new OnServer(server) : new InFile();

    /// <summary>An open connection to the market's own database.</summary>
    public Task<DbConnection> ConnectAsync() => ConnectAsync(Market);

    /// <summary>Copies the market's database as it is now.</summary>
    /// <returns>An open connection to the copy, set up as the writer's is.</returns>
    public abstract Task<DbConnection> CopyAsync(string name);

    public abstract ValueTask DisposeAsync();

    protected abstract string ConnectionStringOf(string name);

    protected abstract DbConnection Make(string connectionString);

    protected async Task<DbConnection> ConnectAsync(string name)
    {
        var connection = Make(ConnectionStringOf(name));
        await connection.OpenAsync();
        return connection;
    }

    protected static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private sealed class InFile : BenchDatabase
    {
        private readonly string folder = Directory.CreateTempSubdirectory("agrimarket-bench-").FullName;

        public override string Provider => "sqlite";

        public override async Task<DbConnection> CopyAsync(string name)
        {
            await using var source = (SqliteConnection)await ConnectAsync();
            var copy = (SqliteConnection)await ConnectAsync(name);
            source.BackupDatabase(copy);
            await RunAsync(copy, $"PRAGMA journal_mode = WAL; {MarketWriter.SqliteSettings}");
            return copy;
        }

        public override ValueTask DisposeAsync()
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
            Directory.Delete(KeyFolder, recursive: true);
            return ValueTask.CompletedTask;
        }

        protected override string ConnectionStringOf(string name) => $"Data Source={Path.Combine(folder, $"{name}.db")};Foreign Keys=True";

        protected override DbConnection Make(string connectionString) => new SqliteConnection(connectionString);
    }

    private sealed class OnServer : BenchDatabase
    {
        private readonly string server;
        private readonly string prefix = $"bench_{Guid.NewGuid():N}";
        private readonly List<string> names = [];

        public OnServer(string server)
        {
            this.server = server;
            MakeAsync(Market).GetAwaiter().GetResult();
        }

        public override string Provider => "postgres";

        public override async Task<DbConnection> CopyAsync(string name)
        {
            await MakeAsync(name);
            await using (var schema = new PostgresMarketDb(MarketSql.OnServer(ConnectionStringOf(name))))
            {
                await schema.Database.MigrateAsync();
            }

            await using var source = (NpgsqlConnection)await ConnectAsync();
            var copy = (NpgsqlConnection)await ConnectAsync(name);
            // Rows in any order: what they refer to may come later.
            await RunAsync(copy, "SET session_replication_role = replica");
            foreach (var table in await TablesAsync(source))
            {
                await using var rows = await source.BeginRawBinaryCopyAsync($"COPY \"{table}\" TO STDOUT (FORMAT BINARY)");
                await using var into = await copy.BeginRawBinaryCopyAsync($"COPY \"{table}\" FROM STDIN (FORMAT BINARY)");
                await rows.CopyToAsync(into);
            }

            await RunAsync(copy, "SET session_replication_role = DEFAULT; ANALYZE");
            return copy;
        }

        public override async ValueTask DisposeAsync()
        {
            NpgsqlConnection.ClearAllPools();
            Directory.Delete(KeyFolder, recursive: true);
            foreach (var name in names)
            {
                await OnServerAsync($"DROP DATABASE {prefix}_{name} WITH (FORCE)");
            }
        }

        protected override string ConnectionStringOf(string name) => $"{server};Database={prefix}_{name}";

        protected override DbConnection Make(string connectionString) => new NpgsqlConnection(connectionString);

        private async Task MakeAsync(string name)
        {
            await OnServerAsync($"CREATE DATABASE {prefix}_{name}");
            names.Add(name);
        }

        private async Task OnServerAsync(string sql)
        {
            await using var connection = new NpgsqlConnection($"{server};Database=postgres;Pooling=False");
            await connection.OpenAsync();
            await RunAsync(connection, sql);
        }

        private static async Task<List<string>> TablesAsync(NpgsqlConnection source)
        {
            await using var command = source.CreateCommand();
            command.CommandText = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '__EFMigrationsHistory'";
            await using var reader = await command.ExecuteReaderAsync();
            var tables = new List<string>();
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }

            return tables;
        }
    }
}
