using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AgriMarket.Platform.Storage.Outages;

/// <summary>Tells a database that cannot store anything just now from a bug in a command.</summary>
public static class StorageOutage
{
    /// <summary>
    /// SQLite's result codes for a file that others lock, a read-only or failing disk, a full one, and a file that is gone.
    /// </summary>
    private static readonly int[] SqliteCodes = [5, 6, 8, 10, 13, 14];

    /// <summary>True when the same command may well succeed a little later.</summary>
    public static bool IsOutage(this Exception failure) =>
        failure.GetBaseException() switch
        {
            SqliteException sqlite => SqliteCodes.Contains(sqlite.SqliteErrorCode),
            // Without a state of the server's own the line to it is broken.
            PostgresException postgres => postgres.IsTransient,
            DbException other => other is NpgsqlException,
            IOException or System.Net.Sockets.SocketException => true,
            _ => false,
        };
}
