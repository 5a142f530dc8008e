using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AgriMarket.Platform.Storage.Outages;

/// <summary>Tells a database that cannot store anything just now from a bug in a command.</summary>
public static class StorageOutage
{
    /// <summary>Refusal of what was not done because the database is away.</summary>
    public const string Unavailable = "market.unavailable";

    /// <summary>Refusal of what may have been done: the database went away while it was being stored. Sent again, its id tells.</summary>
    public const string OutcomeUnknown = "market.outcome-unknown";

    /// <summary>SQLite's result codes for a file that others keep locked.</summary>
    private static readonly int[] SqliteLocked = [5, 6];

    /// <summary>As <see cref="SqliteLocked"/>, and those for a read-only or failing disk, a full one, and a file that is gone.</summary>
    private static readonly int[] SqliteCodes = [.. SqliteLocked, 8, 10, 13, 14];

    /// <summary>A server that is being shut down, has crashed, or starts: of these the driver calls only some transient.</summary>
    private const string ServerEnds = "57P";

    /// <summary>True when the same command may well succeed a little later.</summary>
    public static bool IsOutage(this Exception failure) =>
        Causes(failure)
            .Any(cause =>
                cause switch
                {
                    SqliteException sqlite => SqliteCodes.Contains(sqlite.SqliteErrorCode),
                    PostgresException postgres => postgres.IsTransient
                        || postgres.SqlState.StartsWith(ServerEnds, StringComparison.Ordinal),
                    // Without a state of the server's own the line to it is broken.
                    NpgsqlException or IOException or SocketException => true,
                    _ => false,
                }
            );

    /// <summary>As <see cref="IsOutage"/>, of the market's own database and not of some other side that could not be reached.</summary>
    public static bool IsStorageOutage(this Exception failure) => Causes(failure).Any(cause => cause is DbException) && failure.IsOutage();

    /// <summary>True when the database let somebody wait as long as anybody is made to, so that the next one would wait as long.</summary>
    public static bool IsStorageTimeout(this Exception failure) =>
        failure.IsStorageOutage()
        && Causes(failure)
            .Any(cause => cause is TimeoutException || (cause is SqliteException sqlite && SqliteLocked.Contains(sqlite.SqliteErrorCode)));

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
