using AgriMarket.Platform.Limits;

namespace AgriMarket.Web.Trade.Orders;

/// <summary>
/// How fast one member, and one network address, may ask for prices and order: several times what a school canteen sends in a row,
/// or an office of 200 people behind one address at noon, and a small part of what the market can do.
/// </summary>
internal static class OrderLimits
{
    public const string Quotes = nameof(Quotes);
    public const string Orders = nameof(Orders);

    public static void AddOrderLimits(this IServiceCollection services)
    {
        services.AddLimit(
            Quotes,
            new()
            {
                MemberBurst = 240,
                MemberPerMinute = 120,
                AddressBurst = 1_200,
                AddressPerMinute = 1_200,
            }
        );
        services.AddLimit(
            Orders,
            new()
            {
                MemberBurst = 120,
                MemberPerMinute = 60,
                AddressBurst = 1_200,
                AddressPerMinute = 600,
            }
        );
    }
}
