using System.Security.Claims;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Api;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;
using AgriMarket.Web.Money.Payments.Gateways.Stripe;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgriMarket.Web.Money.Payments.Incoming;

/// <summary>How the sandbox's payment is to end; without it, and with real money, it is paid on the gateway's page.</summary>
internal sealed record PayRequest(SandboxOutcome? Outcome = null);

/// <summary>A payment; its id is that of what it is for.</summary>
/// <param name="PayAt">The gateway's page where it is to be paid; null when there is none.</param>
internal sealed record PaymentResponse(Guid Id, PaymentStatus Status, long AmountFen, DateTime PayBefore, DateTime? EndedAt, string? PayAt)
{
    public static PaymentResponse Of(Payment payment, string? payAt) =>
        new(payment.Id, payment.Status, payment.AmountFen, payment.PayBefore, payment.EndedAt, payAt);
}

/// <summary>Payments for programs.</summary>
internal static class PaymentEndpoints
{
    public static void MapPayments(this RouteGroupBuilder api)
    {
        api.MapPost("/orders/{id:guid}/pay", PayAsync)
            .WithTags("orders")
            .RequireAuthorization(Policies.Member)
            .WithSummary("Pay: with test money by its outcome, with real money on the page at payAt.")
            .WithDescription(
                "Money that comes after payBefore still buys what can be had; otherwise it goes back in full and the status is refunded."
            );
        api.MapStripe();
    }

    private static async Task<Results<Ok<PaymentResponse>, Refused>> PayAsync(
        Guid id,
        PayRequest request,
        ClaimsPrincipal payer,
        HttpRequest http,
        PaymentService payments,
        SandboxBank bank
    )
    {
        var payerId = payer.RequireMemberId();
        var (payAt, rejections) = request.Outcome is { } outcome
            ? (null, (await bank.FinishAsync(id, payerId, outcome)).Rejections)
            : await OpenAsync(id, payerId, http, payments);
        return rejections.Count == 0
            ? TypedResults.Ok(PaymentResponse.Of((await payments.FindAsync(id, payerId))!, payAt))
            : new Refused(rejections);
    }

    private static async Task<(string? PayAt, IReadOnlyList<Rejection> Rejections)> OpenAsync(
        Guid id,
        Guid payerId,
        HttpRequest http,
        PaymentService payments
    )
    {
        await payments.BeginAsync(id, payerId);
        var opened = await payments.OpenPageAsync(id, payerId, $"{http.Scheme}://{http.Host}", Reader.IsChinese ? "zh" : "en");
        return (opened.IsOk ? opened.Value : null, opened.Rejections);
    }
}
