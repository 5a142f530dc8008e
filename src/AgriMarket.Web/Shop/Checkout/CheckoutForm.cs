using AgriMarket.Domain.Logistics;

namespace AgriMarket.Web.Shop.Checkout;

/// <summary>What is typed at checkout, as it is typed.</summary>
public sealed class CheckoutForm
{
    public string Name { get; set; } = "";

    public string Mobile { get; set; } = "";

    public string? RegionCode { get; set; }

    public string Street { get; set; } = "";

    public static CheckoutForm From(Address address) =>
        new()
        {
            Name = address.Name,
            Mobile = address.Mobile,
            RegionCode = address.RegionCode,
            Street = address.Street,
        };

    public Address ToAddress() => new(Name, Mobile, RegionCode ?? "", Street);
}
