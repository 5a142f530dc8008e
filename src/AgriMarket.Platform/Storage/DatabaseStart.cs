using AgriMarket.Platform.Storage.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AgriMarket.Platform.Storage;

/// <summary>What the program looks at before it writes to a database: that it is one, a market's, and not one of a newer program.</summary>
internal static class DatabaseStart
{
    /// <summary>Why the configured database is not to be used, in a sentence; null when it is, or is to be made. Changes nothing.</summary>
    public static async Task<string?> WhyNotUsableAsync(this IServiceProvider services)
    {
        var file = services.GetRequiredService<DatabaseFile>().FullPath;
        if (file is not null && WhyNoDatabase(file) is { } whyNot)
        {
            return whyNot;
        }

        await using var db = await services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync();
        var name = file ?? "The database";
        try
        {
            return await db.IsNewAsync(file) ? null : await db.WhyNotOfTheMarketAsync(name, default);
        }
        catch (Exception away) when (away is NpgsqlException || away.InnerException is NpgsqlException)
        {
            var failure = away as NpgsqlException ?? away.InnerException!;
            return $"The database server can't be used: {failure.Message}. Look at Storage:ConnectionString, and whether the server runs.";
        }
        catch (SqliteException broken)
        {
            return $"{file} can't be read as a database: {broken.Message}";
        }
    }

    private static string? WhyNoDatabase(string file) =>
        Directory.Exists(file) ? $"{file} is a folder. Name a file in Storage:ConnectionString."
        : File.Exists(file) && new FileInfo(file).Length > 0 && !SqliteFiles.BeginsLikeADatabase(file)
            ? $"{file} is no database, and is left as it is. Name another file in Storage:ConnectionString."
        : null;

    /// <summary>Nothing is in it yet, but perhaps what EF Core lays down before it makes the first tables.</summary>
    private static async Task<bool> IsNewAsync(this MarketDb db, string? file) =>
        file is null
            ? !await db.HasHistoryAsync() || !(await db.Database.GetAppliedMigrationsAsync()).Any()
            : !File.Exists(file) || !SqliteFiles.HasTables(file);
}
