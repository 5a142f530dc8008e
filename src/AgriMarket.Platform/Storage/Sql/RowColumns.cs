using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AgriMarket.Platform.Storage.Sql;

/// <summary>What becomes of a row whose key is in the database already.</summary>
internal enum RowWrite
{
    /// <summary>It is an error.</summary>
    Insert,

    /// <summary>It stays as it is; the others are written and their keys answered.</summary>
    InsertNew,

    /// <summary>It gets the new values.</summary>
    Upsert,
}

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

    public static RowColumns Of(IModel model, Type row) =>
        Known.GetOrAdd(
            (model, row),
            static key =>
                new(
                    key.Model.FindEntityType(key.Row)
                        ?? throw new InvalidOperationException($"{key.Row.Name} is not a row of the database.")
                )
        );

    /// <summary>A statement that writes <paramref name="count"/> rows at once.</summary>
    public string Sql(RowWrite write, int count)
    {
        string[] names = [.. columns.Select(column => Quoted(column.Name))];
        var rows = Enumerable
            .Range(0, count)
            .Select(row => $"({string.Join(", ", names.Select((_, i) => $"${row * names.Length + i + 1}"))})");
        var insert = $"INSERT INTO {Quoted(entity.GetTableName()!)} ({string.Join(", ", names)}) VALUES {string.Join(", ", rows)}";
        var key = string.Join(", ", columns.Where(column => column.IsKey).Select(column => Quoted(column.Name)));
        string[] updates =
        [
            .. columns.Where(column => !column.IsKey).Select(column => $"{Quoted(column.Name)} = excluded.{Quoted(column.Name)}"),
        ];
        return write switch
        {
            RowWrite.Insert => insert,
            RowWrite.InsertNew => $"{insert} ON CONFLICT ({key}) DO NOTHING RETURNING {key}",
            _ => $"{insert} ON CONFLICT ({key}) DO {(updates.Length > 0 ? $"UPDATE SET {string.Join(", ", updates)}" : "NOTHING")}",
        };
    }

    /// <summary>The parameters of such a statement, in the order of <see cref="Values"/>.</summary>
    /// <param name="maker">Any command of the connection.</param>
    public DbParameter[] Parameters(DbCommand maker, int count) =>
        [.. Enumerable.Range(0, count).SelectMany(_ => columns.Select(column => column.Parameter(maker)))];

    /// <summary>What is stored of rows, as the database's driver takes it.</summary>
    public object?[] Values<T>(IReadOnlyList<T> rows)
        where T : class
    {
        var values = new object?[rows.Count * columns.Length];
        var next = 0;
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                values[next++] = column.Read(row);
            }
        }

        return values;
    }

    /// <summary>As both databases quote a name.</summary>
    private static string Quoted(string name) => $"\"{name}\"";

    private sealed class Column(IProperty property)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();

        private readonly Func<object?, object?>? convert = ConverterOf(property);

        public string Name { get; } = property.GetColumnName();

        public bool IsKey { get; } = property.IsPrimaryKey();

        /// <summary>Typed as EF Core types it, since a value that is missing the first time says nothing of its type.</summary>
        public DbParameter Parameter(DbCommand command) =>
            property.GetRelationalTypeMapping().CreateParameter(command, "", null, property.IsNullable);

        private static Func<object?, object?>? ConverterOf(IProperty property)
        {
            var converter = property.GetTypeMapping().Converter;
            // Ids are taken by every kind of statement as they are: bytes made of them here would be made for each value.
            return property.ClrType == typeof(Guid) || property.ClrType == typeof(Guid?) || converter is null ? null
                // EF Core makes a stream and a writer for each list of numbers.
                : property.ClrType == typeof(IReadOnlyList<long>) && converter.ProviderClrType == typeof(string)
                    ? list => string.Create(CultureInfo.InvariantCulture, $"[{string.Join(',', (IReadOnlyList<long>)list!)}]")
                : converter.ConvertToProvider;
        }

        public object? Read(object row)
        {
            var value = getter.GetClrValueUsingContainingEntity(row);
            return value is null || convert is null ? value : convert(value);
        }
    }
}
