using System.Linq.Expressions;
using AgriMarket.Domain.Ledger;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace AgriMarket.Web.Money.Ledger;

/// <summary>Lets a query say <c>AccountIds.Farmer(order.FarmerId)</c>, so that the database names accounts as the program does.</summary>
internal static class AccountIdColumns
{
    public static void Map(ModelBuilder model)
    {
        Map(model, AccountIds.Fund, AccountIds.FundPrefix);
        Map(model, AccountIds.Budget, AccountIds.BudgetPrefix);
        Map(model, AccountIds.Farmer, AccountIds.FarmerPrefix);
        Map(model, AccountIds.Claim, AccountIds.ClaimPrefix);
    }

    private static void Map(ModelBuilder model, Func<Guid, string> name, string prefix) =>
        model
            .HasDbFunction(name.Method)
            .HasTranslation(arguments => new SqlBinaryExpression(
                ExpressionType.Add,
                new SqlConstantExpression(prefix, IdDigits.Text),
                IdDigits.Translate(arguments[0]),
                typeof(string),
                IdDigits.Text
            ));
}
