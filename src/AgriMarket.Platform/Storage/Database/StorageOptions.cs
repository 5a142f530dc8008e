using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AgriMarket.Platform.Storage.Database;

/// <summary>Where the market's data is kept (section <c>Storage</c>).</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    /// <summary>The database engine: <see cref="Sqlite"/>, embedded, or <see cref="Postgres"/>.</summary>
    public string Provider { get; set; } = Sqlite;

    /// <summary>
    /// <c>Data Source=...</c> or <c>Host=...;Database=...;Username=...</c>. Empty, with SQLite only: a file of its own in the
    /// folder <c>.data</c> beside the program.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// Seconds that anybody waits for a server: to be let in, and for an answer. The connection string may say otherwise (its
    /// <c>Timeout</c> and <c>Command Timeout</c>). An embedded database is waited for while another program keeps it locked, half a minute.
    /// </summary>
    [Range(1, 600)]
    public int AnswerSeconds { get; set; } = 10;

    /// <summary>Seconds in which <c>/health/ready</c> says whether the database answers.</summary>
    [Range(1, 600)]
    public int HealthSeconds { get; set; } = 3;

    /// <summary>Whether the driver can read the connection string.</summary>
    public bool IsReadable
    {
        get
        {
            try
            {
                _ =
                    Provider == Postgres
                        ? (DbConnectionStringBuilder)new NpgsqlConnectionStringBuilder(ConnectionString)
                        : new SqliteConnectionStringBuilder(ConnectionString);
                return true;
            }
            catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
            {
                return false;
            }
        }
    }
}
