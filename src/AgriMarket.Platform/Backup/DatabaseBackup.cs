using System.Globalization;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using Microsoft.Data.Sqlite;

namespace AgriMarket.Platform.Backup;

/// <summary>Copies the embedded database into a file while the market runs.</summary>
internal sealed class DatabaseBackup(DatabaseFile database)
{
    /// <summary>
    /// Writes and checks the copy under another name first, so that there is never half a backup under the right one. Whatever
    /// was acknowledged before this began is in it.
    /// </summary>
    public async Task<Outcome> WriteAsync(string file, bool overwrite, CancellationToken stop)
    {
        if (WhyNot(file, overwrite) is { } whyNot)
        {
            return Outcome.Refused(whyNot);
        }

        var partial = $"{file}.{Guid.NewGuid():N}.partial";
        try
        {
            SqliteFiles.Copy(database.FullPath!, partial);
            if (await DamageAsync(partial, stop) is { Count: > 0 } damage)
            {
                return Outcome.Refused([
                    $"The copy of {database.FullPath} is damaged, and so is most likely the database. Nothing was kept. Run "
                        + "the verb verify.",
                    .. damage,
                ]);
            }

            File.Move(partial, file, overwrite);
        }
        finally
        {
            SqliteFiles.Delete(partial);
        }

        return Outcome.Did(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{database.FullPath} is copied to {file}: {new FileInfo(file).Length:N0} bytes, whole."
            )
        );
    }

    private string? WhyNot(string file, bool overwrite)
    {
        if (database.FullPath is null)
        {
            return "Only the embedded database is copied this way. Copy a PostgreSQL database with pg_dump.";
        }

        if (!File.Exists(database.FullPath))
        {
            return $"There is no database {database.FullPath} to copy.";
        }

        if (database.Owns(file))
        {
            return $"{file} belongs to the database itself, which a copy over it would destroy. Name another file.";
        }

        if (!Directory.Exists(Path.GetDirectoryName(file)))
        {
            return $"There is no folder {Path.GetDirectoryName(file)} to copy into.";
        }

        return File.Exists(file) && !overwrite ? $"{file} is there already. Name another file, or say --overwrite." : null;
    }

    private static async Task<IReadOnlyList<string>> DamageAsync(string file, CancellationToken stop)
    {
        await using var db = SqliteFiles.Open(file, SqliteOpenMode.ReadOnly);
        return await new Auditor([new DatabaseInvariants()])
            .FindAsync(db, stop)
            .Take(Auditor.MostNamed)
            .Select(finding => finding.ToString())
            .ToListAsync(stop);
    }
}
