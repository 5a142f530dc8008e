using System.Net;
using System.Net.Sockets;
using System.Security.Claims;

namespace AgriMarket.Platform.Limits;

/// <summary>Who calls what, as far as limits go.</summary>
/// <param name="Limit">The name of what is called; empty where nothing is limited.</param>
/// <param name="Member">Who is signed in, or another name for one person such as their cart's; null when nobody knows.</param>
/// <param name="Network">Where the call comes from (<see cref="NetworkOf"/>); null when that was counted already.</param>
public readonly record struct Caller(string Limit, string? Member, string? Network)
{
    public static readonly Caller Unlimited = new("", null, null);

    /// <summary>Who sent a request. After the authentication and what takes addresses from proxies.</summary>
    public static Caller Of(HttpContext context, string limit) =>
        new(limit, MemberOf(context.User), NetworkOf(context.Connection.RemoteIpAddress));

    public static string? MemberOf(ClaimsPrincipal? user) => user?.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>
    /// The part of an address that says who it is: all of IPv4, and of IPv6 the network of 64 bits, within which a household or one
    /// machine has as many addresses as it likes.
    /// </summary>
    public static string NetworkOf(IPAddress? address)
    {
        if (address is null or { AddressFamily: AddressFamily.InterNetwork } or { IsIPv4MappedToIPv6: true })
        {
            return address?.MapToIPv4().ToString() ?? "unknown";
        }

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes).ToString();
    }
}
