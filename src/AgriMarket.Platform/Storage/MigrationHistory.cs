using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace AgriMarket.Platform.Storage;

/// <summary>
/// Which migrations a database has had. EF Core's driver for PostgreSQL finds out that a new database has no table of them by reading
/// it, and the failed command is logged as an error, three times at a first start (npgsql/efcore.pg issue 3407). So it is looked for
/// first here, and made before EF Core looks.
/// </summary>
internal static class MigrationHistory
{
    /// <summary>Whether migrations are to be applied; true for a database that is new or not there at all.</summary>
    public static async Task<bool> IsBehindAsync(this MarketDb db) =>
        !await db.HasHistoryAsync() || (await db.Database.GetPendingMigrationsAsync()).Any();

    /// <summary>Makes the database and its table of migrations where they are missing.</summary>
    public static async Task MakeHistoryAsync(this MarketDb db)
    {
        if (await db.HasHistoryAsync())
        {
            return;
        }

        var database = db.GetService<IRelationalDatabaseCreator>();
        if (!await database.ExistsAsync())
        {
            await database.CreateAsync();
        }

        // Two processes that start at the same time may both come here: the later one finds it made.
        await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync();
    }

    /// <summary>
    /// Applies the migrations that are missing. Of a database file only this process may be the market: EF Core keeps the others away with
    /// a row in a table, which stays when the process that made it is killed, and waits for ever until it is gone. And it makes a file one
    /// that many can read while one writes only where it makes the file.
    /// </summary>
    public static async Task MigrateAloneAsync(this MarketDb db, CancellationToken stop = default)
    {
        if (db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlRawAsync("""PRAGMA journal_mode = WAL; DROP TABLE IF EXISTS "__EFMigrationsLock" """, stop);
        }
        else
        {
            // A table of millions of rows that is made anew takes its time.
            db.Database.SetCommandTimeout(0);
        }

        await db.Database.MigrateAsync(stop);
    }

    /// <summary>On the embedded database EF Core asks for the table itself before it reads it.</summary>
    public static async Task<bool> HasHistoryAsync(this MarketDb db) =>
        db.Database.IsSqlite()
        || (
            await db.GetService<IRelationalDatabaseCreator>().ExistsAsync()
            && await db
                .Database.SqlQuery<bool>(
                    $"""SELECT to_regclass('"' || {HistoryRepository.DefaultTableName} || '"') IS NOT NULL AS "Value" """
                )
                .SingleAsync()
        );
}
