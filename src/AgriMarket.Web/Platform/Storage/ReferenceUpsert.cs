using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace AgriMarket.Web.Platform.Storage;

internal static class ReferenceUpsert
{
    /// <summary>
    /// Adds rows or, where the key is known, updates them, with one prepared statement that both databases understand:
    /// tens of thousands of rows at every new database are too many for the change tracker. Call it inside a transaction.
    /// </summary>
    /// <returns>How many rows were given.</returns>
    public static async Task<int> UpsertAsync<T>(this MarketDb db, IEnumerable<T> rows, CancellationToken stop)
        where T : class
    {
        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} has no table.");
        IProperty[] properties = [.. entity.GetProperties()];
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Reference rows are written inside a transaction.");
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = Statement(db, entity, properties);
        DbParameter[] parameters = [.. properties.Select((property, i) => property.GetRelationalTypeMapping().CreateParameter(command, $"@p{i}", null, property.IsNullable))];
        command.Parameters.AddRange(parameters);

        var count = 0;
        foreach (var row in rows)
        {
            for (var i = 0; i < properties.Length; i++)
            {
                parameters[i].Value = Stored(properties[i], row) ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(stop);
            count++;
        }

        return count;
    }

    private static string Statement(MarketDb db, IEntityType entity, IProperty[] properties)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        string Column(IProperty property) => sql.DelimitIdentifier(property.GetColumnName());
        var key = entity.FindPrimaryKey()!.Properties;
        string[] updates = [.. properties.Except(key).Select(Column).Select(column => $"{column} = excluded.{column}")];
        return $"""
            INSERT INTO {sql.DelimitIdentifier(entity.GetTableName()!)} ({string.Join(", ", properties.Select(Column))})
            VALUES ({string.Join(", ", properties.Select((_, i) => $"@p{i}"))})
            ON CONFLICT ({string.Join(", ", key.Select(Column))}) DO {(updates.Length > 0 ? $"UPDATE SET {string.Join(", ", updates)}" : "NOTHING")}
            """;
    }

    private static object? Stored(IProperty property, object row)
    {
        var value = property.GetGetter().GetClrValue(row);
        return value is not null && property.GetRelationalTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }
}
