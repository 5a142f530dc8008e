using Microsoft.Data.Sqlite;

namespace AgriMarket.Platform.Storage.Writer;

/// <summary>
/// The write-ahead log of a file. SQLite folds it into the file by itself, but begins it anew only when nobody reads an older moment just
/// then: with readers one after the other it grows for as long as they come. Once it is large, it is asked to end here, at a moment
/// between two batches; who reads an older moment then is not waited for, and it is asked again later.
/// </summary>
internal sealed class SqliteLog(SqliteConnection connection, long large = SqliteLog.Large)
{
    /// <summary>Bytes from which on the log is to end: twice what it is cut back to by itself.</summary>
    internal const long Large = 128L << 20;

    /// <summary>Commits between two looks at its size; each try to fold it is work while somebody reads.</summary>
    internal const int CommitsBetween = 64;

    private readonly string file = $"{connection.DataSource}-wal";
    private int commits;

    public void Shrink()
    {
        if (++commits < CommitsBetween)
        {
            return;
        }

        commits = 0;
        if (new FileInfo(file) is not { Exists: true } log || log.Length <= large)
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
    }
}
