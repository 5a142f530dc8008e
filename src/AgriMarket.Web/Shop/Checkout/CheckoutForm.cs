using AgriMarket.Domain.Logistics;

namespace AgriMarket.Web.Shop.Checkout;

/// <summary>What is typed at checkout, as it is typed.</summary>
public sealed class CheckoutForm
{
    public string Name { get; set; } = "";

    public string Mobile { get; set; } = "";

    public string? RegionCode { get; set; }

    public string Street { get; set; } = "";

    /// <summary>The address of the last order; for the first one the place that prices were shown for.</summary>
    public static CheckoutForm From(Address? last, string? destination) =>
        last is null
            ? new() { RegionCode = destination }
            : new()
            {
                Name = last.Name,
                Mobile = last.Mobile,
                RegionCode = last.RegionCode,
                Street = last.Street,
            };

    public Address ToAddress() => new(Name, Mobile, RegionCode ?? "", Street);
}
