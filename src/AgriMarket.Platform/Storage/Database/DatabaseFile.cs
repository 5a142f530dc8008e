using AgriMarket.Platform.Storage.Files;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Storage.Database;

/// <summary>
/// The file of the embedded database, and the right to be its only market: two processes would each keep in memory what the
/// other changes, and would tell their readers half of what changed.
/// </summary>
internal sealed class DatabaseFile : IDisposable
{
    private FileStream? held;

    public DatabaseFile(IDbContextFactory<MarketDb> contexts)
    {
        using var db = contexts.CreateDbContext();
        FullPath = db.Database.IsSqlite() ? PathIn(db.Database.GetConnectionString()!) : null;
    }

    /// <summary>Where it lies, wherever links lead; null when there is no file: the database is in memory or on a server.</summary>
    public string? FullPath { get; }

    /// <summary>
    /// Takes the right for as long as this object, or this process, lives: it is a lock of the operating system on a file
    /// beside the database, so that nothing is left of it after a kill. A database without a file needs none.
    /// </summary>
    /// <returns>A sentence that says why not; null when it is taken.</returns>
    public string? Hold()
    {
        if (FullPath is null || held is not null)
        {
            return null;
        }

        if (!Directory.Exists(Path.GetDirectoryName(FullPath)))
        {
            return $"There is no folder for the database {FullPath}. Make it, or set Storage:ConnectionString.";
        }

        try
        {
            // Never deleted: a process that still had the deleted file would share the lock with nobody.
            held = new FileStream(FullPath + SqliteFiles.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return $"This process may not write beside the database {FullPath}, and so cannot make sure to be its only market.";
        }
        catch (IOException)
        {
            return $"Another process has the market of {FullPath} open. Stop it first, or give this one a database of its own "
                + "(Storage:ConnectionString).";
        }
    }

    /// <summary>
    /// Whether a path, wherever links in it lead, is that of the database, of its lock or of what SQLite keeps beside it.
    /// </summary>
    public bool Owns(string path)
    {
        var folder = SqliteFiles.RealPath(Path.GetDirectoryName(path)!);
        string[] ways = [SqliteFiles.RealPath(path), Path.Combine(folder, Path.GetFileName(path))];
        // A file system may not tell A from a.
        return FullPath is not null
            && ((string[])["", SqliteFiles.Lock, .. SqliteFiles.Companions])
                .Select(end => FullPath + end)
                .Intersect(ways, StringComparer.OrdinalIgnoreCase)
                .Any();
    }

    /// <summary>Makes it readable to its owner alone; what SQLite lays beside it takes the same rights.</summary>
    /// <returns>False when it is another user's, who alone can do that.</returns>
    public bool TryRestrict()
    {
        try
        {
            PrivateFiles.Restrict(FullPath is null ? [] : [FullPath, .. SqliteFiles.Companions.Select(companion => FullPath + companion)]);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose() => held?.Dispose();

    private static string? PathIn(string connectionString)
    {
        var settings = new SqliteConnectionStringBuilder(connectionString);
        if (
            settings.Mode == SqliteOpenMode.Memory
            || settings.DataSource is "" or ":memory:"
            || settings.DataSource.Contains("mode=memory", StringComparison.OrdinalIgnoreCase)
        )
        {
            return null;
        }

        const string Prefix = "file:";
        return SqliteFiles.RealPath(
            settings.DataSource.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
                ? settings.DataSource[Prefix.Length..].Split('?')[0]
                : settings.DataSource
        );
    }
}
