using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgriMarket.Platform.Storage.Database;

/// <summary>
/// A table whose rows are written once: the database itself refuses to change or delete them, by triggers, whoever asks. Said of
/// a table where it is mapped (<c>entry.IsInsertOnly()</c>); the triggers are made together with the table.
/// </summary>
/// <param name="FixedColumns">Those that never change; null for all of them.</param>
internal sealed record InsertOnlyTable(string Name, IReadOnlyList<string>? FixedColumns)
{
    private const string Annotation = "AgriMarket:InsertOnly";

    /// <summary>What all triggers of a server call.</summary>
    public const string PostgresFunction = """
        CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is insert-only',
        TG_TABLE_NAME; END $$
        """;

    public IReadOnlyList<InsertOnlyTrigger> Triggers =>
        [
            new(Name, $"{Name}_no_update", FixedColumns is null ? "UPDATE" : $"UPDATE OF {string.Join(", ", FixedColumns)}"),
            new(Name, $"{Name}_no_delete", "DELETE"),
        ];

    /// <summary>All of them.</summary>
    public static IEnumerable<InsertOnlyTable> Of(IReadOnlyModel model) => model.GetEntityTypes().Select(Of).OfType<InsertOnlyTable>();

    /// <summary>The table of that name; null when its rows may change.</summary>
    public static InsertOnlyTable? Of(IReadOnlyModel? model, string table) =>
        model is null ? null : Of(model).FirstOrDefault(known => known.Name == table);

    internal static void Mark(IMutableEntityType entity, string[] but) => entity.SetAnnotation(Annotation, string.Join(',', but));

    private static InsertOnlyTable? Of(IReadOnlyEntityType entity)
    {
        if (entity.FindAnnotation(Annotation)?.Value is not string changing)
        {
            return null;
        }

        var but = changing.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return new InsertOnlyTable(
            entity.GetTableName()!,
            but.Length == 0
                ? null
                : [.. entity.GetProperties().Where(property => !but.Contains(property.Name)).Select(property => property.GetColumnName())]
        );
    }
}

/// <summary>What refuses one kind of change.</summary>
/// <param name="Refused">As the databases call it, such as <c>DELETE</c>.</param>
public sealed record InsertOnlyTrigger(string Table, string Name, string Refused)
{
    /// <summary>Word for word as SQLite keeps it.</summary>
    public string SqliteStatement =>
        $"CREATE TRIGGER {Name} BEFORE {Refused} ON {Table} BEGIN SELECT RAISE(ABORT, '{Table} is insert-only'); END";

    /// <summary>A server can also empty a table at once.</summary>
    public string PostgresStatement =>
        $"CREATE OR REPLACE TRIGGER {Name} BEFORE {(Refused == "DELETE" ? "DELETE OR TRUNCATE" : Refused)} "
        + $"ON {Table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()";
}

public static class InsertOnly
{
    /// <summary>Rows of it are never changed nor deleted, which the database sees to itself.</summary>
    /// <param name="but">The properties that do change, where a row is partly a record of what came and partly what became of it.</param>
    public static void IsInsertOnly<T>(this EntityTypeBuilder<T> entity, params string[] but)
        where T : class
    {
        // A wrong name would leave its column guarded, and the mistake unseen until a command fails.
        foreach (var name in but.Where(name => typeof(T).GetProperty(name) is null))
        {
            throw new InvalidOperationException($"{typeof(T).Name} has no {name}.");
        }

        InsertOnlyTable.Mark(entity.Metadata, but);
    }

    /// <summary>The triggers that a database should have and has not, or has in other words or switched off.</summary>
    public static async Task<IReadOnlyList<InsertOnlyTrigger>> MissingTriggersAsync(this MarketDb db, CancellationToken stop)
    {
        var isSqlite = db.Database.IsSqlite();
        var question = isSqlite
            ? "SELECT sql AS \"Value\" FROM sqlite_master WHERE type = 'trigger'"
            : "SELECT relname || ' ' || tgname AS \"Value\" FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT "
                + "tgisinternal AND tgenabled <> 'D'";
        var known = (await db.Database.SqlQueryRaw<string>(question).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. InsertOnlyTable
                .Of(db.Model)
                .SelectMany(table => table.Triggers)
                .Where(trigger => !known.Contains(isSqlite ? trigger.SqliteStatement : $"{trigger.Table} {trigger.Name}")),
        ];
    }

    /// <summary>Makes the triggers that are missing.</summary>
    /// <returns>Them.</returns>
    public static async Task<IReadOnlyList<InsertOnlyTrigger>> MakeMissingTriggersAsync(this MarketDb db, CancellationToken stop)
    {
        var missing = await db.MissingTriggersAsync(stop);
        foreach (var trigger in missing)
        {
            string[] statements = db.Database.IsSqlite()
                ? [$"DROP TRIGGER IF EXISTS {trigger.Name}", trigger.SqliteStatement]
                : [InsertOnlyTable.PostgresFunction, trigger.PostgresStatement];
            foreach (var statement in statements)
            {
                await db.Database.ExecuteSqlRawAsync(statement, stop);
            }
        }

        return missing;
    }
}
