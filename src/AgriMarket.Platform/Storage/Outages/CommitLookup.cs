using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AgriMarket.Platform.Storage.Outages;

/// <summary>What became of a transaction whose commit was not answered.</summary>
internal enum CommitOutcome
{
    NotStored,
    Stored,

    /// <summary>The database can't be asked, or can't say.</summary>
    Unknown,
}

/// <summary>How a server calls a transaction that has written something, and who runs it there.</summary>
internal sealed record ServerTransaction(string Id, int Backend)
{
    /// <summary>The transaction that is open; null when it has written nothing, so that nothing can be lost of it.</summary>
    public static async Task<ServerTransaction?> CurrentAsync(SqlStatements sql) =>
        (
            await sql.QueryAsync(
                $"SELECT coalesce(CAST(pg_current_xact_id_if_assigned() AS text), ''), CAST(pg_backend_pid() AS bigint)",
                row => new ServerTransaction(row.GetString(0), (int)row.GetInt64(1))
            )
        ).Single()
            is { Id.Length: > 0 } current
            ? current
            : null;
}

/// <summary>Asks a database what became of a transaction, when the line broke between the commit and its answer.</summary>
internal static class CommitLookup
{
    /// <summary>SQLite could not write or sync: what it wrote may still be found by the next start.</summary>
    private const int SqliteDiskFailed = 10;

    /// <summary>How long the server may take to end a session that nobody listens to any more, in milliseconds.</summary>
    private const int EndMilliseconds = 5_000;

    public static async Task<CommitOutcome> FindAsync(MarketDb db, ServerTransaction? transaction, Exception failure)
    {
        if (db.Database.IsSqlite())
        {
            return failure.GetBaseException() is SqliteException { SqliteErrorCode: SqliteDiskFailed }
                ? CommitOutcome.Unknown
                : CommitOutcome.NotStored;
        }

        try
        {
            return transaction is null ? CommitOutcome.NotStored : await AskAsync(db.Database.GetConnectionString()!, transaction);
        }
        catch (Exception away) when (away.IsOutage() || away is PostgresException)
        {
            return CommitOutcome.Unknown;
        }
    }

    /// <summary>
    /// Ends the session first, if the server still has it: it may not have noticed that the line is broken, and would hold its locks; and
    /// a commit that was on its way is through then, or never will be.
    /// </summary>
    private static async Task<CommitOutcome> AskAsync(string connectionString, ServerTransaction transaction)
    {
        // Another line of the pool may be as broken as this one.
        var place = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(place.ConnectionString);
        await connection.OpenAsync();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(
                    "SELECT pg_terminate_backend(pid, $3) FROM pg_stat_activity "
                        + "WHERE pid = $1 AND backend_xid = CAST(CAST($2 AS xid8) AS xid)"
                )
                {
                    Parameters =
                    {
                        new() { Value = transaction.Backend },
                        new() { Value = transaction.Id },
                        new() { Value = (long)EndMilliseconds },
                    },
                },
                new("SELECT pg_xact_status(CAST($1 AS xid8))") { Parameters = { new() { Value = transaction.Id } } },
            },
        };
        await using var answer = await batch.ExecuteReaderAsync();
        await answer.NextResultAsync();
        await answer.ReadAsync();
        return await answer.IsDBNullAsync(0)
            ? CommitOutcome.Unknown
            : answer.GetString(0) switch
            {
                "committed" => CommitOutcome.Stored,
                "aborted" => CommitOutcome.NotStored,
                _ => CommitOutcome.Unknown,
            };
    }
}
