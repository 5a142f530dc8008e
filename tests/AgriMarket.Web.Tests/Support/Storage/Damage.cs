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

    /// <summary>The first value of the first row.</summary>
    public async Task<string> AskAsync(string question)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = question;
        return (string)(await command.ExecuteScalarAsync(Cancel) ?? throw new InvalidOperationException($"Nothing to damage: {question}"));
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

            rows.Add((
                string.Join(" AND ", keys.Select(key => $"{key} = '{reader[key]}'")),
                [.. Enumerable.Range(0, reader.FieldCount).Where(i => IsId(reader, i)).Select(reader.GetString)]));
        }

        return rows;
    }

    /// <summary>What an audit finds after the harm; null when there was nothing to harm.</summary>
    public async Task<IReadOnlyList<Finding>?> DoAsync(string damage, string key, Auditor auditor)
    {
        await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON", Cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = damage;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@key", key);
        command.Parameters.Add(parameter);
        return await command.ExecuteNonQueryAsync(Cancel) == 0 ? null : await auditor.FindAsync(db, Cancel).ToListAsync(Cancel);
    }

    private static bool IsId(DbDataReader row, int column) =>
        !row.IsDBNull(column) && (row.GetName(column) == "id" || row.GetName(column).EndsWith("_id", StringComparison.Ordinal));
}
