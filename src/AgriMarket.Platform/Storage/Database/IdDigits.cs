using System.Data;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace AgriMarket.Platform.Storage.Database;

/// <summary>An id as text in queries, which each database spells in its own way: <c>IdDigits.Of(order.Id)</c>.</summary>
public static class IdDigits
{
    public static readonly RelationalTypeMapping Text = new StringTypeMapping("TEXT", DbType.String);

    /// <summary>32 hexadecimal digits in small letters.</summary>
    public static string Of(Guid id) => id.ToString("N");

    public static void Map(ModelBuilder model) =>
        model.HasDbFunction(((Func<Guid, string>)Of).Method).HasTranslation(arguments => Translate(arguments[0]));

    public static SqlExpression Translate(SqlExpression id)
    {
        // What is stored by way of a converter are bytes, see SqliteValues; PostgreSQL writes a uuid with hyphens.
        var isBytes = id.TypeMapping?.Converter is not null;
        return isBytes
            ? Call("lower", Call("hex", id))
            : Call("replace", new SqlUnaryExpression(ExpressionType.Convert, id, typeof(string), Text), Constant("-"), Constant(""));
    }

    private static SqlFunctionExpression Call(string name, params SqlExpression[] arguments) =>
        new(name, arguments, nullable: true, Array.ConvertAll(arguments, _ => true), typeof(string), Text);

    private static SqlConstantExpression Constant(string text) => new(text, Text);
}
