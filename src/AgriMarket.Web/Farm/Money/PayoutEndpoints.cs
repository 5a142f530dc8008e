using System.ComponentModel;
using System.Security.Claims;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Api;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgriMarket.Web.Farm.Money;

/// <summary>A seller's statement for programs.</summary>
/// <param name="BeforeFen">What was owed as the time began: before + goods - refunded - paid out + taken back - clawback = after.</param>
internal sealed record PayoutsResponse(
    long BeforeFen,
    long GoodsFen,
    long RefundedFen,
    long PaidOutFen,
    long ReversedFen,
    [property: Description("Public money that went back to its schemes after an office looked into it.")] long ClawbackFen,
    long AfterFen,
    IReadOnlyList<PayoutResponse> Items,
    int Page,
    int Pages
)
{
    public static PayoutsResponse Of(AccountStatement statement)
    {
        var (sums, rows) = (statement.Sums, statement.Rows);
        return new(
            sums.BeforeFen,
            sums.GoodsFen,
            sums.RefundedFen,
            sums.PaidOutFen,
            sums.ReversedFen,
            sums.ClawbackFen,
            sums.AfterFen,
            [.. rows.Items.Select(PayoutResponse.Of)],
            rows.Number,
            rows.Pages
        );
    }
}

/// <summary>What a parcel has brought its seller in the time asked for, and how far its money is now.</summary>
internal sealed record PayoutResponse(
    Guid ParcelId,
    Guid OrderId,
    string Number,
    DateTime SoldAt,
    IReadOnlyList<string> Households,
    IReadOnlyList<AccountStatementGoods> Goods,
    long GoodsFen,
    long RefundedFen,
    long PaidOutFen,
    long ReversedFen,
    [property: Description("What of its payout paid back public money instead of being sent.")] long ClawbackFen,
    long ToReverseFen,
    PayStage Stage,
    DateTime? DueAt,
    DateTime? PaidAt,
    string? Payee
)
{
    public static PayoutResponse Of(AccountStatementRow row) =>
        new(
            row.ParcelId,
            row.OrderId,
            row.OrderNumber,
            row.SoldAt,
            row.Households,
            row.Goods,
            row.GoodsFen,
            row.RefundedFen,
            row.PaidOutFen,
            row.ReversedFen,
            row.ClawbackFen,
            row.ToReverseFen,
            row.Stage,
            row.DueAt,
            row.PaidAt,
            row.Payee
        );
}

internal static class PayoutEndpoints
{
    public static void MapPayouts(this RouteGroupBuilder api) =>
        api.MapGet("/payouts", ListAsync)
            .WithTags("payouts")
            .RequireAuthorization(Policies.Seller)
            .WithSummary("What your parcels have brought you, what was paid out and why the rest was not yet, the latest sold first.")
            .WithDescription("The sums are those of the books for the whole time, of all pages.");

    private static async Task<Results<Ok<PayoutsResponse>, Refused>> ListAsync(
        ClaimsPrincipal seller,
        StatementReads statements,
        [Description("A China month such as 2020-02: then what came and went in it. All there has been without it.")] string? month,
        [Description("From 1; one beyond the last is the last.")] int? page,
        [Description("From 1 to 100; 20 without it.")] int? pageSize
    )
    {
        var (time, size) = (month is null ? StatementPeriod.All : StatementPeriod.Read(month), pageSize ?? StatementReads.PageSize);
        List<Rejection> wrong = [];
        if (time is null)
        {
            wrong.Add(new("ledger.filter", nameof(month), StatementReads.MaxPageSize));
        }

        if (size is < 1 or > StatementReads.MaxPageSize)
        {
            wrong.Add(new("ledger.filter", nameof(pageSize), StatementReads.MaxPageSize));
        }

        return wrong.Count > 0
            ? new Refused(wrong)
            : TypedResults.Ok(PayoutsResponse.Of(await statements.ReadAsync(seller.RequireMemberId(), time!.Value, page, size)));
    }
}
