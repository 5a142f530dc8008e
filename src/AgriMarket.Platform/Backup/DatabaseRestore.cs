using System.Globalization;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage;
using AgriMarket.Platform.Storage.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Backup;

/// <summary>Puts a backup in the place of the embedded database.</summary>
internal sealed class DatabaseRestore(DatabaseFile database, Auditor auditor, TimeProvider clock)
{
    /// <summary>
    /// Works on a copy beside the database: brings it up to this program's schema, holds every invariant against it, and only
    /// then exchanges the two in one step of the file system. The replaced database is kept.
    /// </summary>
    public async Task<Outcome> RestoreAsync(string file, CancellationToken stop)
    {
        if (WhyNot(file) is { } whyNot)
        {
            return Outcome.Refused(whyNot);
        }

        var incoming = $"{database.FullPath}.restoring";
        // Left by a restore that was killed; nobody else can be at it, since this process has the database to itself.
        SqliteFiles.Delete(incoming);
        try
        {
            if (await TakeInAsync(file, incoming, stop) is { Count: > 0 } complaints)
            {
                return Outcome.Refused([.. complaints, "The database in use was not touched."]);
            }

            return Exchange(file, incoming);
        }
        finally
        {
            SqliteFiles.Delete(incoming);
        }
    }

    private string? WhyNot(string file)
    {
        if (database.FullPath is null)
        {
            return "Only the embedded database is restored this way. Restore a PostgreSQL database with pg_restore.";
        }

        if (!File.Exists(file))
        {
            return $"There is no file {file}.";
        }

        return database.Owns(file) ? $"{file} is the database in use already." : database.Hold();
    }

    /// <summary>Copies a file to where it can be exchanged, and says what speaks against it.</summary>
    private async Task<IReadOnlyList<string>> TakeInAsync(string file, string incoming, CancellationToken stop)
    {
        await using (var given = SqliteFiles.Open(file, SqliteOpenMode.ReadOnly))
        {
            if (await given.WhyNotOfTheMarketAsync(file, stop) is { } whyNot)
            {
                return [whyNot];
            }
        }

        SqliteFiles.Copy(file, incoming);
        await using (var db = SqliteFiles.Open(incoming, SqliteOpenMode.ReadWrite))
        {
            await db.MigrateAloneAsync(stop);
            var broken = await auditor.FindAsync(db, stop).Take(Auditor.MostNamed).Select(finding => finding.ToString()).ToListAsync(stop);
            if (broken.Count > 0)
            {
                return [$"{file} is not put in place, since it breaks rules about stock and money:", .. broken];
            }
        }

        SqliteFiles.ReadyForMarket(incoming);
        return [];
    }

    private Outcome Exchange(string file, string incoming)
    {
        var path = database.FullPath!;
        if (!File.Exists(path))
        {
            File.Move(incoming, path);
            return Outcome.Did($"{file} is now the database {path}.");
        }

        var kept = $"{path}.replaced-{clock.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}";
        SqliteFiles.Fold(path);
        foreach (var companion in SqliteFiles.Companions.Where(companion => File.Exists(path + companion)))
        {
            // Left only where the database could not be opened. Beside the new one it would be taken for a part of it.
            File.Move(path + companion, kept + companion);
        }

        File.Replace(incoming, path, kept);
        return Outcome.Did($"{file} is now the database {path}.", $"The one it replaced is kept as {kept}.");
    }
}
