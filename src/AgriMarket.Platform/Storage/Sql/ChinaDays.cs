using System.Linq.Expressions;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace AgriMarket.Platform.Storage.Sql;

/// <summary>China days in queries, which each database reckons in its own way: <c>ChinaDays.StartOf(entry.At)</c>.</summary>
public sealed class ChinaDays : ITables
{
    private static readonly RelationalTypeMapping Ticks = new LongTypeMapping("INTEGER");
    private static readonly RelationalTypeMapping Text = new StringTypeMapping("TEXT", System.Data.DbType.String);

    /// <summary>The UTC instant at which the China day of a UTC instant begins.</summary>
    public static DateTime StartOf(DateTime utc) => ChinaTime.StartOfDay(ChinaTime.Day(utc));

    public void Map(ModelBuilder model) =>
        model.HasDbFunction(((Func<DateTime, DateTime>)StartOf).Method).HasTranslation(arguments => Translate(arguments[0]));

    private static SqlExpression Translate(SqlExpression utc) =>
        // SQLite has whole numbers of ticks, see SqliteValues; a server knows the zone.
        utc.TypeMapping?.Converter?.ProviderClrType == typeof(long)
            ? new SqlBinaryExpression(ExpressionType.Subtract, utc, TicksIntoDay(utc), typeof(DateTime), utc.TypeMapping)
            : new SqlFunctionExpression(
                "date_trunc",
                [new SqlConstantExpression("day", Text), utc, new SqlConstantExpression("Asia/Shanghai", Text)],
                nullable: true,
                [false, true, false],
                typeof(DateTime),
                utc.TypeMapping
            );

    private static SqlBinaryExpression TicksIntoDay(SqlExpression utc) =>
        new(
            ExpressionType.Modulo,
            new SqlBinaryExpression(ExpressionType.Add, utc, Constant(ChinaTime.Offset.Ticks), typeof(long), Ticks),
            Constant(TimeSpan.TicksPerDay),
            typeof(long),
            Ticks
        );

    private static SqlConstantExpression Constant(long ticks) => new(ticks, Ticks);
}
