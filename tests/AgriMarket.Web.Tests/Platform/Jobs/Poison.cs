using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AgriMarket.Web.Tests.Platform.Jobs;

/// <summary>
/// Rows that the database refuses to write, whatever anybody does: a trigger of the test's own, on both databases. So a row can be
/// beyond help without the test having to break the books.
/// </summary>
internal static class Poison
{
    /// <summary>Refuses to change rows of <typeparamref name="T"/> whose property has this value, or to add such rows.</summary>
    /// <returns>The trigger's name.</returns>
    public static async Task<string> AddAsync<T>(MarketDb db, string property, object value, bool onInsert = false)
        where T : class
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        var table = entity.GetTableName()!;
        var found = entity.FindProperty(property)!;
        var column = found.GetColumnName(StoreObjectIdentifier.Table(table))!;
        var literal = found.GetRelationalTypeMapping().GenerateSqlLiteral(value);
        var name = $"poison_{Guid.NewGuid():N}";
        var when = onInsert ? ("INSERT", "NEW") : ("UPDATE", "OLD");
        if (db.Database.IsSqlite())
        {
            await RunAsync(
                db,
                $"""
                CREATE TRIGGER {name} BEFORE {when.Item1} ON {table} WHEN {when.Item2}.{column} = {literal} BEGIN SELECT RAISE(ABORT,
                'poisoned'); END
                """
            );
        }
        else
        {
            await RunAsync(db, $"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'poisoned'; END $$");
            await RunAsync(
                db,
                $"""
                CREATE TRIGGER {name} BEFORE {when.Item1} ON {table} FOR EACH ROW WHEN ({when.Item2}.{column} = {literal}) EXECUTE
                FUNCTION {name}()
                """
            );
        }

        return name;
    }

    public static Task RemoveAsync<T>(MarketDb db, string name)
        where T : class => RunAsync(db, db.Database.IsSqlite() ? $"DROP TRIGGER {name}" : $"DROP FUNCTION {name}() CASCADE");

    private static Task<int> RunAsync(MarketDb db, string sql) =>
        db.Database.ExecuteSqlRawAsync(
            sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
}
