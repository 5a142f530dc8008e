using AgriMarket.Domain.Common;
using AgriMarket.Web.Farm.Addresses;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;

namespace AgriMarket.Web.Farm.Money;

/// <summary>A farmer's own statement as a file.</summary>
internal static class StatementEndpoints
{
    public static void MapStatements(this WebApplication app)
    {
        app.MapGet(
                "/farm/money/statement.csv",
                (string? month, HttpContext context, StatementReads reads, StatementFile file) =>
                    SendAsync(month, context, reads, file.Csv, StatementFile.CsvType, "csv")
            )
            .RequireAuthorization(Policies.Seller);
        app.MapGet(
                "/farm/money/statement.xlsx",
                (string? month, HttpContext context, StatementReads reads, StatementFile file) =>
                    SendAsync(month, context, reads, file.Xlsx, StatementFile.XlsxType, "xlsx")
            )
            .RequireAuthorization(Policies.Seller);
    }

    private static async Task<IResult> SendAsync(
        string? month,
        HttpContext context,
        StatementReads reads,
        Func<AccountStatement, byte[]> write,
        string type,
        string ending
    )
    {
        var time = StatementPeriod.Read(month) ?? StatementPeriod.All;
        var read = await reads.ReadAllAsync(context.User.RequireMemberId(), time);
        if (!read.IsOk)
        {
            // The page says it: choose a month.
            return TypedResults.LocalRedirect($"{FarmAddresses.Money}?tooLong=true");
        }

        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.File(write(read.Value), type, $"agrimarket-{time.Text ?? "all"}.{ending}");
    }
}
