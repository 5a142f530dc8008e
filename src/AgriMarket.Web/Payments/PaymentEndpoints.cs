using System.Security.Claims;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgriMarket.Web.Payments;

/// <summary>How the sandbox's payment is to end.</summary>
internal sealed record PayRequest(SandboxOutcome Outcome);

/// <summary>A payment; its id is that of what it is for.</summary>
internal sealed record PaymentAnswer(Guid Id, PaymentStatus Status, long AmountFen, DateTime PayBefore, DateTime? EndedAt)
{
    public static PaymentAnswer Of(Payment payment) => new(payment.Id, payment.Status, payment.AmountFen, payment.PayBefore, payment.EndedAt);
}

/// <summary>The sandbox bank for programs.</summary>
internal static class PaymentEndpoints
{
    public static void MapPayments(this RouteGroupBuilder api)
    {
        api.MapPost("/orders/{id:guid}/pay", PayAsync).WithTags("orders")
            .RequireAuthorization(Policies.Member).WithSummary("Pay with test money, or decline to.")
            .WithDescription("Money that comes after payBefore still buys what can be had; otherwise it goes back in full and the status is refunded.");
        api.MapStripe();
    }

    private static async Task<Results<Ok<PaymentAnswer>, Refused>> PayAsync(Guid id, PayRequest request, ClaimsPrincipal payer, PaymentService payments, SandboxBank bank)
    {
        var payerId = payer.RequireMemberId();
        var finished = await bank.FinishAsync(id, payerId, request.Outcome);
        return finished.IsOk ? TypedResults.Ok(PaymentAnswer.Of((await payments.FindAsync(id, payerId))!)) : new Refused(finished.Rejections);
    }
}
