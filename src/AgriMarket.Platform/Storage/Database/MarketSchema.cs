using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Storage.Database;

/// <summary>Whether a database is one that this program can read as it is.</summary>
public static class MarketSchema
{
    /// <summary>Why this program cannot read a database as it is, in a sentence; null when it can. Changes nothing.</summary>
    /// <param name="name">What to call it.</param>
    public static async Task<string?> WhyNotReadableAsync(this MarketDb db, string name, CancellationToken stop)
    {
        if (await db.WhyNotOfTheMarketAsync(name, stop) is { } whyNot)
        {
            return whyNot;
        }

        return (await db.Database.GetPendingMigrationsAsync(stop)).FirstOrDefault() is { } missing
            ? $"{name} has an older schema, without {missing}. Bring it up to date with the verb migrate, or use the program that made it."
            : null;
    }

    /// <summary>
    /// Why a database is no market's, or one of a newer program; null when it is one that this program can read or bring up to date.
    /// </summary>
    public static async Task<string?> WhyNotOfTheMarketAsync(this MarketDb db, string name, CancellationToken stop)
    {
        try
        {
            var applied = (await db.Database.GetAppliedMigrationsAsync(stop)).ToList();
            return applied.Count == 0 ? $"{name} is no database of the market: it has none of its tables."
                : applied.Except(db.Database.GetMigrations()).FirstOrDefault() is { } unknown
                    ? $"{name} was made by a newer program: this one does not know {unknown}."
                : null;
        }
        catch (SqliteException failure)
        {
            return $"{name} cannot be read as a database: {failure.Message}";
        }
    }
}
