using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Support.Stripe;

/// <summary>A market that takes money through Stripe, with two webhooks.</summary>
public sealed class StripeMarket : IAsyncLifetime
{
    /// <summary>Of the webhook that tells of connected accounts.</summary>
    internal const string AccountsSecret = "whsec_FakeStripeAccountsSecret0123456789";

    internal FakeStripe Stripe { get; private set; } = null!;

    internal MarketApp App { get; private set; } = null!;

    internal HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Stripe = await FakeStripe.StartAsync();
        App = new(
            Environments.Production,
            [.. Stripe.Settings, ("Payments:Stripe:WebhookSecret", $"{FakeStripe.WebhookSecret}, {AccountsSecret}")]
        );
        Stripe.Clock = App.Clock;
        Client = App.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        await Stripe.DisposeAsync();
    }
}
