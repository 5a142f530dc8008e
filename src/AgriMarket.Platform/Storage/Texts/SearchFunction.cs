using System.Data.Common;
using AgriMarket.Domain.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace AgriMarket.Platform.Storage.Texts;

/// <summary><see cref="SearchText.Fold"/> inside queries: what is stored as people write it is looked through in one form.</summary>
internal static class SearchFunction
{
    private const string SqliteName = "fold_text";

    /// <summary>On SQLite it is the program's own; PostgreSQL has what it takes.</summary>
    public static void Map(ModelBuilder model, bool isPostgres)
    {
        var fold = model.HasDbFunction(((Func<string, string>)SearchText.Fold).Method).HasName(SqliteName);
        if (isPostgres)
        {
            fold.HasTranslation(text => Normal(Call("lower", Normal(Call("translate", text[0], Dots, Middle)))));
        }
    }

    private static SqlExpression Dots => Text($"'{SearchText.Dots}'");

    private static SqlExpression Middle => Text($"'{new string(SearchText.Dot, SearchText.Dots.Length)}'");

    /// <summary>A keyword, not a text.</summary>
    private static SqlExpression Form => Text("NFKC");

    private static SqlFunctionExpression Normal(SqlExpression text) => Call("normalize", text, Form);

    private static SqlFragmentExpression Text(string sql) => new(sql);

    private static SqlFunctionExpression Call(string name, params SqlExpression[] arguments) =>
        new(name, arguments, nullable: true, [true, .. new bool[arguments.Length - 1]], typeof(string), arguments[0].TypeMapping);

    /// <summary>Each connection of SQLite has functions of its own.</summary>
    internal sealed class Adder : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Add(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            Add(connection);
            return Task.CompletedTask;
        }

        private static void Add(DbConnection connection) =>
            ((SqliteConnection)connection).CreateFunction<string, string>(SqliteName, SearchText.Fold, isDeterministic: true);
    }
}
