using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AgriMarket.Web.Platform.Storage;

/// <summary>The columns of a kind of row and how its values are read and converted, taken from EF Core's model.</summary>
internal sealed class RowColumns
{
    private static readonly ConcurrentDictionary<(IModel Model, Type Row), RowColumns> Known = [];

    private readonly IEntityType entity;
    private readonly Column[] columns;

    private RowColumns(IEntityType entity)
    {
        this.entity = entity;
        columns = [.. entity.GetFlattenedProperties().Select(property => new Column(property))];
    }

    public static RowColumns Of(IModel model, Type row) => Known.GetOrAdd((model, row), static key =>
        new(key.Model.FindEntityType(key.Row) ?? throw new InvalidOperationException($"{key.Row.Name} is not a row of the database.")));

    /// <summary>A statement that inserts <paramref name="count"/> rows at once.</summary>
    public DbCommand Insert(DbConnection connection, int count)
    {
        var command = connection.CreateCommand();
        var rows = Enumerable.Range(0, count).Select(row => $"({string.Join(", ", columns.Select((_, i) => Name(row, i)))})");
        command.CommandText = $"INSERT INTO {Quoted(entity.GetTableName()!)} ({string.Join(", ", columns.Select(column => Quoted(column.Name)))}) VALUES {string.Join(", ", rows)}";
        for (var row = 0; row < count; row++)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                command.Parameters.Add(columns[i].Parameter(command, Name(row, i)));
            }
        }

        return command;
    }

    /// <summary>A statement that inserts a row or, where the key is known, updates it.</summary>
    public DbCommand Upsert(DbConnection connection)
    {
        var command = Insert(connection, 1);
        string[] key = [.. entity.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName())];
        string[] updates = [.. columns.Select(column => column.Name).Except(key).Select(column => $"{Quoted(column)} = excluded.{Quoted(column)}")];
        command.CommandText += $" ON CONFLICT ({string.Join(", ", key.Select(Quoted))}) DO {(updates.Length > 0 ? $"UPDATE SET {string.Join(", ", updates)}" : "NOTHING")}";
        return command;
    }

    public void Bind<T>(DbCommand command, IReadOnlyList<T> rows)
        where T : class
    {
        var next = 0;
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                command.Parameters[next++].Value = column.Read(row) ?? DBNull.Value;
            }
        }
    }

    private static string Name(int row, int column) => $"@r{row}_{column}";

    /// <summary>As both databases quote a name.</summary>
    private static string Quoted(string name) => $"\"{name}\"";

    private sealed class Column(IProperty property)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();
        private readonly Func<object?, object?>? convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Name { get; } = property.GetColumnName();

        /// <summary>Typed as EF Core types it, since a value that is missing the first time says nothing of its type.</summary>
        public DbParameter Parameter(DbCommand command, string name) =>
            property.GetRelationalTypeMapping().CreateParameter(command, name, null, property.IsNullable);

        public object? Read(object row)
        {
            var value = getter.GetClrValueUsingContainingEntity(row);
            return value is null || convert is null ? value : convert(value);
        }
    }
}
