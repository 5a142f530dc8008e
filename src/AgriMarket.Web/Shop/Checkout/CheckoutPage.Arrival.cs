using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Shop.Checkout;

/// <summary>What may come too late is refused; the buyer may want it all the same if it comes in time.</summary>
public sealed partial class CheckoutPage
{
    /// <summary>The buyer's own choice, for all lines that may come late.</summary>
    [PersistentState]
    public bool ForEarlierArrival { get; set; }

    private bool MayArriveLate => quoteRefused.Any(rejection => rejection.Code == "order.may-arrive-late");

    private async Task TakeEarlierArrivalAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        (ForEarlierArrival, placeRefused) = (true, []);
        await ReadAsync();
        isBusy = false;
    }
}
