using AgriMarket.Platform.Jobs;

namespace AgriMarket.Web.Shop.Cart;

/// <summary>Removes the carts that nobody comes back to.</summary>
internal sealed class OldCartJob(CartService carts, DueWork due, TimeProvider clock, ILogger<OldCartJob> log)
    : RecurringJob(TimeSpan.FromHours(6), clock, log, due.SignalOf(null, Name))
{
    public const string Name = "cart.remove-old";

    protected override Task<int> RunAsync(CancellationToken stop) => carts.RemoveOldAsync(stop);
}
