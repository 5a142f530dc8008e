using AgriMarket.Platform.Storage.Files;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Storage.Database;

/// <summary>Files of the embedded database, apart from the one that the market is open on.</summary>
internal static class SqliteFiles
{
    /// <summary>What SQLite keeps beside a database file.</summary>
    public static readonly string[] Companions = ["-wal", "-shm", "-journal"];

    /// <summary>The end of the name of the file by which a process is the only market of a database.</summary>
    public const string Lock = ".lock";

    /// <summary>Where a path leads once every link in it is followed, also those of folders.</summary>
    public static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        var real = Path.GetPathRoot(full)!;
        foreach (var part in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = new FileInfo(Path.Combine(real, part));
            real = next.LinkTarget is null ? next.FullName : RealPath(next.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
        }

        return real;
    }

    /// <summary>A context on a file. Not pooled, so that the file is free once the context is gone.</summary>
    public static SqliteMarketDb Open(string file, SqliteOpenMode mode) => new(MarketSql.InFile(ConnectionString(file, mode)));

    /// <summary>
    /// A context that only reads a file and leaves nothing beside it. SQLite takes away what it laid there when the last one that may write
    /// closes the file, and never under another one's feet; one that may only read leaves it.
    /// </summary>
    public static async Task<SqliteMarketDb> OpenToReadAsync(string file, CancellationToken stop)
    {
        // Of a damaged file, who may write would delete what lies beside it, which may be all that is left of the data.
        var db = Open(file, BeginsLikeADatabase(file) ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly);
        await db.Database.OpenConnectionAsync(stop);
        await db.Database.ExecuteSqlRawAsync("PRAGMA query_only = ON", stop);
        return db;
    }

    /// <summary>
    /// Copies one moment of a database into a new file, durably, while others go on reading and writing it. The copy is a
    /// single file: it needs nothing beside it, and only the market's own user may read it.
    /// </summary>
    public static void Copy(string from, string to)
    {
        PrivateFiles.Make(to);
        using (var source = new SqliteConnection(ConnectionString(from, SqliteOpenMode.ReadWrite)))
        using (var copy = new SqliteConnection(ConnectionString(to, SqliteOpenMode.ReadWriteCreate)))
        {
            source.Open();
            copy.Open();
            source.BackupDatabase(copy);
            Execute(copy, "PRAGMA journal_mode = DELETE");
        }

        Flush(to);
    }

    /// <summary>Makes a file one that many can read while one writes, as the market wants it, and leaves nothing beside it.</summary>
    public static void ReadyForMarket(string file)
    {
        using (var connection = new SqliteConnection(ConnectionString(file, SqliteOpenMode.ReadWrite)))
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode = WAL");
        }

        Flush(file);
    }

    /// <summary>Folds into a database what lies beside it, as far as it can be opened at all.</summary>
    public static void Fold(string file)
    {
        if (!BeginsLikeADatabase(file))
        {
            // To open it would delete what lies beside it, which may be all that is left of the data.
            return;
        }

        try
        {
            using var connection = new SqliteConnection(ConnectionString(file, SqliteOpenMode.ReadWrite));
            connection.Open();
            Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // It is damaged, which may be why another one takes its place. It is kept as it is, with what lies beside it.
        }
    }

    /// <summary>Whether there are tables in a database, besides those that EF Core lays down before it makes the first ones.</summary>
    public static bool HasTables(string file)
    {
        using var connection = new SqliteConnection(ConnectionString(file, SqliteOpenMode.ReadOnly));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM sqlite_master WHERE substr(name, 1, 4) <> '__EF'";
        return command.ExecuteScalar() is not null;
    }

    public static void Delete(string file)
    {
        File.Delete(file);
        Array.ForEach(Companions, companion => File.Delete(file + companion));
    }

    public static bool BeginsLikeADatabase(string file)
    {
        ReadOnlySpan<byte> expected = "SQLite format 3\0"u8;
        Span<byte> found = stackalloc byte[expected.Length];
        using var handle = File.OpenHandle(file);
        return RandomAccess.Read(handle, found, 0) == expected.Length && found.SequenceEqual(expected);
    }

    private static void Flush(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string ConnectionString(string file, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
        }.ConnectionString;
}
