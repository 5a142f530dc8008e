using System.Data;
using System.Linq.Expressions;
using AgriMarket.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace AgriMarket.Web.Money.Ledger;

/// <summary>Lets a query say <c>AccountIds.Farmer(order.FarmerId)</c>, so that the database names accounts as the program does.</summary>
internal static class AccountIdColumns
{
    private static readonly RelationalTypeMapping Text = new StringTypeMapping("TEXT", DbType.String);

    public static void Map(ModelBuilder model)
    {
        Map(model, AccountIds.Fund, AccountIds.FundPrefix);
        Map(model, AccountIds.Budget, AccountIds.BudgetPrefix);
        Map(model, AccountIds.Farmer, AccountIds.FarmerPrefix);
    }

    private static void Map(ModelBuilder model, Func<Guid, string> name, string prefix) =>
        model.HasDbFunction(name.Method).HasTranslation(arguments => new SqlBinaryExpression(
            ExpressionType.Add,
            new SqlConstantExpression(prefix, Text),
            // SQLite writes an id in capitals.
            new SqlFunctionExpression("lower", [new SqlUnaryExpression(ExpressionType.Convert, arguments[0], typeof(string), Text)], nullable: true, [true], typeof(string), Text),
            typeof(string),
            Text));
}
