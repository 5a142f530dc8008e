using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Logistics;

/// <summary>Where a parcel goes.</summary>
/// <param name="RegionCode">A place without parts of its own: a county, or a prefecture that has none.</param>
public sealed record Address(string Name, string Mobile, string RegionCode, string Street)
{
    public const int NameMaxLength = 40;
    public const int MobileMaxLength = 20;
    public const int StreetMaxLength = 120;

    /// <summary>The address with each text on a line of its own and blanks trimmed, or a sentence for each field that is wrong.</summary>
    public static Result<Address> Check(Address given, RegionCatalogue regions)
    {
        var address = new Address(
            SingleLine.Name(given.Name),
            MobileNumber.Read(given.Mobile) ?? "",
            (given.RegionCode ?? "").Trim(),
            SingleLine.Of(given.Street)
        );
        var wrong = new List<Rejection>();
        if (address.Name.IsEmptyOrLongerThan(NameMaxLength))
        {
            wrong.Add(new("address.name", nameof(Name), NameMaxLength));
        }

        if (address.Mobile.Length == 0)
        {
            wrong.Add(new("address.mobile", nameof(Mobile)));
        }

        if (!regions.IsLeaf(address.RegionCode))
        {
            wrong.Add(new("address.region", nameof(RegionCode)));
        }

        if (address.Street.IsEmptyOrLongerThan(StreetMaxLength))
        {
            wrong.Add(new("address.street", nameof(Street), StreetMaxLength));
        }

        return wrong.Count == 0 ? address : wrong;
    }
}
