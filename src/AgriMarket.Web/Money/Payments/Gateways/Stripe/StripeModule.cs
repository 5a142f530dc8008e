using Microsoft.AspNetCore.Mvc;

namespace AgriMarket.Web.Money.Payments.Gateways.Stripe;

internal static class StripeModule
{
    /// <summary>Has Stripe take the money.</summary>
    public static void AddStripe(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StripeCalls>();
        builder.Services.AddSingleton<IPaymentGateway, StripeGateway>();
        builder.Services.AddSingleton<StripeWebhook>();
    }

    /// <summary>Where Stripe sends its events; nowhere unless it takes the money.</summary>
    public static void MapStripe(this RouteGroupBuilder api)
    {
        if (((IEndpointRouteBuilder)api).ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(StripeWebhook)))
        {
            // Whose events they are is said by their signature; and no limit of requests, since Stripe sends bursts.
            api.MapPost("/payments/stripe/webhook", (HttpRequest request, StripeWebhook webhook) => webhook.TakeAsync(request))
                .AllowAnonymous()
                .DisableAntiforgery()
                .DisableRateLimiting()
                .ExcludeFromDescription()
                .WithMetadata(new RequestSizeLimitAttribute(StripeWebhook.MaxBodyBytes));
        }
    }
}
