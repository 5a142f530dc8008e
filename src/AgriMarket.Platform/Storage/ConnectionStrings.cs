using System.Data.Common;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Files;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AgriMarket.Platform.Storage;

/// <summary>How the market's contexts reach the configured database.</summary>
internal static class ConnectionStrings
{
    /// <summary>Milliseconds for a server to let go of a question that took too long; then the line to it is given up.</summary>
    private const int CancellationMilliseconds = 1_000;

    public static string Of(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        if (options.ConnectionString.Length > 0)
        {
            return options.Provider == StorageOptions.Postgres ? OnServer(options) : options.ConnectionString;
        }

        var folder = Path.Combine(services.GetRequiredService<IHostEnvironment>().ContentRootPath, ".data");
        PrivateFiles.MakeFolder(folder);
        return $"Data Source={Path.Combine(folder, "market.db")}";
    }

    /// <summary>
    /// Unless the operator says otherwise, the server keeps what comes often as prepared statements, and nobody waits long for one that
    /// does not answer.
    /// </summary>
    private static string OnServer(StorageOptions options)
    {
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        var given = new DbConnectionStringBuilder { ConnectionString = connection.ConnectionString };
        foreach (
            var (name, value) in ((string, int)[])
                [
                    ("Max Auto Prepare", 200),
                    ("Timeout", options.AnswerSeconds),
                    ("Command Timeout", options.AnswerSeconds),
                    ("Cancellation Timeout", CancellationMilliseconds),
                ]
        )
        {
            if (!given.ContainsKey(name))
            {
                connection[name] = value;
            }
        }

        return connection.ConnectionString;
    }
}
