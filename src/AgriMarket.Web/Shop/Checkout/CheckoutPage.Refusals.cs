using AgriMarket.Domain.Common;

namespace AgriMarket.Web.Shop.Checkout;

/// <summary>What stands in the way of an order, beside the button that places it.</summary>
public sealed partial class CheckoutPage
{
    /// <summary>How often the order was refused so far.</summary>
    private int tries;

    /// <summary>Once somebody has tried to order, all that stands in the way; before, what belongs beside no field and no line.</summary>
    private IReadOnlyList<Rejection> AtButton => tries > 0 ? Refused : [.. Refused.Where(rejection => rejection.Field is null)];

    private void StopPlacing() => (isBusy, tries) = (false, tries + 1);
}
