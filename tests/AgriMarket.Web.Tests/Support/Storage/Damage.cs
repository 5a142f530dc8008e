using System.Data.Common;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace AgriMarket.Web.Tests.Support.Storage;

/// <summary>Harm to an open database that is looked at and undone.</summary>
internal sealed class Damage(MarketDb db)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Instants that are not those of anything.</summary>
    private static readonly (string Name, DateTime At)[] Instants =
    [
        ("@then", new DateTime(2035, 7, 17, 2, 0, 0, DateTimeKind.Utc)),
        ("@later", new DateTime(2036, 1, 1, 0, 0, 0, DateTimeKind.Utc)),
    ];

    /// <summary>How an audit may write an id: by itself, or in the name of an account.</summary>
    public static string[] Spellings(string key) => Guid.TryParse(key, out var id) ? [id.ToString(), id.ToString("N")] : [key];

    /// <summary>The first value of the first row, as an audit writes it.</summary>
    public async Task<string> AskAsync(string question)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = question;
        return Text(await command.ExecuteScalarAsync(Cancel) ?? throw new InvalidOperationException($"Nothing to damage: {question}"));
    }

    /// <summary>
    /// A row of each kind in a table, by its status, reason and the like, and of each sort of account: the condition that finds
    /// it, and every id in it by which an audit may name it.
    /// </summary>
    public async Task<IReadOnlyList<(string Row, string[] Names)>> RowsAsync(IEntityType table)
    {
        string[] keys = [.. table.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName())];
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM {table.GetTableName()}";
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        string[] kinds = [.. table.GetProperties().Where(property => property.ClrType.IsEnum).Select(property => property.GetColumnName())];
        var (rows, seen) = (new List<(string, string[])>(), new HashSet<string>());
        while (await reader.ReadAsync(Cancel))
        {
            var sort = table.FindPrimaryKey()!.Properties[0].ClrType == typeof(string) ? reader.GetString(0).Split(':')[0] : "";
            if (!seen.Add($"{sort} {string.Join(' ', kinds.Select(kind => reader[kind]))}"))
            {
                continue;
            }

            rows.Add(
                (
                    string.Join(" AND ", keys.Select(key => $"{key} = {Literal(reader[key])}")),
                    [.. Enumerable.Range(0, reader.FieldCount).Where(i => IsId(reader, i)).SelectMany(i => Spellings(Text(reader[i])))]
                )
            );
        }

        return rows;
    }

    /// <summary>What an audit finds after the harm; null when there was nothing to harm.</summary>
    public async Task<IReadOnlyList<Finding>?> DoAsync(string damage, string key, Auditor auditor)
    {
        List<Finding> findings = [];
        return await DoAsync(damage, key, async () => findings = await auditor.FindAsync(db, Cancel).ToListAsync(Cancel)) ? findings : null;
    }

    /// <summary>Does the harm, looks at it and undoes it.</summary>
    /// <returns>False when there was nothing to harm.</returns>
    public async Task<bool> DoAsync(string damage, string key, Func<Task> look)
    {
        await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON", Cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        await DropGuardsAsync(command);
        command.CommandText = damage;
        Add(command, "@key", Guid.TryParse(key, out var id) ? db.Stored(id) : key);
        Array.ForEach(Instants, instant => Add(command, instant.Name, db.Stored(instant.At)));
        if (await command.ExecuteNonQueryAsync(Cancel) == 0)
        {
            return false;
        }

        await look();
        return true;
    }

    /// <summary>What refuses to change rows that are written once; it is back when the harm is undone.</summary>
    private async Task DropGuardsAsync(DbCommand command)
    {
        foreach (var trigger in InsertOnlyTable.Of(db.Model).SelectMany(table => table.Triggers))
        {
            command.CommandText = $"DROP TRIGGER {trigger.Name}";
            await command.ExecuteNonQueryAsync(Cancel);
        }
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private static string Text(object value) => value is byte[] id ? new Guid(id, bigEndian: true).ToString() : (string)value;

    private static string Literal(object value) => value is byte[] id ? $"X'{Convert.ToHexString(id)}'" : $"'{value}'";

    private static bool IsId(DbDataReader row, int column) =>
        !row.IsDBNull(column) && (row.GetName(column) == "id" || row.GetName(column).EndsWith("_id", StringComparison.Ordinal));
}
